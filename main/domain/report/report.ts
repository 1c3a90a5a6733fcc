import { type RegisterRow, STATUSES, type Status } from '../../contract/assignments.ts';
import type { Prepared } from '../../contract/audience.ts';
import type {
  ControlObjective,
  Domain,
  Inheritance,
  Lifecycle,
  Scope,
  ServiceModel,
  WithoutDuty,
} from '../../contract/catalogue.ts';
import type { Environment } from '../../contract/environments.ts';
import type { Evidence } from '../../contract/evidence.ts';
import type { ExportCounts, ExtractFacts } from '../../contract/exports.ts';
import type { RecordedFinding } from '../../contract/findings.ts';
import { type Gap, SEVERITIES, type Severity } from '../../contract/gaps.ts';
import type { HistoryLine } from '../../contract/history.ts';
import type { Matrix } from '../../contract/matrix.ts';
import type { Party, PartyKind, Person } from '../../contract/parties.ts';
import type { Provider } from '../../contract/providers.ts';
import type { SignOffRow } from '../../contract/review.ts';
import type { Logo } from '../../contract/workbook.ts';
import { countOwners, type OwnerKey, type OwnershipCount, ownerKeyOf } from '../duties/owner-class.ts';
import { statusOf } from '../duties/status.ts';
import type { ReportDesk } from './desk.ts';

/** What all exporters paint: one frozen view of the workbook. Register rows stream, everything else fits in memory. */
export interface Report {
  readonly meta: ReportMeta;
  /** The picture on the cover; none where it is null or absent. */
  readonly logo?: Logo | null | undefined;
  readonly parties: readonly Party[];
  /** The other workbooks from which rows are inherited; absent where there are none, or nobody is told. */
  readonly providers?: readonly ReportProvider[] | undefined;
  readonly people: readonly ReportPerson[];
  readonly environments: readonly Environment[];
  /** Only services in use; what is answered once stands in the register under the provider or the workbook. */
  readonly services: readonly ReportService[];
  readonly domains: readonly Domain[];
  readonly responsibilities: readonly ReportResponsibility[];
  readonly counts: ExportCounts;
  readonly summary: ReportSummary;
  readonly matrix: Matrix;
  readonly evidence: readonly Evidence[];
  /** The gravest first. */
  readonly gaps: readonly Gap[];
  readonly frameworks: readonly ReportFramework[];
  /** Newest first; none in an extract, because nobody signed that. */
  readonly signOffs: readonly ReportSignOff[];
  /** Actions, decisions, parked questions and meetings; read when first asked for. */
  desk(): ReportDesk;
  /** In register order: the workbook's own, the providers', then each service's, each by domain. Can be walked again. */
  rows(): Iterable<RegisterRow>;
  /** What scanners found last; none in an extract, nor where nothing was taken in. */
  readonly findings?: { readonly count: number; readonly rows: () => Iterable<ReportFinding> } | undefined;
  /** The change log in words, newest first, where it was asked for. Can be walked again. */
  readonly history?: (() => Iterable<HistoryLine>) | undefined;
}

/** A provider of the workbook, as documents tell of it. */
export type ReportProvider = Pick<Provider, 'party' | 'edition' | 'takenAt' | 'authorisedOn'>;

/** A finding that counts, with the refs of the duties that it bears on. */
export interface ReportFinding extends RecordedFinding {
  readonly refs: readonly string[];
}

export interface ReportMeta {
  /** The workbook's own id, the same in every copy of the file. */
  readonly workbook: string;
  /** Whose hand-out it is; null for the whole workbook. */
  readonly person: string | null;
  /** What a hand-out or another extract is limited to; null for the whole workbook. */
  readonly extract: ExtractFacts | null;
  readonly title: string;
  readonly organisation: string;
  readonly leadAssessor: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly scopeNote: string | null;
  /** For whom it is, and the marks that it bears: what they are not to see is not in the report. */
  readonly prepared: Prepared;
  /** ISO instant of the last change: when the state is from that the document holds. */
  readonly lastChange: string;
  /** ISO date as of which gaps, expiry and overdue dates are judged. */
  readonly judgedAsOf: string;
  readonly appVersion: string;
  readonly catalogueVersion: string;
  readonly revision: number;
  /** Head of the change log: changes with every change of the workbook. */
  readonly digest: string;
  /** Digest of everything recorded, as the last change vouches for it; null where an older Demarc made that change. */
  readonly state: string | null;
  readonly language: 'en';
}
/** The instant that a document's own properties carry: of the day it is judged as of, never of the clock, so that the same bytes come again. */
export const documentInstant = ({ judgedAsOf }: Pick<ReportMeta, 'judgedAsOf'>): Date =>
  new Date(`${judgedAsOf}T00:00:00.000Z`);
/** `only 37 of 214 rows: domain Backups, status In progress`; null for the whole workbook. */
export const extractWords = ({ meta, counts }: Pick<Report, 'meta' | 'counts'>): string | null =>
  meta.extract && `only ${counts.rows} of ${meta.extract.of} rows: ${meta.extract.by.join(', ')}`;
export interface ReportPerson extends Person {
  readonly assignments: number;
}
export interface ReportService {
  readonly ref: string;
  readonly catalogueId: string;
  readonly label: string;
  readonly serviceName: string;
  readonly category: string;
  readonly model: ServiceModel;
  readonly environments: readonly string[];
  readonly account: string | null;
  readonly region: string | null;
  readonly dataClassification: string | null;
  readonly lead: string | null;
  readonly notes: string | null;
  readonly tags: readonly string[];
  readonly lifecycle: Lifecycle;
  readonly asked: number;
  readonly answered: number;
}
export interface ReportResponsibility {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly scope: Scope;
  readonly question: string;
}
export type ReportSignOff = Pick<
  SignOffRow,
  'subject' | 'label' | 'name' | 'role' | 'statement' | 'digest' | 'signedAt' | 'changedSince' | 'signature'
>;
/** Whether what was signed is still so: `Unchanged since`, `3 duties changed since, by Ann`. */
export function signOffStanding({ changedSince }: Pick<ReportSignOff, 'changedSince'>): string {
  if (changedSince === null) return 'Unchanged since';
  const { count, who } = changedSince;
  const what =
    count === 0 ? 'The list of duties changed' : count === 1 ? '1 duty changed' : `${count} duties changed`;
  return who.length === 0 ? `${what} since` : `${what} since, by ${who.join(', ')}`;
}
export interface ControlPartAnnex {
  readonly id: string;
  readonly responsibilities: readonly string[];
  readonly inherit: Inheritance;
  readonly without?: WithoutDuty;
}
export interface FrameworkAnnex {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly controls: readonly {
    readonly id: string;
    readonly title: string;
    readonly group: string;
    readonly responsibilities: readonly string[];
    readonly inherit: Inheritance;
    /** Why the catalogue has no duty for it. */
    readonly without?: WithoutDuty;
    /** How far its inheriting reaches, in the catalogue's own words. */
    readonly why?: string;
    /** Ids of the publisher's questions about it. */
    readonly questions?: readonly string[];
    /** What its assessment determines, statement by statement. */
    readonly objectives?: readonly ControlObjective[];
    /** Its own words, where the catalogue has them. */
    readonly text?: string;
    /** Its lettered parts, each with what bears on it and how far it may be inherited. */
    readonly parts?: readonly ControlPartAnnex[];
    /** Ids of the controls of an earlier edition whose place it takes. */
    readonly formerly?: readonly string[];
    /** The framework that it is of, where that is another than the annex's. */
    readonly of?: string;
  }[];
}
/** A framework in a report. */
export interface ReportFramework extends FrameworkAnnex {
  /** Whether it was chosen for the workbook: where none was, all stand here to be looked at. */
  readonly chosen: boolean;
}

/** Those that were chosen for the workbook: documents speak of no others. */
export const chosenFrameworks = ({ frameworks }: Pick<Report, 'frameworks'>): readonly ReportFramework[] =>
  frameworks.filter(({ chosen }) => chosen);

/** Whether it is for the duties of one person: pictures, matrix, roles and controls of the little that it holds would only be pages. */
export const isHandOut = ({ meta }: Pick<Report, 'meta'>): boolean => meta.person !== null;

export interface ReportSummary {
  readonly asked: number;
  readonly answered: number;
  readonly parked: number;
  readonly ownership: readonly OwnershipCount[];
  readonly byDomain: readonly {
    readonly domain: string;
    readonly name: string;
    readonly asked: number;
    readonly ownership: readonly OwnershipCount[];
  }[];
  readonly status: readonly { readonly status: Status; readonly count: number }[];
  readonly gaps: readonly { readonly severity: Severity; readonly count: number }[];
  readonly withoutPerson: number;
}

type Counted = Pick<RegisterRow, 'domain' | 'domainName' | 'ownership' | 'status' | 'parked' | 'shares'>;

/** Counts the register in one walk. A status is counted where a row has one: where the customer's side has a share. */
export function summarise(
  rows: Iterable<Counted>,
  gaps: readonly Pick<Gap, 'severity' | 'rule'>[],
  kinds: ReadonlyMap<string, PartyKind>,
): ReportSummary {
  const total: OwnerKey[] = [];
  const domains = new Map<string, { name: string; keys: OwnerKey[] }>();
  const status = new Map<Status, number>();
  let parked = 0;
  for (const row of rows) {
    if (row.parked) parked += 1;
    const key = ownerKeyOf(row.ownership, kinds);
    total.push(key);
    let domain = domains.get(row.domain);
    if (!domain) {
      domain = { name: row.domainName, keys: [] };
      domains.set(row.domain, domain);
    }
    domain.keys.push(key);
    const own = statusOf(row, kinds);
    if (own !== null) status.set(own, (status.get(own) ?? 0) + 1);
  }
  return {
    asked: total.length,
    answered: total.filter((key) => key !== 'unanswered').length,
    parked,
    ownership: countOwners(total),
    byDomain: [...domains].map(([domain, entry]) => ({
      domain,
      name: entry.name,
      asked: entry.keys.length,
      ownership: countOwners(entry.keys),
    })),
    status: STATUSES.map((key) => ({
      status: key,
      count: status.get(key) ?? 0,
    })),
    gaps: SEVERITIES.map((severity) => ({
      severity,
      count: gaps.filter((gap) => gap.severity === severity).length,
    })),
    withoutPerson: gaps.filter((gap) => gap.rule === 'no-named-person').length,
  };
}
