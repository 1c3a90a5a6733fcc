import { COLUMN_HEADERS } from '../../domain/sheets/register-cells.ts';

const HEADINGS: ReadonlySet<string> = new Set(
  Object.values(COLUMN_HEADERS).map((heading) => heading.toLowerCase()),
);
/** Titles and remarks may have been put above the headings. */
const LINES = 40;
/** Fewer headings of ours in one line, and it is another table. */
const ENOUGH = 5;

export interface CsvHeadings {
  readonly delimiter: string;
  /** Whether they are those of a register, in whatever order. */
  readonly register: boolean;
}

/** Finds the separator of a CSV by the headings of a register in the first lines of `text`; a comma where there are none. */
export function findCsvHeadings(text: string): CsvHeadings {
  let best = { delimiter: ',', count: 0, names: false };
  for (const line of text.split(/\r\n?|\n/).slice(0, LINES))
    for (const delimiter of [',', ';', '\t']) {
      const fields = new Set(
        line.split(delimiter).map((field) =>
          field
            .replace(/^\ufeff/, '')
            .replace(/^"|"$/g, '')
            .trim()
            .toLowerCase(),
        ),
      );
      const count = [...fields].filter((field) => HEADINGS.has(field)).length;
      const names = fields.has('ref') || (fields.has('service') && fields.has('responsibility'));
      if (count > best.count) best = { delimiter, count, names };
    }
  return { delimiter: best.delimiter, register: best.names && best.count >= ENOUGH };
}

/** Whether the headings of a row are those of a register, in whatever order and with some left out. */
export function areRegisterHeadings(headings: ReadonlySet<string>): boolean {
  const lower = lowerOf(headings);
  if (lower.has('ref') && lower.has('ownership')) return true;
  const names = lower.has('ref') || (lower.has('service') && lower.has('responsibility'));
  return names && [...lower].filter((heading) => HEADINGS.has(heading)).length >= ENOUGH;
}

/** Whether headings are those of a list that Demarc exported: nobody's own inventory has the words for its duties or names services twice. */
export function areExportedHeadings(headings: readonly string[]): boolean {
  const lower = lowerOf(headings);
  return (
    areRegisterHeadings(lower) && ['ownership', 'responsibility', 'aws service'].some((own) => lower.has(own))
  );
}

const lowerOf = (headings: Iterable<string>): ReadonlySet<string> =>
  new Set([...headings].map((heading) => heading.trim().toLowerCase()));
