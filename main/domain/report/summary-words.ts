import type { RegisterRow } from '../../contract/assignments.ts';
import type { Evidence } from '../../contract/evidence.ts';
import type { OwnerKey } from '../duties/owner-class.ts';
import { riskWords } from '../duties/risk-acceptance.ts';
import { ACTION_STATE_WORDS } from '../minutes/words.ts';
import { counted, numeral } from '../words/counted.ts';
import { period, shortDate } from '../words/date-words.ts';
import { leavesOut } from './audience.ts';
import type { ReportAction } from './desk.ts';
import type { ReportOutlook } from './outlook.ts';
import { type Report, type ReportSignOff, signOffStanding } from './report.ts';

/** The summary in a few sentences; `quoted` marks what somebody wrote. */
export function summarySentence(
  report: Pick<Report, 'meta' | 'summary' | 'counts'>,
  quoted: (text: string) => string = (text) => text,
): string {
  const { meta, summary, counts } = report;
  const over = `over ${counted(counts.services, 'service', 'services')} in use`;
  // How far the work is goes out to nobody who is not told of its status.
  if (leavesOut(report, 'status')) {
    const countOf = (wanted: OwnerKey): number =>
      summary.ownership.find(({ key }) => key === wanted)?.count ?? 0;
    const unowned = countOf('not-applicable');
    const owned = summary.asked - unowned - countOf('unanswered');
    const apart = unowned === 0 ? '' : ` ${counted(unowned, 'duty does', 'duties do')} not apply.`;
    return `${quoted(meta.organisation)} names who owns ${counted(owned, 'duty', 'duties')} ${over}.${apart}`;
  }
  const open = summary.asked - summary.answered;
  const high = summary.gaps.find((gap) => gap.severity === 'high')?.count ?? 0;
  const start = `${quoted(meta.organisation)} has answered ${numeral(summary.answered)} of ${counted(summary.asked, 'duty', 'duties')} ${over}.`;
  const middle =
    open === 0
      ? 'Nothing is left unanswered.'
      : `${counted(open, 'duty is', 'duties are')} still unanswered${summary.parked > 0 ? `, ${numeral(summary.parked)} of them parked` : ''}.`;
  if (leavesOut(report, 'gaps')) return `${start} ${middle}`;
  const grave = `${high === 0 ? 'none' : numeral(high)} of them high`;
  // Where some kinds of gaps do not go out, those that do are not all that were found.
  const partial = leavesOut(report, 'names');
  const many = counted(counts.gaps, 'gap', 'gaps');
  const end =
    counts.gaps === 0
      ? partial
        ? 'No gap of the kinds that go out was found.'
        : 'No gaps were found.'
      : partial
        ? `Of the kinds of gaps that go out, ${many} ${counts.gaps === 1 ? 'was' : 'were'} found, ${grave}.`
        : `${many} ${counts.gaps === 1 ? 'was' : 'were'} found, ${grave}.`;
  return `${start} ${middle} ${end}`;
}

/** How many services and duties a document holds; of which only the answered ones go out, it does not say that no more were asked. */
export function heldWords(report: Pick<Report, 'meta' | 'counts'>): string {
  const services = counted(report.counts.services, 'service', 'services');
  const duties = counted(report.counts.rows, 'duty', 'duties');
  return leavesOut(report, 'open')
    ? `${duties} answered, over ${services} in use`
    : `${services} in use, ${duties} asked`;
}

/** How many gaps are high, and of how many duties the risk was accepted. */
export function risksSentence(
  { high, accepted }: Pick<ReportOutlook, 'high' | 'accepted'>,
  report: Pick<Report, 'meta'>,
): string {
  const gapWords = leavesOut(report, 'names')
    ? `Of the kinds of gaps that go out, ${high.length === 0 ? 'none is' : high.length === 1 ? '1 is' : `${numeral(high.length)} are`} high`
    : high.length === 0
      ? 'No gap is high'
      : `${counted(high.length, 'gap is', 'gaps are')} high`;
  return (
    `${gapWords}; ` +
    `${accepted.length === 0 ? 'no risk was accepted' : `the risk of ${counted(accepted.length, 'duty', 'duties')} was accepted`}.`
  );
}

/**
 * `Risk accepted: orders-db, Restore testing. Approved by Ann Lee. Stands until 31 Jan 2027.`; what stands behind it only for who is told of it.
 * `quoted` marks what somebody wrote.
 */
export function acceptedSentence(
  row: RegisterRow,
  report: Pick<Report, 'meta' | 'desk'>,
  quoted: (text: string) => string = (text) => text,
): string {
  const accepted = `Risk accepted: ${quoted(row.subjectLabel)}, ${row.responsibilityName}.`;
  if (leavesOut(report, 'risks')) return accepted;
  const approver = report.desk().risks.find(({ ref }) => ref === row.ref)?.approver ?? null;
  const approved = approver === null ? '' : ` Approved by ${quoted(approver)}.`;
  return `${accepted}${approved} ${riskWords(row.risk, report.meta.judgedAsOf)}.`;
}

/** How many actions are open, and overdue. */
export function actionsSentence({ actions }: Pick<ReportOutlook, 'actions'>): string {
  if (actions.length === 0) return 'No action is open.';
  const late = actions.filter(({ overdue }) => overdue).length;
  return `${counted(actions.length, 'action is', 'actions are')} open, ${late === 0 ? 'none' : numeral(late)} of them overdue.`;
}
/** How far an action is, and that it is overdue. */
export const actionStateWords = ({ state, overdue }: Pick<ReportAction, 'state' | 'overdue'>): string =>
  overdue ? `${ACTION_STATE_WORDS[state]}, overdue` : ACTION_STATE_WORDS[state];

/** In how many duties evidence covers the provider's part, and against what it was measured. */
export function coverageSentence(
  { coverage: { duties, covered, believed, reports } }: Pick<ReportOutlook, 'coverage'>,
  report: Pick<Report, 'meta'>,
): string {
  const aside =
    believed === 0
      ? ''
      : ` ${counted(believed, 'duty that rests', 'duties that rest')} on a known misconception ${believed === 1 ? 'is' : 'are'} not counted here.`;
  if (duties === 0) return `No provider has a part in any duty yet.${aside}`;
  return `Evidence covers the provider’s part in ${numeral(covered)} of ${counted(duties, 'duty', 'duties')} in which it has one, ${judged(report)}.${aside}${reports.length === 0 ? ' None is recorded as a report of a provider.' : ''}`;
}

/** What the evidence was measured against, as the rule for gaps does it. */
function judged({ meta: { periodFrom, periodTo, judgedAsOf } }: Pick<Report, 'meta'>): string {
  const whole = period(periodFrom, periodTo);
  return whole === null
    ? `on ${shortDate(judgedAsOf)}`
    : `for the assessment’s period (${whole}) as far as it has passed on ${shortDate(judgedAsOf)}`;
}
/** Whether a report can still be relied on; one whose period ended can, as long as it has not expired. */
export function reportStanding({ replacedBy, coversFrom, expires }: Evidence, day: string): string {
  if (replacedBy !== null) return `Replaced by E-${replacedBy}`;
  if (expires !== null) return `${expires < day ? 'Expired' : 'Good until'} ${shortDate(expires)}`;
  return coversFrom !== null && coversFrom > day ? 'Not begun' : 'No expiry recorded';
}

/** What became of what somebody signed; `quoted` marks what somebody wrote. */
export const sinceSentence = (
  entry: Pick<ReportSignOff, 'name' | 'subject' | 'label' | 'signedAt' | 'changedSince'>,
  quoted: (text: string) => string = (text) => text,
): string =>
  `${quoted(entry.name)}, ${entry.subject === null ? 'the workbook as a whole' : quoted(entry.label)}, ${shortDate(entry.signedAt)}: ${signOffStanding(entry)}.`;
