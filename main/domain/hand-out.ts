import type { Matrix, RegisterRow } from '../contract/assignments.ts';
import type { PartyKind } from '../contract/parties.ts';
import { kindsById } from './ownership.ts';
import { type Report, summarise } from './report.ts';

/**
 * The same report with nothing in it but one person's rows: those in which they are named for a share. Counts, matrix,
 * evidence, gaps and people follow, so that what is written can be reconciled with the same report. `person` is a slug of
 * the report's people; an unknown one gives a report without rows.
 */
export function handOut(report: Report, person: string): Report {
  const mine = (row: RegisterRow): boolean => row.shares.some((share) => share.person === person);
  const rows = function* (): Generator<RegisterRow> {
    for (const row of report.rows()) if (mine(row)) yield row;
  };
  const kinds: ReadonlyMap<string, PartyKind> = kindsById(report.parties);
  const refs = new Set<string>();
  const named = new Map<string, number>();
  const subjects = new Map<string, number>();
  let notes = 0;
  for (const row of rows()) {
    refs.add(row.ref);
    subjects.set(row.subject, (subjects.get(row.subject) ?? 0) + 1);
    if (row.note !== null) notes += 1;
    for (const share of row.shares)
      if (share.person !== null) named.set(share.person, (named.get(share.person) ?? 0) + 1);
  }
  const gaps = report.gaps.filter((gap) => gap.ref !== null && refs.has(gap.ref));
  const summary = summarise(rows(), gaps, kinds);
  const services = report.services.flatMap((service) => {
    const count = subjects.get(service.ref) ?? 0;
    // Whoever is named has a share, so each of these rows is answered.
    return count === 0 ? [] : [{ ...service, asked: count, answered: count }];
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
  const name = report.people.find((entry) => entry.id === person)?.name ?? person;
  return {
    ...report,
    meta: {
      ...report.meta,
      person,
      title: `Hand-out for ${name}: ${report.meta.title}`,
      // Counts of a part must not be taken for those of the whole.
      scopeNote: [
        `A hand-out: it holds only the ${refs.size} of ${report.counts.rows} rows in which ${name} is named. All counts, pictures, evidence and gaps are those of these rows.`,
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
    rows,
  };
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
