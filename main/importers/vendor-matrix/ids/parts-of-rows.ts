import type { ColumnMapping } from '../../../contract/claims.ts';
import type { Headings } from '../columns/heading.ts';
import type { Grid } from '../tables/grid.ts';
import { fold, lastPart } from '../words.ts';

// A column beside the ids may have the part of each row: FedRAMP's workbooks call it "Part", those of CMMC "Objective", with `a` or `[a] text` below.

const HEADING =
  /^(?:(?:control|requirement|statement) )?(?:sub ?)?parts?(?: (?:id|letter))?$|^(?:(?:assessment|determination) )?objectives?(?: (?:id|letter))?$/;
/** Frameworks whose controls have parts with letters. */
const WITH_LETTERS: ReadonlySet<string> = new Set(['nist-800-53', 'cmmc', 'pci-dss']);
const WHOLE = /^(?:part )?[[(]?([a-z])[\])]?[.:]?(?: ?[.(]? ?(\d{1,2})\)?)?$/i;
const BEFORE_TEXT = /^[[(]([a-z])[\])](?:\((\d{1,2})\))?(?=[\s:.])/i;
/** At least this share of the cells must be parts. */
const ENOUGH = 0.5;

function partIn(text: string): string | null {
  const [, letter, number] = WHOLE.exec(text) ?? BEFORE_TEXT.exec(text) ?? [];
  if (letter === undefined) return null;
  return `${letter.toLowerCase()}${number === undefined ? '' : `(${Number(number)})`}`;
}
/** The parts that a cell names, one or several: `a`, `[b] text`, `a, b`; none where it names anything else. */
export function partsIn(text: string): readonly string[] {
  const read = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  const one = partIn(read);
  if (one !== null) return [one];
  const all = read.split(/ ?(?:[,;/&]|\band\b) ?/).map(partIn);
  return all.every((part) => part !== null) ? all : [];
}

/** Whether a column has the parts of the controls that stand beside it. */
export function holdsParts(
  grid: Grid,
  { row, rows }: Pick<Headings, 'row' | 'rows'>,
  { column, header }: Pick<ColumnMapping, 'column' | 'header'>,
): boolean {
  if (!HEADING.test(fold(lastPart(header)))) return false;
  let texts = 0;
  let parts = 0;
  for (let at = row + rows; at <= grid.lastRow; at += 1) {
    const text = grid.text(at, column);
    if (text.trim() === '') continue;
    texts += 1;
    if (partsIn(text).length > 0) parts += 1;
  }
  return parts > 0 && parts >= texts * ENOUGH;
}

/** The parts that each row names beside its ids: none where a framework has none, or no column has them. */
export function partsOfRows(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  columns: readonly ColumnMapping[],
): (row: number, scheme: string | undefined) => readonly string[] {
  const found = columns.find(
    (each) => each.meaning !== 'control' && each.meaning !== 'ignore' && holdsParts(grid, headings, each),
  );
  return (row, scheme) =>
    found === undefined || scheme === undefined || !WITH_LETTERS.has(scheme)
      ? []
      : partsIn(grid.text(row, found.column));
}
