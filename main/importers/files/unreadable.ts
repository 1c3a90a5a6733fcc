// Forms that are not read, told by how they begin, and where the same facts can be got in a form that is. The marks are those of
// the formats' own specifications.

const SPREADSHEET = 'Ask for the spreadsheet or the export that it was made from.';
const UNPACK = 'Unpack it and give the files inside, or a ZIP or gzip file of them.';
const TABLE =
  'Give the same table as CSV: choose "text/csv" where the export is set up, or let the program that holds the table write it so.';

const IN_TABLE = 'Put its table into a spreadsheet and save that as CSV or .xlsx.';
/** The beginning of an OpenDocument file, behind its 30 bytes of ZIP: OpenDocument 1.3, part 2, section 3.3. */
const openDocument = (kind: string) => ({
  begins: letters(`mimetypeapplication/vnd.oasis.opendocument.${kind}`),
  at: 30,
});

interface Unreadable {
  readonly what: string;
  readonly instead: string;
}
interface Form extends Unreadable {
  readonly begins: readonly number[];
  readonly at?: number;
}
const letters = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];

/** Encrypted workbooks and those of Excel 97 to 2003: MS-CFB 2.2. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
export const isOle = (head: Uint8Array): boolean => OLE.every((byte, at) => head[at] === byte);

const FORMS: readonly Form[] = [
  {
    begins: letters('PARE'),
    what: 'a Parquet file whose footer is encrypted',
    instead: 'Let the program that holds its key write the report as CSV.',
  },
  {
    begins: OLE,
    what: 'protected with a password, or of the old form of Excel (.xls)',
    instead: 'Open it, remove the protection, save it as .xlsx or CSV and give that.',
  },
  { begins: letters('Obj\x01'), what: 'an Avro file', instead: TABLE },
  { begins: letters('ORC'), what: 'an ORC file', instead: TABLE },
  {
    begins: letters('%PDF'),
    what: 'a PDF, which has pages and no rows',
    instead: `${SPREADSHEET} A bill of AWS comes as CSV as well: Billing > Bills > Download all to CSV.`,
  },
  { begins: [0x89, 0x50, 0x4e, 0x47], what: 'a picture', instead: SPREADSHEET },
  { begins: [0xff, 0xd8, 0xff], what: 'a picture', instead: SPREADSHEET },
  { begins: letters('GIF8'), what: 'a picture', instead: SPREADSHEET },
  {
    begins: letters('{\\rtf'),
    what: 'a text document (RTF)',
    instead: IN_TABLE,
  },
  { ...openDocument('text'), what: 'a text document (OpenDocument)', instead: IN_TABLE },
  { ...openDocument('presentation'), what: 'a presentation (OpenDocument)', instead: IN_TABLE },
  {
    ...openDocument('spreadsheet'),
    what: 'a sheet of LibreOffice (OpenDocument)',
    instead: 'Save it as an Excel workbook (.xlsx) and give that.',
  },
  { begins: letters('BZh'), what: 'an archive (bzip2)', instead: UNPACK },
  { begins: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'an archive (xz)', instead: UNPACK },
  { begins: [0x28, 0xb5, 0x2f, 0xfd], what: 'an archive (zstd)', instead: UNPACK },
  { begins: [0x37, 0x7a, 0xbc, 0xaf], what: 'an archive (7z)', instead: UNPACK },
  { begins: letters('Rar!'), what: 'an archive (RAR)', instead: UNPACK },
  { begins: letters('ustar'), at: 257, what: 'an archive (tar)', instead: UNPACK },
];

const TEXTS: readonly (readonly [begins: RegExp, what: string, instead: string])[] = [
  [
    /^\s*<(!doctype html|html)\b/i,
    'a web page',
    'Save what it offers for download, as CSV or JSON, and give that.',
  ],
  [
    /^(\s|#[^\n]*\n)*(resource|data|module|provider|variable)\s+"[^"\n]*"[^{\n]*\{|^(\s|#[^\n]*\n)*(terraform|locals)\s*\{/,
    'Terraform configuration, which says less than a plan',
    'Run "terraform show -json PLANFILE > plan.json" and give that file.',
  ],
];

/** Files that are ZIP files by their beginning, each by a part that no other has: ECMA-376 part 1, clauses 11 and 13. */
const PACKAGES: readonly (readonly [part: RegExp, what: string, instead: string])[] = [
  [/^word\/document\d*\.xml$/i, 'a Word document', IN_TABLE],
  [/^ppt\/presentation\.xml$/i, 'a PowerPoint presentation', IN_TABLE],
  [/^visio\/document\.xml$/i, 'a Visio drawing', SPREADSHEET],
  [
    /^index\/document\.iwa$/i,
    'a document of Numbers, Pages or Keynote',
    'Export it as an Excel workbook (.xlsx) or CSV and give that.',
  ],
];
/** The same of a ZIP file, by the names of the files in it and its beginning. */
export function unreadablePackage(names: readonly string[], head: Uint8Array): Unreadable | null {
  const found = PACKAGES.find(([part]) => names.some((name) => part.test(name.replaceAll('\\', '/'))));
  return found ? { what: found[1], instead: found[2] } : unreadableForm(head);
}

/** How much of a file's beginning says so. */
export const FORM_BYTES = 512;

/** What a file is that is in a form which is not read, and what to give instead, as two sentences without its name; null for any other. */
export function unreadableForm(head: Uint8Array, text = ''): Unreadable | null {
  const form = FORMS.find(({ begins, at = 0 }) => begins.every((byte, index) => head[at + index] === byte));
  if (form) return { what: form.what, instead: form.instead };
  const [, what, instead] = TEXTS.find(([begins]) => begins.test(text)) ?? [];
  return what === undefined || instead === undefined ? null : { what, instead };
}
