import type { RegisterRow } from '../../contract/assignments.ts';
import type { Matrix } from '../../contract/matrix.ts';
import { isAnswered, kindsById } from '../duties/ownership.ts';
import { type Report, summarise } from './report.ts';

/** A report of some of its rows, with what was counted on the way. */
export interface LimitedReport {
  readonly report: Report;
  readonly refs: ReadonlySet<string>;
  /** By the ids of people, in how many rows they are named; whoever is named in none is not there. */
  readonly named: ReadonlyMap<string, number>;
}

/**
 * The same report with some of its rows: services, duties, counts, matrix and evidence are those of these rows, and so are the `gaps`
 * that are kept of them. What tells of no row stays as it is.
 */
export function limitRows(
  report: Report,
  wanted: (row: RegisterRow) => boolean,
  gapsOf: (refs: ReadonlySet<string>) => Report['gaps'],
): LimitedReport {
  const rows = function* (): Generator<RegisterRow> {
    for (const row of report.rows()) if (wanted(row)) yield row;
  };
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
  const gaps = gapsOf(refs);
  const summary = summarise(rows(), gaps, kindsById(report.parties));
  const services = report.services.flatMap((service) => {
    const tally = subjects.get(service.ref);
    return tally === undefined ? [] : [{ ...service, ...tally }];
  });
  const evidence = report.evidence.flatMap((item) => {
    const links = item.links.filter((ref) => refs.has(ref));
    return links.length === 0 ? [] : [{ ...item, links }];
  });
  const matrix = limitMatrix(report.matrix, refs);
  const duties = new Set(matrix.responsibilities.map((duty) => duty.id));
  return {
    refs,
    named,
    report: {
      ...report,
      services,
      responsibilities: report.responsibilities.filter((duty) => duties.has(duty.id)),
      counts: {
        ...report.counts,
        services: services.length,
        rows: refs.size,
        answered: summary.answered,
        notes,
        evidence: evidence.length,
        gaps: gaps.length,
      },
      summary,
      matrix,
      evidence,
      gaps,
      rows,
    },
  };
}

/** The controls on which a duty of the report bears, each with no other; `unborne` says what becomes of those on which the catalogue has none bear. */
export function limitControls(
  { frameworks, responsibilities }: Pick<Report, 'frameworks' | 'responsibilities'>,
  unborne: 'kept' | 'left out',
): Report['frameworks'] {
  const duties = new Set(responsibilities.map(({ id }) => id));
  return frameworks.flatMap((framework) => {
    const controls = framework.controls.flatMap((control) => {
      const kept = control.responsibilities.filter((duty) => duties.has(duty));
      const stays = kept.length > 0 || (unborne === 'kept' && control.responsibilities.length === 0);
      return stays ? [{ ...control, responsibilities: kept }] : [];
    });
    return controls.length === 0 ? [] : [{ ...framework, controls }];
  });
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
