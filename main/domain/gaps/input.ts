import type { MisconceptionWarning, RegisterRow } from '../../contract/assignments.ts';
import type { Cadence } from '../../contract/due.ts';
import type { Evidence } from '../../contract/evidence.ts';
import type { Severity } from '../../contract/gaps.ts';
import type { Party } from '../../contract/parties.ts';
import type { RuleId } from '../../contract/rules.ts';
import type { ServiceInUseRow } from '../../contract/services-in-use.ts';
import type { Who } from '../review/who.ts';
import type { GapAction } from './action-overdue.ts';
import type { FailedFindings } from './failed-finding.ts';
import type { GapOwner, GapSignOff } from './review-rules.ts';
import type { GapSigned } from './two-eyes.ts';

/** What the rules look at: one frozen view of the workbook, and the day. */
export interface GapInput {
  /** In register order, those of one subject together; walked once. */
  readonly rows: Iterable<RegisterRow>;
  readonly services: readonly Pick<
    ServiceInUseRow,
    'ref' | 'catalogueId' | 'label' | 'serviceName' | 'environments' | 'lifecycle' | 'reviewOn'
  >[];
  readonly parties: readonly Pick<Party, 'id' | 'name' | 'kind'>[];
  readonly evidence: readonly Pick<
    Evidence,
    'number' | 'title' | 'coversFrom' | 'coversTo' | 'expires' | 'links' | 'replacedBy' | 'providerReport'
  >[];
  readonly actions: readonly GapAction[];
  /** Everybody of the workbook, named or not. */
  readonly people: readonly GapOwner[];
  readonly signOffs: readonly (GapSignOff & GapSigned)[];
  /** How often answers are to be reviewed again. */
  readonly cadences: readonly Cadence[];
  /** The rules of two pairs of eyes that are on. */
  readonly rules: ReadonlySet<RuleId>;
  /** Whose a name is, for those rules; asked for where one is on. */
  readonly who: Who;
  /** By assignment ref; only assignments where a check failed. */
  readonly failedFindings?: ReadonlyMap<string, FailedFindings>;
  /** The warning that a recorded answer raises; asked for answered rows only. */
  readonly misconceptionOf: (row: RegisterRow) => MisconceptionWarning | null;
  /** The period of the assessment; null where the workbook names none. */
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  /** Day by which the assessment is to be looked at again; null where none was set. */
  readonly reviewOn: string | null;
  /** Severities that house rules give to gap rules, whatever the case. */
  readonly severities?: ReadonlyMap<string, Severity> | undefined;
  /** ISO date. */
  readonly today: string;
}
