/** Name of the hidden sheet that says what a register was exported from. */
export const STAMP_SHEET = 'Demarc';
/** What the sheet "About" calls it. */
export const PREPARED_FOR = 'Prepared for';
const FORMAT = 'demarc-register';
const VERSION = 1;

/** What an exported register was made from, and what its columns are: it stays with the file wherever that goes. */
export interface RegisterStamp {
  /** The workbook's own id; null where only the sheet "About" was left to read it from. */
  readonly workbook: string | null;
  readonly revision: number;
  /** Head of the change log at that revision. */
  readonly digest: string;
  /** Whose hand-out it is. */
  readonly person: string | null;
  /** What it holds where it is an extract, in words; null for the whole register. */
  readonly extract: string | null;
  /** For whom it was prepared, by the profile's id; null for internal use, which alone has a way back. */
  readonly audience: string | null;
  /** ISO date that it was exported for; an instant in files of 0.1. Null where that is not known. */
  readonly asOf: string | null;
  /** Version of the catalogue that it was exported with; null where that is not known. */
  readonly catalogue: string | null;
  /** Rows below the header; null where that is not known. */
  readonly rows: number | null;
  /** Id and header of each column as written. */
  readonly columns: readonly { readonly id: string; readonly header: string }[];
}

/** The rows of the hidden sheet, cell by cell. */
export const stampRows = (stamp: RegisterStamp): readonly (readonly string[])[] => [
  ['Demarc reads this sheet when the register comes back. Leave it as it is.'],
  ['format', FORMAT, String(VERSION)],
  ['workbook', stamp.workbook ?? ''],
  ['revision', String(stamp.revision)],
  ['digest', stamp.digest],
  ['person', stamp.person ?? ''],
  ['extract', stamp.extract ?? ''],
  ...(stamp.audience === null ? [] : [['audience', stamp.audience]]),
  ['exported', stamp.asOf ?? ''],
  ['catalogue', stamp.catalogue ?? ''],
  ['rows', String(stamp.rows ?? '')],
  ...stamp.columns.map(({ id, header }) => ['column', id, header]),
];

const DIGEST = /^[0-9a-f]{64}$/;
const wholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;

/** Reads the rows of the hidden sheet; null when they are not what `stampRows` writes. */
export function readStamp(rows: readonly (readonly string[])[]): RegisterStamp | null {
  const facts = new Map<string, string>();
  const columns: { id: string; header: string }[] = [];
  for (const [key = '', value = '', more = ''] of rows)
    if (key === 'column') columns.push({ id: value, header: more });
    else if (key === 'format' && value === FORMAT && wholeNumber(more) !== VERSION) return null;
    else facts.set(key, value.trim());
  const revision = wholeNumber(facts.get('revision'));
  const digest = facts.get('digest') ?? '';
  if (facts.get('format') !== FORMAT || revision === null || !DIGEST.test(digest)) return null;
  return {
    workbook: facts.get('workbook') || null,
    revision,
    digest,
    person: facts.get('person') || null,
    extract: facts.get('extract') || null,
    audience: facts.get('audience') || null,
    asOf: facts.get('exported') || null,
    catalogue: facts.get('catalogue') || null,
    rows: wholeNumber(facts.get('rows')),
    columns,
  };
}

/** The same from the sheet "About", for a file that lost its hidden sheet; null when that does not say it either. */
export function stampFromAbout(rows: readonly (readonly string[])[]): RegisterStamp | null {
  const fact = (label: string) => rows.find(([key]) => key?.trim() === label)?.[1]?.trim();
  const revision = wholeNumber(fact('Revision'));
  const digest = fact('Digest') ?? '';
  if (revision === null || !DIGEST.test(digest)) return null;
  return {
    workbook: null,
    revision,
    digest,
    person: null,
    extract: null,
    audience: fact(PREPARED_FOR) || null,
    asOf: null,
    catalogue: null,
    rows: null,
    columns: [],
  };
}
