import { buildReport } from '../../main/assessment/report.ts';
import type { CatalogueIndex } from '../../main/catalogue/lookup.ts';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { CELL_FLAGS } from '../../main/domain/pictures/matrix.ts';
import { type Report, summarise } from '../../main/domain/report/report.ts';
import { withSnapshot } from '../../main/jobs/snapshot.ts';
import { EMPTY, EXAMPLE, type Made, makeOnce, SHORT_EXAMPLE } from './core.ts';
import { sampleReport } from './sample-report.ts';

const OPTIONS = { asOf: '2026-11-28', appVersion: '1' };

/** The workbooks over which every document is held against the laws: an example half way through, one with nothing, a large one. */
export const LAW_WORKBOOKS = ['example', 'empty', 'large'] as const;
export type LawWorkbook = (typeof LAW_WORKBOOKS)[number];

/** The example with a few of its services: for what every service's rows have alike, since a long register takes long to write and to read. */
export const SHORT: Made = SHORT_EXAMPLE;

/** Reads the report of one of them and gives it, with the catalogue, to `look`; the large one has so many services. */
export async function withLawReport<T>(
  which: LawWorkbook,
  look: (report: Report, catalogue: CatalogueIndex) => Promise<T>,
  services = 24,
  example: Made = EXAMPLE,
): Promise<T> {
  return withSnapshot(await makeOnce(which === 'empty' ? EMPTY : example), (db, catalogue) =>
    look(
      which === 'large' ? largeReport(catalogue, services) : buildReport(db, catalogue, OPTIONS),
      catalogue,
    ),
  );
}

/** So many of a framework, from its beginning to its end. */
const FEW_CONTROLS = 20;

/** The same report with a few controls of each framework: one is written as the next, and a workbook that chose none has thousands. */
export const withFewControls = (report: Report): Report => ({
  ...report,
  frameworks: report.frameworks.map((framework) => {
    const step = Math.ceil(framework.controls.length / FEW_CONTROLS);
    return { ...framework, controls: framework.controls.filter((_, at) => at % step === 0) };
  }),
});

/**
 * Services of every kind of ownership by parties of every kind, under the duties of the catalogue, so that they bear on the
 * controls of its frameworks. Every fourteenth answer rests on a known misconception.
 */
function largeReport(catalogue: CatalogueIndex, services: number): Report {
  const sample = sampleReport({ services, seed: 5 });
  const duties = catalogue.responsibilities;
  const nameOf = new Map(sample.responsibilities.map(({ id }, index) => [id, duties[index % duties.length]]));
  const flagged = (row: RegisterRow, serial: number) => serial % 14 === 0 && row.shares.length > 0;
  const rows = [...sample.rows()].map((row, serial): RegisterRow => {
    const duty = nameOf.get(row.responsibility);
    return {
      ...row,
      ref: `${row.subject}/${duty?.id}`,
      responsibility: duty?.id ?? '',
      responsibilityName: duty?.name ?? '',
      ...(flagged(row, serial) ? { misconception: true } : {}),
    };
  });
  const names = (id: string) => nameOf.get(id) ?? { id, name: id };
  return {
    ...sample,
    responsibilities: sample.responsibilities.map((each) => ({ ...each, ...pickName(names(each.id)) })),
    matrix: {
      ...sample.matrix,
      responsibilities: sample.matrix.responsibilities.map((each) => ({
        ...each,
        ...pickName(names(each.id)),
      })),
      cells: sample.matrix.cells.map(([subject, duty, ownership, flags], serial) => [
        subject,
        duty,
        ownership,
        rows[serial]?.misconception ? flags | CELL_FLAGS.misconception : flags,
      ]),
    },
    evidence: sample.evidence.map((each) => ({
      ...each,
      links: each.links.map((ref) => {
        const [subject = '', duty = ''] = ref.split('/');
        return `${subject}/${names(duty).id}`;
      }),
    })),
    summary: summarise(rows, sample.gaps, kindsById(sample.parties)),
    rows: () => rows,
  };
}
const pickName = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name });
