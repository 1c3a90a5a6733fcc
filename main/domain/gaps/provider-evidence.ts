import type { RegisterRow } from '../../contract/assignments.ts';
import { speaksOf } from '../provider-reports.ts';
import { addDays } from './dates.ts';
import type { GapInput } from './input.ts';
import { type FoundGap, type GapRule, type PartyBook, placeOf, providerShares } from './rule.ts';

export const PROVIDER_WITHOUT_EVIDENCE: GapRule = {
  id: 'provider-without-evidence',
  title: "A provider's share that no evidence of the provider covers for the period",
  severity: 'medium',
};

/** Reports linked to this duty of a provider stand for all that the provider does. */
export const REPORTS_RESPONSIBILITY = 'aws-compliance-reports';

type Item = GapInput['evidence'][number];
type Period = Pick<GapInput, 'periodFrom' | 'periodTo' | 'today'>;

export type Coverage =
  | { readonly state: 'covered' }
  | { readonly state: 'none' }
  /** Evidence is there, but does not say for which time. */
  | { readonly state: 'undated' }
  /** Evidence is there, but no longer good; the workbook names no period to measure it by. */
  | { readonly state: 'expired' }
  /** Evidence is there; `from` is the first day of the period without any. */
  | { readonly state: 'partial'; readonly from: string };

/**
 * Whether pieces of evidence together cover the period, as far as it has passed: reports are written afterwards, so
 * the time still to come cannot be covered. A report that ends too early is completed by the letter that bridges it.
 */
export function coverageOf(items: readonly Item[], period: Period): Coverage {
  if (items.length === 0) return { state: 'none' };
  if (period.periodFrom === null && period.periodTo === null) {
    const current = items.some((item) => item.expires === null || item.expires >= period.today);
    return { state: current ? 'covered' : 'expired' };
  }
  const spans = items.flatMap((item) => spanOf(item) ?? []).sort((a, b) => (a.from < b.from ? -1 : 1));
  if (spans.length === 0) return { state: 'undated' };
  const end = period.periodTo !== null && period.periodTo < period.today ? period.periodTo : period.today;
  const start = period.periodFrom !== null && period.periodFrom < end ? period.periodFrom : end;
  let open = start;
  for (const span of spans) {
    if (span.from > open) break;
    if (span.to >= end) return { state: 'covered' };
    if (span.to >= open) open = addDays(span.to, 1);
  }
  return { state: 'partial', from: open };
}

/** First and last day for which evidence speaks; null when it names neither. Nothing speaks beyond its own expiry. */
function spanOf(item: Item): { from: string; to: string } | null {
  const ends = [item.coversTo, item.expires].filter((date) => date !== null).sort();
  if (item.coversFrom === null && ends.length === 0) return null;
  return { from: item.coversFrom ?? '0000-01-01', to: ends[0] ?? '9999-12-31' };
}

/** The duties of one service in which a provider's share is not covered; only the first is kept, since registers are long. */
interface Lack {
  readonly provider: string;
  readonly first: RegisterRow;
  /** Place of the first in the register. */
  readonly at: number;
  readonly coverage: Coverage;
  duties: number;
}

/**
 * One gap per service and provider: the remedy, a report that covers the service, is one act, however many duties
 * it is missing for.
 */
export function providerWithoutEvidence(lack: Omit<Lack, 'at'>, parties: PartyBook): FoundGap | null {
  const { first, duties, coverage } = lack;
  if (coverage.state === 'covered') return null;
  const provider = parties.name(lack.provider);
  const alone = duties === 1;
  const share = alone
    ? `${placeOf(first)}: ${provider} has a share`
    : `${first.subjectLabel}: ${provider} has a share in ${duties} duties, such as ${first.responsibilityName}`;
  return {
    rule: PROVIDER_WITHOUT_EVIDENCE.id,
    severity: PROVIDER_WITHOUT_EVIDENCE.severity,
    sentence: `${share}, and ${lackOf(provider, coverage)}`,
    ref: alone ? first.ref : null,
    subject: first.subject,
    responsibility: alone ? first.responsibility : null,
  };
}

function lackOf(provider: string, coverage: Exclude<Coverage, { state: 'covered' }>): string {
  if (coverage.state === 'none') return `no report or other evidence of ${provider} is linked.`;
  if (coverage.state === 'undated') return 'none of the evidence linked says which period it covers.';
  if (coverage.state === 'expired') return 'the evidence linked has expired.';
  return `the evidence linked does not cover the period of the assessment from ${coverage.from} on.`;
}

/**
 * What stands for all that a provider does for one service, without being linked to each duty: what is linked to the
 * provider's duty of making its reports available, and the reports on it whose scope has the service in it. What a
 * provider does for all services alike is in the scope of reports on all of them only.
 */
function generalEvidence(input: GapInput, linkedTo: (ref: string) => readonly Item[]) {
  const serviceOf = new Map(input.services.map((service) => [service.ref, service.catalogueId]));
  const reports = input.evidence.flatMap((item) =>
    item.providerReport ? [{ item, report: item.providerReport }] : [],
  );
  const known = new Map<string, { readonly items: readonly Item[]; readonly coverage: Coverage }>();
  return (provider: string, subject: string) => {
    const service = serviceOf.get(subject) ?? null;
    const key = `${provider} ${service ?? ''}`;
    const found = known.get(key);
    if (found) return found;
    const linked = linkedTo(`${provider}/${REPORTS_RESPONSIBILITY}`);
    const inScope = reports.filter(
      ({ item, report }) => speaksOf(report, provider, service) && !linked.includes(item),
    );
    const items = [...linked, ...inScope.map(({ item }) => item)];
    const general = { items, coverage: coverageOf(items, input) };
    known.set(key, general);
    return general;
  };
}

/** Collects, per subject and provider, the rows whose provider's share nothing covers. */
export function providerWalk(all: GapInput, parties: PartyBook) {
  // What a newer revision has replaced counts no more.
  const input = { ...all, evidence: all.evidence.filter((item) => item.replacedBy === null) };
  const items = new Map(input.evidence.map((item) => [item.number, item]));
  const linked = new Map<string, Item[]>();
  for (const item of input.evidence)
    for (const ref of item.links) {
      const slash = ref.indexOf('/');
      // Only the provider's own assignments are looked up by ref: rows bring their evidence along.
      if (parties.kind(ref.slice(0, slash)) !== 'provider') continue;
      const list = linked.get(ref);
      if (list) list.push(item);
      else linked.set(ref, [item]);
    }
  const ofRef = (ref: string) => linked.get(ref) ?? [];
  const generalOf = generalEvidence(input, ofRef);
  const lacking = new Map<string, Lack>();
  return {
    see(row: RegisterRow, at: number): void {
      for (const { party } of providerShares(row, parties)) {
        const general = generalOf(party, row.subject);
        if (general.coverage.state === 'covered') continue;
        const coverage = coverageOf(
          [
            ...row.evidence.flatMap((number) => items.get(number) ?? []),
            ...ofRef(`${party}/${row.responsibility}`),
            ...general.items,
          ],
          input,
        );
        if (coverage.state === 'covered') continue;
        const key = `${row.subject} ${party}`;
        const lack = lacking.get(key);
        if (lack) lack.duties += 1;
        else lacking.set(key, { provider: party, first: row, at, coverage, duties: 1 });
      }
    },
    uncovered: () => lacking.values(),
  };
}
