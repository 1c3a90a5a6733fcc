import type { RegisterRow } from '../../contract/assignments.ts';
import { isAnswered } from '../duties/ownership.ts';
import { limitDesk } from './desk.ts';
import { limitControls, limitRows } from './limit-rows.ts';
import type { Report } from './report.ts';

/** What an extract is limited to; where both are given a row must fit both. */
export interface ExtractOf {
  /** Slug of a person of the report: the rows in which they are named for a share, and the open rows of services that they lead, as their hand-out. */
  readonly person?: string | undefined;
  /** Rows that pass a filter. */
  readonly rows?:
    | {
        readonly refs: ReadonlySet<string>;
        /** The filter in words, one entry for each thing that was filtered by. */
        readonly by: readonly string[];
      }
    | undefined;
}

/**
 * The same report with nothing in it but some of its rows. Counts, matrix, evidence, gaps and people follow, so that what is
 * written can be reconciled with the same report; what was signed for the whole stays out. Refs and people that the report
 * does not know give no rows.
 */
export function extract(report: Report, of: ExtractOf): Report {
  const { person } = of;
  const led = new Set(
    report.services.flatMap(({ ref, lead }) => (lead !== null && lead === person ? [ref] : [])),
  );
  const wanted = (row: RegisterRow): boolean =>
    (person === undefined ||
      row.shares.some((share) => share.person === person) ||
      (led.has(row.subject) && !isAnswered(row.ownership))) &&
    (of.rows === undefined || of.rows.refs.has(row.ref));
  let whole: ReadonlySet<string> = new Set();
  const {
    report: limited,
    refs,
    named,
  } = limitRows(report, wanted, (kept) => {
    if (person === undefined) whole = wholeSubjects(report, kept);
    return report.gaps.filter((gap) => (gap.ref === null ? whole.has(gap.subject) : kept.has(gap.ref)));
  });
  const people = report.people.flatMap((entry) => {
    const count = named.get(entry.id) ?? 0;
    return count === 0 && entry.id !== person ? [] : [{ ...entry, assignments: count }];
  });
  const name = person && (report.people.find((entry) => entry.id === person)?.name ?? person);
  const by = [...(of.rows?.by ?? []), ...(name === undefined ? [] : [`person ${name}`])];
  return {
    ...limited,
    // It tells of the whole workbook, and of people who are not in the extract.
    history: undefined,
    findings: undefined,
    meta: {
      ...report.meta,
      person: person ?? null,
      extract: { of: report.counts.rows, by },
      title: titleOf(report.meta.title, name, of.rows !== undefined),
      // Counts of a part must not be taken for those of the whole.
      scopeNote: [
        scopeOf(refs.size, report.counts.rows, name, of.rows ? by.join(', ') : null),
        report.meta.scopeNote,
      ]
        .filter((part) => part !== null)
        .join('\n\n'),
    },
    people,
    counts: { ...limited.counts, people: people.length },
    signOffs: [],
    frameworks: limitControls(limited, 'left out'),
    desk: () => limitDesk(report.desk(), refs, whole, person),
  };
}

function titleOf(title: string, name: string | undefined, filtered: boolean): string {
  if (name === undefined) return `Extract: ${title}`;
  return `${filtered ? 'Extract of the hand-out' : 'Hand-out'} for ${name}: ${title}`;
}

function scopeOf(count: number, total: number, name: string | undefined, filter: string | null): string {
  const rows =
    filter === null
      ? `rows in which ${name} is named, or which nobody has answered for a service that ${name} leads`
      : `rows that fit: ${filter}`;
  return `${filter === null ? 'A hand-out' : 'An extract'}: it holds only the ${count} of ${total} ${rows}. All counts, evidence and gaps are those of these rows.`;
}

/** Subjects of which every row is among these: what is said of such a subject as a whole goes along with them. */
function wholeSubjects(report: Report, refs: ReadonlySet<string>): ReadonlySet<string> {
  const whole = new Set<string>();
  const part = new Set<string>();
  for (const { ref, subject } of report.rows()) (refs.has(ref) ? whole : part).add(subject);
  return new Set([...whole].filter((subject) => !part.has(subject)));
}
