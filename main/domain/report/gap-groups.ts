import { type Gap, SEVERITIES, type Severity } from '../../contract/gaps.ts';
import { namesById } from '../duties/ownership.ts';
import { groupBy } from '../group-by.ts';
import { capital } from '../words/capital.ts';
import type { Report } from './report.ts';

/** A subject of which something is found, with the duties concerned; a gap of the subject as a whole names none. */
export interface GapPlace {
  readonly subject: string;
  readonly label: string;
  readonly duties: readonly { readonly gap: Gap; readonly name: string | null }[];
}
/** What is found alike in several places, said once. */
export interface GapGroup {
  readonly severity: Severity;
  readonly rule: string;
  readonly finding: string;
  readonly count: number;
  readonly places: readonly GapPlace[];
}

/** Gathers the gaps by what is found, the gravest first, each in the order of its first place. Every gap is in one group. */
export function gapGroups(
  { matrix, responsibilities }: Pick<Report, 'matrix' | 'responsibilities'>,
  gaps: readonly Gap[],
): readonly GapGroup[] {
  const labels = new Map(matrix.subjects.map(({ ref, label }) => [ref, label]));
  const names = namesById(responsibilities);
  const told = gaps.map((gap) => {
    const label = labels.get(gap.subject) ?? gap.subject;
    const name = gap.responsibility === null ? null : (names.get(gap.responsibility) ?? null);
    const places = [...(name === null ? [] : [`${label}, ${name}: `]), `${label}: `];
    const said = places.find((place) => gap.sentence.startsWith(place)) ?? '';
    return { gap, label, name, finding: capital(gap.sentence.slice(said.length)) };
  });
  return SEVERITIES.flatMap((severity) => {
    const its = told.filter(({ gap }) => gap.severity === severity);
    const found = groupBy(its, ({ gap, finding }) => `${gap.rule} ${finding}`);
    return [...found.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const places = [...groupBy(alike, ({ gap }) => gap.subject)].map(([subject, there]) => ({
        subject,
        label: there[0]?.label ?? subject,
        duties: there.map(({ gap, name }) => ({ gap, name })),
      }));
      return [{ severity, rule: first.gap.rule, finding: first.finding, count: alike.length, places }];
    });
  });
}
