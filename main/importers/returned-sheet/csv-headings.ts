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

/**
 * Whether a table is a list that Demarc exported, of duties or of services. Its headings do not tell: anybody's inventory has accounts,
 * environments and who owns what. What most of its refs look like does.
 */
export function isExportedTable({ headers, rows }: ExportedTable): boolean {
  const lower = lowerOf(headers);
  const has = (...names: readonly string[]) => names.every((name) => lower.has(name));
  const ref = headers.findIndex((heading) => heading.trim().toLowerCase() === 'ref');
  const refs = rows.map((row) => row[ref]?.trim() ?? '').filter((cell) => cell !== '');
  const areMost = (form: RegExp) => refs.filter((cell) => form.test(cell)).length * 2 > refs.length;
  if (has('ref', 'ownership')) return areMost(DUTY_REF);
  return has('ref', 'service', 'aws service') && areRegisterHeadings(lower) && areMost(SERVICE_REF);
}
interface ExportedTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
// Numbers with or without a slash (`2026/001`) are other people's.
const SERVICE_REF = /^[a-z][a-z0-9-]*$/;
const DUTY_REF = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;

const lowerOf = (headings: Iterable<string>): ReadonlySet<string> =>
  new Set([...headings].map((heading) => heading.trim().toLowerCase()));
