import type { RegisterRow } from '../../contract/assignments.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { addDays } from '../days.ts';
import { speaksOf } from './provider-reports.ts';

/** Reports linked to this duty of a provider stand for all that the provider does. */
export const REPORTS_RESPONSIBILITY = 'aws-compliance-reports';

type Item = Pick<
  Evidence,
  'number' | 'coversFrom' | 'coversTo' | 'expires' | 'links' | 'replacedBy' | 'providerReport'
>;

/** The period of the assessment, null where the workbook names none, and the day that it is looked at, as ISO dates. */
export interface AssessmentPeriod {
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly today: string;
}

const NOTHING: readonly Item[] = [];

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
export function coverageOf(items: readonly Item[], period: AssessmentPeriod): Coverage {
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

/** What is looked at: the evidence of a workbook, its services, its providers by id, and the period. */
export interface ProviderEvidence extends AssessmentPeriod {
  readonly evidence: readonly Item[];
  readonly services: readonly { readonly ref: string; readonly catalogueId: string }[];
  readonly providers: ReadonlySet<string>;
}

/**
 * Says, of a row and a provider with a share in it, which evidence speaks for that share and how far it covers the period:
 * what is linked to the duty or to the provider's own part of it, what is linked to the provider's duty of making its reports
 * available, and the reports on it whose scope has the service in it. What a provider does for all services alike is in the
 * scope of reports on all of them only. What a newer revision has replaced counts no more.
 */
export function providerCoverage(input: ProviderEvidence) {
  const evidence = input.evidence.filter((item) => item.replacedBy === null);
  const items = new Map(evidence.map((item) => [item.number, item]));
  /** By provider, then by duty. */
  const linked = new Map<string, Map<string, Item[]>>();
  for (const item of evidence)
    for (const ref of item.links) {
      // Only the providers' own duties are looked up: rows bring their evidence along.
      const slash = ref.indexOf('/');
      const provider = ref.slice(0, slash);
      if (!input.providers.has(provider)) continue;
      const duties = linked.get(provider) ?? new Map<string, Item[]>();
      linked.set(provider, duties);
      const list = duties.get(ref.slice(slash + 1));
      if (list) list.push(item);
      else duties.set(ref.slice(slash + 1), [item]);
    }
  const linkedTo = (provider: string, duty: string): readonly Item[] =>
    linked.get(provider)?.get(duty) ?? NOTHING;
  const serviceOf = new Map(input.services.map(({ ref, catalogueId }) => [ref, catalogueId]));
  const reports = evidence.flatMap((item) =>
    item.providerReport ? [{ item, report: item.providerReport }] : [],
  );
  /** By provider, then by service. */
  const known = new Map<string, Map<string | null, Spoken>>();
  const generalOf = (provider: string, subject: string): Spoken => {
    const service = serviceOf.get(subject) ?? null;
    const found = known.get(provider)?.get(service);
    if (found) return found;
    const all = [
      ...linkedTo(provider, REPORTS_RESPONSIBILITY),
      ...reports.filter(({ report }) => speaksOf(report, provider, service)).map(({ item }) => item),
    ];
    const general = { items: [...new Set(all)], coverage: coverageOf(all, input) };
    known.set(provider, (known.get(provider) ?? new Map<string | null, Spoken>()).set(service, general));
    return general;
  };
  return (
    { subject, responsibility, evidence: own }: Pick<RegisterRow, 'subject' | 'responsibility' | 'evidence'>,
    provider: string,
  ): Spoken => {
    const general = generalOf(provider, subject);
    const ofProvider = linkedTo(provider, responsibility);
    if (own.length === 0 && ofProvider.length === 0) return general;
    const particular = [...own.flatMap((number) => items.get(number) ?? []), ...ofProvider];
    if (particular.length === 0) return general;
    const all = [...new Set([...particular, ...general.items])];
    return {
      items: all,
      coverage: general.coverage.state === 'covered' ? general.coverage : coverageOf(all, input),
    };
  };
}

/** The evidence that speaks for a share, and how far together. */
interface Spoken {
  readonly items: readonly Item[];
  readonly coverage: Coverage;
}
