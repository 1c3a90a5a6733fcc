import type { RegisterRow } from '../../contract/assignments.ts';
import type { Matrix } from '../../contract/matrix.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { isAnswered, kindsById } from '../duties/ownership.ts';
import { limitDesk } from './desk.ts';
import { type Report, summarise } from './report.ts';

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
  const rows = function* (): Generator<RegisterRow> {
    for (const row of report.rows()) if (wanted(row)) yield row;
  };
  const kinds: ReadonlyMap<string, PartyKind> = kindsById(report.parties);
  const refs = new Set<string>();
  const named = new Map<string, number>();
  const subjects = new Map<string, { asked: number; answered: number }>();
  let notes = 0;
  for (const row of rows()) {
    refs.add(row.ref);
    const tally = subjects.get(row.subject) ?? { asked: 0, answered: 0 };
    subjects.set(row.subject, tally);
    tally.asked += 1;
    if (isAnswered(row.ownership)) tally.answered += 1;
    if (row.note !== null) notes += 1;
    for (const share of row.shares)
      if (share.person !== null) named.set(share.person, (named.get(share.person) ?? 0) + 1);
  }
  const whole = person === undefined ? wholeSubjects(report, refs) : new Set<string>();
  const gaps = report.gaps.filter((gap) => (gap.ref === null ? whole.has(gap.subject) : refs.has(gap.ref)));
  const summary = summarise(rows(), gaps, kinds);
  const services = report.services.flatMap((service) => {
    const tally = subjects.get(service.ref);
    return tally === undefined ? [] : [{ ...service, ...tally }];
  });
  const evidence = report.evidence.flatMap((item) => {
    const links = item.links.filter((ref) => refs.has(ref));
    return links.length === 0 ? [] : [{ ...item, links }];
  });
  const people = report.people.flatMap((entry) => {
    const count = named.get(entry.id) ?? 0;
    return count === 0 && entry.id !== person ? [] : [{ ...entry, assignments: count }];
  });
  const matrix = limitMatrix(report.matrix, refs);
  const duties = new Set(matrix.responsibilities.map((duty) => duty.id));
  const name = person && (report.people.find((entry) => entry.id === person)?.name ?? person);
  const by = [...(of.rows?.by ?? []), ...(name === undefined ? [] : [`person ${name}`])];
  return {
    ...report,
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
    services,
    responsibilities: report.responsibilities.filter((duty) => duties.has(duty.id)),
    counts: {
      services: services.length,
      rows: refs.size,
      answered: summary.answered,
      notes,
      evidence: evidence.length,
      gaps: gaps.length,
      people: people.length,
    },
    summary,
    matrix,
    evidence,
    gaps,
    signOffs: [],
    frameworks: report.frameworks.flatMap((framework) => {
      const controls = framework.controls.flatMap((control) => {
        const responsibilities = control.responsibilities.filter((duty) => duties.has(duty));
        return responsibilities.length === 0 ? [] : [{ ...control, responsibilities }];
      });
      return controls.length === 0 ? [] : [{ ...framework, controls }];
    }),
    desk: () => limitDesk(report.desk(), refs, whole, person),
    rows,
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
  return `${filter === null ? 'A hand-out' : 'An extract'}: it holds only the ${count} of ${total} ${rows}. All counts, pictures, evidence and gaps are those of these rows.`;
}

/** Subjects of which every row is among these: what is said of such a subject as a whole goes along with them. */
function wholeSubjects(report: Report, refs: ReadonlySet<string>): ReadonlySet<string> {
  const whole = new Set<string>();
  const part = new Set<string>();
  for (const { ref, subject } of report.rows()) (refs.has(ref) ? whole : part).add(subject);
  return new Set([...whole].filter((subject) => !part.has(subject)));
}

/** Keeps the cells of these assignments, and the subjects and responsibilities that still have one. */
function limitMatrix(matrix: Matrix, refs: ReadonlySet<string>): Matrix {
  const kept = matrix.cells.filter(([subject, duty]) =>
    refs.has(`${matrix.subjects[subject]?.ref}/${matrix.responsibilities[duty]?.id}`),
  );
  const places = (used: ReadonlySet<number>) =>
    new Map([...used].sort((a, b) => a - b).map((old, place) => [old, place]));
  const subjects = places(new Set(kept.map(([subject]) => subject)));
  const duties = places(new Set(kept.map(([, duty]) => duty)));
  return {
    ...matrix,
    subjects: matrix.subjects.filter((_, index) => subjects.has(index)),
    responsibilities: matrix.responsibilities.filter((_, index) => duties.has(index)),
    cells: kept.map(
      ([subject, duty, ownership, flags]) =>
        [subjects.get(subject) ?? 0, duties.get(duty) ?? 0, ownership, flags] as const,
    ),
  };
}
