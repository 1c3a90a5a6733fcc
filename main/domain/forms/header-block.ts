import { type FormSheet, foldHeading, type PlannedCell, type PlannedRow } from './plan.ts';

/** What the block at the top of a FedRAMP form asks for; null where the workbook does not know it. */
export interface HeaderFacts {
  readonly csp: string | null;
  readonly system: string | null;
  /** ISO date of the document. */
  readonly date: string | null;
}
const BLOCK_ROWS = 40;
const PLACEHOLDERS = ['Text', 'Date', '<CSP Name>', '<System Name>'];

/** The row of a form's own header block, below the headings CSP and System Name, on each sheet that has one. */
export function planHeaderBlocks(sheets: readonly FormSheet[], facts: HeaderFacts): readonly PlannedRow[] {
  const said = new Map([
    ['csp', facts.csp],
    ['system name', facts.system],
  ]);
  return sheets.flatMap((sheet): readonly PlannedRow[] => {
    const heading = sheet.rows.find(({ number, cells }) => {
      const texts = new Set([...cells.values()].map(foldHeading));
      return number <= BLOCK_ROWS && texts.has('csp') && texts.has('system name');
    });
    if (!heading) return [];
    const cells = [...heading.cells].flatMap(([column, text]): readonly PlannedCell[] => {
      const value = said.get(foldHeading(text)) ?? null;
      if (value !== null) return [{ column, values: [{ text: value }], placeholders: PLACEHOLDERS }];
      return foldHeading(text) === 'poam date' && facts.date !== null
        ? [{ column, values: [{ date: facts.date }], placeholders: PLACEHOLDERS }]
        : [];
    });
    return cells.length === 0
      ? []
      : [{ sheet: sheet.name, row: heading.number + 1, id: 'System name', cells, why: null, head: true }];
  });
}
