import type { Incoming, IncomingKind } from '../contract/imports.ts';
import { mayHoldFindings } from '../domain/evidence/scan-files.ts';
import { areAuditHeadings } from '../domain/forms/ciso-audit.ts';
import { isOfServices } from '../domain/services/guess-columns.ts';
import { tellsOffers } from '../domain/services/in-use.ts';
import { isWorthReading } from '../domain/services/worth-reading.ts';
import { readStamp, STAMP_SHEET } from '../domain/sheets/register-stamp.ts';
import { ZipReader } from '../platform/zip-reader.ts';
import { areIssueHeadings, namesActions } from './action-states/is-issues.ts';
import { columnsOfBill } from './discover/billing/columns.ts';
import { isAccountCsv, isCloudTrailCsv } from './discover/exports/activity.ts';
import { LISTED_IDS } from './discover/exports/listed-ids.ts';
import { accountColumns } from './discover/lists/accounts-kept.ts';
import { accountsWithoutHeadings } from './discover/lists/listed-accounts.ts';
import { areServiceLines, isServiceInventory } from './discover/lists/service-list.ts';
import { isParquet } from './discover/parquet/footer.ts';
import type { FindingsOfOthers } from './files/findings-of-others.ts';
import { isZip, readHead, readHeadInside, withUnpacked } from './files/head.ts';
import { FORM_BYTES, unreadableForm, unreadablePackage } from './files/unreadable.ts';
import { beginsLikeFindings, filesIn, headOf, openArchive } from './findings/archive-files.ts';
import { isFindingsSheet, unreadSheet } from './findings/findings-book.ts';
import { FINDINGS_MARKS } from './findings/marks.ts';
import { unreadAmong } from './findings/tables.ts';
import { holdsClaims } from './oscal/claims/read-claims.ts';
import { oscalKind } from './oscal/kinds.ts';
import { oscalRoot } from './oscal/read-document.ts';
import { isPack } from './pack/is-pack.ts';
import { areRegisterHeadings, findCsvHeadings } from './returned-sheet/csv-headings.ts';
import { openBook, type Row } from './sheets/book.ts';
import { rowsOf } from './sheets/csv-book.ts';
import { isOfficePackage } from './sheets/open-sheets.ts';
import { CsvRecords } from './text/csv-records.ts';
import { belowSeparatorLine, findSeparator } from './text/csv-separator.ts';
import { encodingOf } from './text/encoding.ts';
import { dutiesAmong } from './vendor-matrix/lists.ts';
import { matrixAmong, otherAmong } from './vendor-matrix/map-sheet.ts';
import { headsCloudAndCustomer } from './vendor-matrix/tables/single-words.ts';

const HEAD_BYTES = 64 * 1024;
const SQLITE = 'SQLite format 3\0';
/** Titles and remarks may have been put above the headings. */
const HEADING_ROWS = 40;

type Recognised = Omit<Incoming, 'file'>;
const as = (kind: IncomingKind, why: string): Recognised => ({ kind, why });

/** What marks the beginning of a text file, tried in this order. */
const TEXT_MARKS: readonly (readonly [Pick<RegExp, 'test'>, IncomingKind, string])[] = [
  // What was asked of a service is in them, findings as well.
  [/^\s*\{\s*"(Records|Events)"\s*:\s*\[[\s\S]*"[eE]ventSource"\s*:/, 'templates', 'events of CloudTrail'],
  [/^\s*(\[\s*)?\{\s*"(eventVersion|EventId)"\s*:/, 'templates', 'events of CloudTrail'],
  ...FINDINGS_MARKS.map(([mark, what]) => [mark, 'findings', what] as const),
  [
    /^"?Ref"?[,;\t](?=[^\n]*\b(?:Service|Responsibility)\b)[^\n]*\bOwnership\b/,
    'register',
    'the columns of a register',
  ],
  [/"?AWSTemplateFormatVersion"?\s*:|^Resources:[ \t]*\r?$/m, 'templates', 'a CloudFormation template'],
  [
    /"(terraform_version|planned_values|ResourceTagMappingList|ResultsByTime|configurationItems|resourceIdentifiers|QueryInfo|resourceCounts|ServicesLastAccessed|AccessDetails|eventSource|EventSource|deployment|checkpoint|artifacts)"\s*:/,
    'templates',
    'a plan or an inventory',
  ],
  [/"resource"\s*:\s*\{\s*"aws_/, 'templates', 'what CDK for Terraform writes'],
  [
    /^(functions:|provider:[ \t]*\r?\n[ \t]+name:[ \t]*["']?aws\b)/m,
    'templates',
    'a service of the Serverless Framework',
  ],
  [/"Resources"\s*:/, 'templates', 'a template or an inventory'],
  [LISTED_IDS, 'templates', 'a list of resources'],
  [/"issues"\s*:\s*\[\s*\{|"(stateReason|state_reason)"\s*:/, 'action-states', 'a list of issues'],
  [
    /"(account[ _-]?)?id"\s*:\s*"\d{12}"|^\|[ \t]{0,200}ListAccounts[ \t]{0,200}\|/im,
    'templates',
    'a list of accounts',
  ],
];
const AUDIT =
  'It is the sheet of an audit of CISO Assistant, which judges requirements and says of none who does it. Have it filled in instead: Export > A receiver’s own form.';
const INVENTORY = /^(Identifier|ARN)$/i;
const beginsInventory = (headings: readonly string[]): boolean =>
  INVENTORY.test(headings[0] ?? '') || (isOfServices(headings[0] ?? '') && !tellsOffers(headings));
/** What a matrix says beside its services, whoever it names. */
const OF_MATRIX = /control|requirement/i;

/**
 * Tells what a file is by its content. `name` is what messages call it. INVALID_INPUT for a spreadsheet that is damaged,
 * encrypted or in a form that is not read.
 */
export async function recogniseFile(path: string, name: string, signal?: AbortSignal): Promise<Incoming> {
  const head = await readHeadInside(path, name, HEAD_BYTES, signal);
  return { file: name, ...(await recognise(head, path, name, signal)) };
}

async function recognise(
  head: Buffer,
  path: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Recognised> {
  if (head.length === 0) return as('other', 'It is empty.');
  if (head.toString('latin1', 0, SQLITE.length) === SQLITE)
    return as('workbook', 'It is a database, as workbooks are.');
  if (isZip(head)) {
    if (await isPack(path)) return as('pack', 'It is packed as an evidence pack of Demarc is.');
    return withUnpacked(path, name, signal, async (inside, called) =>
      (await isOffice(inside))
        ? recogniseBook(inside, called, signal)
        : recogniseArchive(inside, called, signal),
    );
  }
  // The reader of spreadsheets says in words why it does not open an encrypted or an old one.
  if (head[0] === 0xd0 && head[1] === 0xcf) return recogniseBook(path, name, signal);
  if (isParquet(head)) return as('templates', 'It is a Parquet file, as bills of AWS and inventories are.');
  const text = decode(head);
  const unreadable = unreadableForm(head, text);
  if (unreadable) return as('other', `It is ${unreadable.what}. ${unreadable.instead}`);
  return recogniseText(text, name);
}

function recogniseText(whole: string, name: string): Recognised {
  const { table, separator } = findSeparator(whole);
  const text = belowSeparatorLine(whole);
  if (findCsvHeadings(text).register) return as('register', 'It has the columns of a register.');
  const oscal = oscalRoot(text);
  if (oscal)
    return as(
      kindOfOscal(oscal.root),
      `It begins like ${oscalKind(oscal.root)?.what ?? 'a document of OSCAL'} in ${oscal.form}.`,
    );
  const mark = TEXT_MARKS.find(([pattern]) => pattern.test(text));
  const ofTracker = (): Recognised | null =>
    namesActions(text)
      ? as('action-states', 'It names actions of a workbook as a tracker was given them.')
      : null;
  // Whatever else a tracker says of its issues. Of findings somebody may have noted the action that mends them.
  const issues = table || mark?.[1] === 'findings' ? null : ofTracker();
  if (issues) return issues;
  if (mark) return as(mark[1], `It begins like ${mark[2]}.`);
  const rows = firstRows(text, separator);
  // A title above them takes one cell.
  const headings = headingsOf((table ? rows.find(({ cells }) => cells.length > 1) : undefined) ?? rows[0]);
  if (table && areIssueHeadings(headings))
    return as('action-states', 'It has the columns of a list of issues.');
  if (table && areAuditHeadings(headings)) return as('other', AUDIT);
  if (table && columnsOfBill(headings)) return as('templates', 'It has the columns of a bill of AWS.');
  // A matrix may have a column for services in front as well.
  const matrix = table ? matrixAmong(rows, name) : null;
  if (matrix === 'of two parties')
    return as('vendor-matrix', 'It is a CSV that says what each of two parties does.');
  if (matrix === 'of questions')
    return as('vendor-matrix', 'It is a CSV of questions with the answers of a vendor.');
  if (matrix !== null)
    return as('vendor-matrix', 'It is a CSV with the headings of a responsibility matrix.');
  // Beside what a vendor owns somebody may have noted an action, too.
  const list = ofTracker();
  if (list) return list;
  // Whoever has something is named in an inventory as well; what is to be done is not.
  const isOfDuties = dutiesAmong(headings) > 0;
  const saysWhoHasWhat = headsCloudAndCustomer(headings, rows.map(headingsOf));
  const isInventory =
    (beginsInventory(headings) && !saysWhoHasWhat) ||
    (table && isServiceInventory(headings)) ||
    isCloudTrailCsv({ headers: headings, rows: [] }) ||
    isAccountCsv({ headers: headings, rows: [] });
  const other = table && (isOfDuties || !isInventory) ? otherAmong(rows) : null;
  if (other !== null) return as('vendor-matrix', other);
  if (table && isOfDuties)
    return as(
      'vendor-matrix',
      'It is a CSV with a column of responsibilities, and whether they are the provider’s or the customer’s is not known.',
    );
  const findings = table ? unreadAmong(rows.map(headingsOf)) : null;
  if (findings) return as('other', notRead(findings));
  if (isInventory) return as('templates', 'It begins like an inventory or a list of services.');
  if (text.includes('arn:aws')) return as('templates', 'It names resources of AWS by their ARNs.');
  if (!table && areServiceLines(linesOf(text)))
    return as('templates', 'It is a list of services, one in each line.');
  if (table && headings.some(isOfServices) && !tellsOffers(headings) && !saysWhoHasWhat)
    return as('templates', 'It has a column of services.');
  if (table && listsAccounts(rows)) return as('templates', 'It is a list of accounts.');
  // Commas stand in JSON as well.
  return table && !/^\s*[{[]/.test(text)
    ? as('vendor-matrix', 'It is a CSV of somebody else whose headings are not known.')
    : as('other', 'It does not begin like any kind of file that Demarc reads.');
}

/** The reader of catalogues says what the other documents of OSCAL are, and which to take instead. */
function kindOfOscal(root: string): IncomingKind {
  if (holdsClaims(root)) return 'vendor-matrix';
  return oscalKind(root)?.holdsFindings ? 'findings' : 'control-texts';
}

const LINES = 200;
const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/, LINES)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The rows of the beginning of a CSV that hold something; the last one may be cut off. */
function firstRows(text: string, delimiter: string): readonly Row[] {
  const reader = new CsvRecords({ delimiter, skipEmptyLines: false });
  const records: string[][] = [];
  try {
    records.push(...reader.push(text));
    records.push(...reader.push('', true));
  } catch {
    // Cut off within quotes, or no CSV further down: whoever reads the whole of it says so.
  }
  return records.map(rowsOf(reader)).filter(({ cells }) => cells.length > 0);
}

function headingsOf(row: Row | undefined): readonly string[] {
  const headings: string[] = [];
  for (const { column, text } of row?.cells ?? []) headings[column] = text.trim();
  return Array.from(headings, (heading) => heading ?? '');
}

/** A damaged one is taken for a workbook, whose reader says what is wrong with it. */
async function isOffice(path: string): Promise<boolean> {
  try {
    const zip = await ZipReader.open(path);
    try {
      if (isOfficePackage(zip.names)) return true;
      if (zip.names.some(isWorthReading)) return false;
      // Documents of other programs are made of such files as well.
      const isOther = unreadablePackage(zip.names, await readHead(path, FORM_BYTES)) !== null;
      return isOther || !zip.names.some(mayHoldFindings);
    } finally {
      await zip.close();
    }
  } catch {
    return true;
  }
}

/** Files of an archive whose beginnings say what it is. */
const MOST_LOOKED_AT = 200;
/** What most of the files in an archive are that anything is known of: findings, or what services are found in. */
async function recogniseArchive(
  path: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Recognised> {
  const zip = await openArchive(name, path);
  try {
    let [findings, templates] = [0, 0];
    for (const entry of filesIn(zip).wanted.slice(0, MOST_LOOKED_AT)) {
      signal?.throwIfAborted();
      const head = await headOf(zip, entry).catch(() => '');
      if (beginsLikeFindings(head)) findings += 1;
      else if (head !== '' && recogniseText(head, entry.name).kind === 'templates') templates += 1;
    }
    if (findings > templates)
      return as(
        'findings',
        `It is a ZIP file with findings; they are read file by file.${templates === 0 ? '' : ' Services in its other files are found with "demarc discover".'}`,
      );
    return as(
      'templates',
      `It is a ZIP file; what is in it is looked into file by file.${findings === 0 ? '' : ' The findings in it are taken in with "demarc findings".'}`,
    );
  } finally {
    await zip.close();
  }
}

function decode(head: Buffer): string {
  // A beginning may end in the middle of a letter.
  return new TextDecoder(encodingOf(head)).decode(head);
}

const isStamp = (rows: readonly Row[]): boolean =>
  readStamp(rows.map(({ cells }) => cells.map(({ text }) => text))) !== null;

async function recogniseBook(
  path: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Recognised> {
  const book = await openBook(path, name, signal ? { signal } : {});
  let inventory: string | null = null;
  let matrix: string | null = null;
  let findings: string | null = null;
  let others: string | null = null;
  try {
    // Whatever was done to the register itself, the hidden sheet beside it says what it is, so that one is looked at first.
    const sheets = book.sheets.toSorted(
      (a, b) => Number(b.name === STAMP_SHEET) - Number(a.name === STAMP_SHEET),
    );
    for (const { name: sheet, kind } of sheets) {
      if (kind !== 'cells') continue;
      for await (const rows of book.rows(sheet)) {
        if (sheet === STAMP_SHEET && isStamp(rows))
          return as('register', 'It says in a hidden sheet that Demarc exported it.');
        for (const { cells } of rows.slice(0, HEADING_ROWS)) {
          const headings = new Set(cells.map(({ text }) => text.trim()));
          if (areRegisterHeadings(headings))
            return as('register', `Its sheet "${sheet}" has the columns of a register.`);
          if (areAuditHeadings([...headings])) return as('other', AUDIT);
          if (areIssueHeadings([...headings]) || cells.some(({ text }) => namesActions(text)))
            return as('action-states', `Its sheet "${sheet}" is a list of issues.`);
        }
        if (isFindingsSheet(rows)) {
          findings ??= sheet;
          break;
        }
        const ofScanner = scannersSheet(rows, name);
        others ??= ofScanner;
        if (matrix === null && matrixAmong(rows, name) !== null) matrix = sheet;
        if (inventory === null && ofScanner === null && listsServices(rows, name)) inventory = sheet;
        break;
      }
    }
    const beside = [
      ...(inventory === null
        ? []
        : [`The services of its sheet "${inventory}" are found with "demarc discover".`]),
      ...(findings === null
        ? []
        : [`The findings of its sheet "${findings}" are taken in with "demarc findings".`]),
    ];
    if (matrix !== null && beside.length > 0)
      return as('vendor-matrix', [`Its sheet "${matrix}" is a responsibility matrix.`, ...beside].join(' '));
    if (findings !== null)
      return as('findings', `Its sheet "${findings}" has the columns of a scanner's findings.`);
    if (inventory !== null)
      return as('templates', `Its sheet "${inventory}" is an inventory or a list of services.`);
    return others === null || matrix !== null
      ? as('vendor-matrix', 'It is a workbook of somebody else.')
      : as('other', others);
  } finally {
    await book.close();
  }
}

/** What a sheet of findings that no reader knows is, in words; null for any other. */
function scannersSheet(rows: readonly Row[], name: string): string | null {
  const findings = unreadSheet(rows);
  return findings && matrixAmong(rows, name) === null ? notRead(findings) : null;
}
const notRead = ({ what, instead }: FindingsOfOthers) =>
  `It is ${what}, whose columns are not read. ${instead}`;

/** Whether the first rows of a sheet list services, resources or accounts, and say nothing of who has to do what. */
function listsServices(rows: readonly Row[], name: string): boolean {
  const first = rows.slice(0, HEADING_ROWS).map(headingsOf);
  const withArn = rows.filter(({ cells }) => cells.some(({ text }) => text.startsWith('arn:aws')));
  const isList =
    withArn.length * 2 > rows.length ||
    first.some((headings, at) => areOfInventory(headings, first.slice(at + 1))) ||
    listsAccounts(rows);
  return isList && matrixAmong(rows, name) === null;
}

/** Whether the first rows of a table list accounts. */
function listsAccounts(rows: readonly Row[]): boolean {
  const [headers = [], ...below] = rows
    .slice(0, HEADING_ROWS)
    .map(headingsOf)
    .filter((row) => row.filter((cell) => cell !== '').length > 1);
  const table = { headers, rows: below };
  return accountColumns(table) !== null || accountsWithoutHeadings(table) !== null;
}

const areOfInventory = (headings: readonly string[], below: readonly (readonly string[])[]): boolean =>
  isServiceInventory(headings) ||
  (beginsInventory(headings) &&
    !headings.some((heading) => OF_MATRIX.test(heading)) &&
    dutiesAmong(headings) === 0 &&
    !headsCloudAndCustomer(headings, below));
