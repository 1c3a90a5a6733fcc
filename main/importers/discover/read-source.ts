import { invalidInput } from '../../contract/errors.ts';
import { guessColumns } from '../../domain/services/guess-columns.ts';
import { isOle, unreadableForm } from '../files/unreadable.ts';
import { findingsBegun } from '../findings/marks.ts';
import { namesFindings, tableForm, unreadTable } from '../findings/tables.ts';
import { oscalBegun } from '../oscal/read-document.ts';
import { isExportedTable } from '../returned-sheet/csv-headings.ts';
import { cellsOf } from '../sheets/csv-book.ts';
import { isTableInMarkdown } from '../text/csv-separator.ts';
import { asText, decodeText, isObject, parseJson, parseJsonLines, type Remedies } from '../text/json.ts';
import { asUnread, isUnread } from '../text/unread.ts';
import { dutiesAmong } from '../vendor-matrix/lists.ts';
import { matrixAmong } from '../vendor-matrix/map-sheet.ts';
import {
  isAccessAdvisor,
  isAccountCsv,
  isAccountList,
  isCloudTrail,
  isCloudTrailCsv,
  readAccessAdvisor,
  readAccountCsv,
  readAccountsOf,
  readCloudTrail,
  readCloudTrailCsv,
} from './activity.ts';
import { readArnDocument, readArnTable, readArnText } from './arns.ts';
import { isCdkManifest, isTerraformJson, readCdkManifest, readTerraformJson } from './cdk.ts';
import { isCloudFormation, readCloudFormation } from './cloudformation.ts';
import { isConfig, isConfigCsv, readConfig, readConfigCsv } from './config.ts';
import { isCostAndUsage, isCostExplorerCsv, readCostAndUsage, readCostExplorerCsv } from './cost-explorer.ts';
import { parseCsv, type Table } from './csv.ts';
import { withDatabaseParts } from './databases.ts';
import { clip, type Found } from './found.ts';
import { aboutTable, type ColumnsSaid, NOTHING_SAID, tableAsSaid } from './inventory-columns.ts';
import { readListedIds } from './listed-ids.ts';
import { readMappedTable } from './mapped-table.ts';
import { isPulumi, readPulumi } from './pulumi.ts';
import {
  isResourceExplorer,
  isResourceExplorerCsv,
  readResourceExplorer,
  readResourceExplorerCsv,
} from './resource-explorer.ts';
import { isServerless, otherCloud, readServerless } from './serverless.ts';
import { columnsWritten, hasServiceHeading, readServiceList, serviceColumn } from './service-list.ts';
import { isTagEditorCsv, isTagging, readTagEditorCsv, readTagging } from './tag-editor.ts';
import { isTerraformShow, isTerraformState, readTerraformShow, readTerraformState } from './terraform.ts';
import { asUnknown, isTold, isUnknown, KNOWN, told, unknown } from './unknown.ts';
import { parseTemplateYaml } from './yaml.ts';

/**
 * Recognises the bytes of one file by what is in them, the name deciding only between text forms, and counts what they hold.
 * Throws INVALID_INPUT that names the file, the place and the remedy.
 */
export function readSource(file: string, bytes: Uint8Array, said: ColumnsSaid = NOTHING_SAID): Found {
  try {
    return withDatabaseParts(readFound(file, bytes, said));
  } catch (error) {
    // What cannot be parsed and says nothing of AWS is somebody's other file: settings with comments, a chart, a log.
    if (error instanceof Error && !isUnread(error) && !isOfAws(bytes)) throw asUnknown(error);
    throw error;
  }
}
/** In UTF-16 every letter has a zero behind or before it. */
const SIGNS_OF_AWS = [
  /(?<![a-z])a\0?(w\0?s|m\0?a\0?z\0?o\0?n)/i,
  /\bR\0?e\0?s\0?o\0?u\0?r\0?c\0?e\0?s\0?"?\0?\s*:/,
];
const isOfAws = (bytes: Uint8Array): boolean => {
  const text = asLatin1(bytes);
  return SIGNS_OF_AWS.some((sign) => sign.test(text));
};
const asLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

function readFound(file: string, bytes: Uint8Array, said: ColumnsSaid): Found {
  const unreadable = unreadableForm(bytes);
  if (unreadable) {
    const refusal = invalidInput(`${file} is ${unreadable.what}. ${unreadable.instead}`);
    throw isOle(bytes) ? asUnread(refusal) : refusal;
  }
  const remedies = remediesFor(file);
  const text = decodeText(file, bytes, remedies);
  const start = text.trimStart().slice(0, 1);
  if (/\.csv$/i.test(file)) return readTable(file, text, said);
  const other = /\.tf$/i.test(file)
    ? unreadableForm(bytes, 'terraform {')
    : unreadableForm(bytes, text.slice(0, HEAD));
  if (other) throw invalidInput(`${file} is ${other.what}. ${other.instead}`);
  if (/^\s*\{"@level"/.test(text))
    throw invalidInput(
      `${file} is the log of "terraform plan -json". Run "terraform show -json PLANFILE > plan.json" instead.`,
    );
  const isYaml = /\.(ya?ml)$/i.test(file);
  const isJson = /\.(json|jsonl|ndjson|tfstate)$/i.test(file);
  if (isJson || ((start === '{' || start === '[') && !isYaml))
    return orToldAs(file, text, parseJsonLines(file, text, remedies) ?? parseJson(file, text, remedies));
  if (!isYaml && (looksLikeTable(text) || isTableInMarkdown(text.slice(0, HEAD))))
    return readTable(file, text, said);
  if (!isYaml && text.includes('arn:aws') && !LOOKS_LIKE_TEMPLATE.test(text)) return readArnText(file, text);
  if (/\.(txt|list)$/i.test(file) && !LOOKS_LIKE_TEMPLATE.test(text)) return readTable(file, text, said);
  const known = isYaml ? null : toldAs(file, text);
  if (known) throw known;
  return orToldAs(file, text, parseTemplateYaml(file, text));
}
const HEAD = 10_000;
const remediesFor = (file: string): Remedies => ({
  zip: `For a Terraform plan, run "terraform show -json ${file} > plan.json" and give that file; for a spreadsheet or an archive, give the CSV or the files inside.`,
  noText: 'Give a template, a plan or an export as JSON, YAML or CSV.',
  tooMuch: 'Export one account or Region at a time.',
});
/** Whether a text in YAML may be a template, by a line at its left edge, or names resources. */
export const looksLikeTemplate = (bytes: Uint8Array): boolean => {
  const text = asLatin1(bytes);
  return LOOKS_LIKE_TEMPLATE.test(text) || text.includes('arn:aws');
};
const LOOKS_LIKE_TEMPLATE = /^(AWSTemplateFormatVersion|Transform|Resources|service|functions):/m;

const looksLikeTable = (text: string) => {
  const firstLine = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  return /[,;\t]/.test(firstLine) && !/^\s*[#{]|:\s|:$/.test(firstLine.replace(/"[^"]*"/g, ''));
};

/** What a document shows; one that shows nothing is told as what it is, where that is read elsewhere. */
function orToldAs(file: string, text: string, document: unknown): Found {
  try {
    return readDocument(file, document);
  } catch (error) {
    throw isUnknown(error) ? (toldAs(file, text) ?? error) : error;
  }
}
function toldAs(file: string, text: string) {
  const oscal = oscalBegun(text);
  if (oscal) return told(`${file} is ${oscal.what}, and no inventory. ${oscal.instead}`);
  const findings = findingsBegun(text);
  return findings === null ? null : ofFindings(file, findings);
}
const ofFindings = (file: string, what: string) =>
  told(
    `${file} is ${what}, and no inventory. Take it in as findings: Import on the screen, or "demarc findings".`,
  );

function readDocument(file: string, document: unknown): Found {
  if (isTerraformShow(document)) return readTerraformShow(file, document);
  if (isTerraformState(document)) return readTerraformState(file, document);
  if (isResourceExplorer(document)) return readResourceExplorer(file, document);
  if (isTagging(document)) return readTagging(file, document);
  if (isCostAndUsage(document)) return readCostAndUsage(file, document);
  if (isAccessAdvisor(document)) return readAccessAdvisor(file, document);
  if (isCloudTrail(document)) return readCloudTrail(file, document);
  if (isAccountList(document)) return readAccountsOf(file, document);
  if (isConfig(document)) return readConfig(file, document);
  if (isPulumi(document)) return readPulumi(file, document);
  if (isCdkManifest(document)) return readCdkManifest(document);
  if (isServerless(document)) {
    const other = otherCloud(document);
    if (other !== null)
      throw unknown(
        `${file} describes functions for ${clip(other, 60)} and not for AWS, so it shows no service that is known here.`,
      );
    return readServerless(file, document);
  }
  if (isTerraformJson(document)) return readTerraformJson(file, document);
  if (isCloudFormation(document)) {
    // The command line's get-template wraps the template, a YAML one as text.
    const body = document.TemplateBody;
    if (typeof body === 'string') return readTemplate(file, parseTemplateYaml(file, body));
    return readTemplate(file, isObject(body) ? body : document);
  }
  const named = readListedIds(file, document) ?? readArnDocument(file, document);
  if (named) return named;
  throw unknownContent(file, document);
}

function readTemplate(file: string, template: unknown): Found {
  if (!isObject(template)) throw unknownContent(file, template);
  return readCloudFormation(file, template);
}

function unknownContent(file: string, document: unknown) {
  if (isObject(document) && /^tree-/.test(asText(document.version) ?? ''))
    return told(
      `${file} is the tree of a CDK app, which names no resource that is not in its templates. Give the *.template.json files beside it.`,
    );
  const keys = isObject(document) ? Object.keys(document).slice(0, 5) : [];
  const seen = keys.length > 0 ? ` Its first keys are ${clip(keys.join(', '), 120)}.` : '';
  return unknown(`${file} is none of the files that can be read.${seen} Give ${KNOWN}.`);
}

/** The table of a text; where its first line has no headings that are known, below a line that has. */
function readTable(file: string, text: string, said: ColumnsSaid): Found {
  const table = parseCsv(file, text);
  const { headers, rows, numbers = rows.map((_, at) => at + 2) } = table;
  const all: NumberedRows = { rows: [headers, ...rows], numbers: [1, ...numbers] };
  if (startOf(all.rows) > 0) return readBelowTitles(file, all, said);
  try {
    return readTableOf(file, table, said);
  } catch (error) {
    if (!(error instanceof Error && isUnknown(error)) || isTold(error)) throw error;
    return readBelowTitles(file, all, said, error);
  }
}

/** Where the headings of a table of findings are: with a title it would be a matrix, whose controls are what the findings bear on. Of any other, where it begins. */
const startOf = (rows: NumberedRows['rows']): number =>
  Math.max(
    0,
    rows
      .slice(0, LOOKED_AT)
      .findIndex((row) => tableForm(row.map((cell) => cell.trim().toLowerCase())) !== undefined),
  );

/** Rows above the headings: a title, a date. */
const TITLE_ROWS = 20;

export interface NumberedRows {
  readonly rows: readonly (readonly string[])[];
  readonly numbers: readonly number[];
}

/**
 * The table below the first row that has headings which are known. INVALID_INPUT that `isUnknown` knows where none has, about the table below
 * the first of the widest rows, which are most likely its headings; `otherwise` where there is none.
 */
export function readBelowTitles(
  file: string,
  { rows, numbers }: NumberedRows,
  said: ColumnsSaid,
  otherwise: Error = unknown(`${file} has no table.`),
): Found {
  let widest: { readonly width: number; readonly error: Error } | null = null;
  const start = startOf(rows);
  for (let at = start; at < Math.min(start + TITLE_ROWS, rows.length); at += 1) {
    const headers = (rows[at] ?? []).map((cell) => cell.trim());
    const width = headers.filter((cell) => cell !== '').length;
    if (width < 2 && rows.some((row) => row.length > 1)) continue;
    const table: Table = { headers, rows: rows.slice(at + 1), numbers: numbers.slice(at + 1) };
    try {
      const found = readTableOf(file, table, said);
      // A sheet of one column is a note as often as a list; a heading tells.
      if (found.format !== 'service-list' || hasServiceHeading(headers)) return found;
    } catch (error) {
      if (!(error instanceof Error && isUnknown(error))) throw error;
      if (width > (widest?.width ?? 0)) widest = { width, error };
    }
  }
  throw widest?.error ?? otherwise;
}

/** The refusal of what Demarc itself exported, whose services are the workbook's own. */
export const exportedRegister = (file: string) =>
  invalidInput(
    `${file} is a register that Demarc exported, and no inventory. Take it in as one that came back: Import on the screen, or "demarc import".`,
  );

/** What a table holds, by what was said of its columns, else by its headings. INVALID_INPUT that `isUnknown` knows for a table of another kind. */
export function readTableOf(file: string, table: Table, said: ColumnsSaid): Found {
  const inventory = tableAsSaid(table, said);
  if (inventory) return readMappedTable(file, table, inventory);
  if (isResourceExplorerCsv(table)) return readResourceExplorerCsv(file, table);
  if (isTagEditorCsv(table)) return readTagEditorCsv(file, table);
  if (isConfigCsv(table)) return readConfigCsv(file, table);
  if (isCloudTrailCsv(table)) return readCloudTrailCsv(file, table);
  if (isAccountCsv(table)) return readAccountCsv(file, table);
  if (isExportedTable(table)) throw exportedRegister(file);
  const columns = table.headers.map((header) => header.toLowerCase());
  // What a scanner says that a finding bears on are ids of controls as well.
  const matrix = tableForm(columns) ? null : matrixAmong(firstRows(table), file);
  if (matrix !== null)
    throw aboutTable(
      invalidInput(
        `${file} is a table of ${matrix === 'of two parties' ? 'what two parties are responsible for' : 'controls and what is said of each'}, and no inventory. Take it in as a vendor's matrix: Import on the screen, or "demarc import --vendor NAME". If it is an inventory of yours all the same, say what its columns hold; on the command line with --columns "${columnsGuessed(table)}".`,
      ),
      table,
    );
  if (isCostExplorerCsv(table)) return readCostExplorerCsv(file, table);
  const named = readArnTable(file, table);
  if (named) return named;
  // A scanner names the services that it looked at, which is not that they are in use.
  if (namesFindings(columns)) throw aboutTable(ofFindings(file, "a table of a scanner's findings"), table);
  const services = serviceColumn(table);
  if (services >= 0 && table.headers.filter((header) => /^Amazon \S/.test(header)).length > 1)
    throw aboutTable(
      told(
        `${file} has a service in each column. Turn it, so that each service has a row (in Excel: Paste Special > Transpose), and give it again.`,
      ),
      table,
    );
  if (services >= 0 && (dutiesAmong(table.headers) > 1 || tellsDuties(table) || holdsLetters(table)))
    throw aboutTable(
      told(
        `${file} says of services who has to do what, and not which are in use. If it is an inventory of yours all the same, say what its columns hold; on the command line with --columns "${columnsGuessed(table)}".`,
      ),
      table,
    );
  if (services >= 0) return readServiceList(file, table, services);
  const beginning = table.rows.slice(0, LOOKED_AT).map((row) => row.join('\n'));
  const findings = unreadTable(columns, beginning.join('\n'));
  if (findings)
    throw aboutTable(told(`${file} is ${findings.what}, and no inventory. ${findings.instead}`), table);
  throw aboutTable(
    unknown(
      `${file} is a table with columns that are not known here (${clip(table.headers.slice(0, 6).join(', '), 120)}). If it is an inventory of yours, say what its columns hold; on the command line with --columns "${columnsGuessed(table)}". Else give ${KNOWN}.`,
    ),
    table,
  );
}

/** Whether a column that is called as one of duties says them at length: below it in an inventory stand names of whoever has them. */
const tellsDuties = ({ headers, rows }: Table): boolean =>
  headers.some((header, column) => {
    const cells = rows.slice(0, LOOKED_AT).flatMap((row) => row[column]?.trim() || []);
    const told = cells.filter((cell) => cell.split(/\s+/, 4).length > 3);
    return dutiesAmong([header]) > 0 && told.length * 2 > cells.length;
  });

/** Whether columns of a table hold the letters of a RACI chart and nothing else. */
function holdsLetters({ headers, rows }: Table): boolean {
  const beginning = rows.slice(0, LOOKED_AT);
  const ofLetters = headers.filter((_, column) => {
    const cells = beginning.flatMap((row) => row[column]?.trim() || []);
    return cells.length > 0 && cells.every((cell) => /^[RASCI]([/,&+ ]{1,2}[RASCI]){0,3}$/.test(cell));
  });
  return ofLetters.length > 1;
}

/** What the columns of a table seem to hold, as it is said on the command line; an example where no heading tells which one names services. */
function columnsGuessed({ headers }: Table): string {
  const guessed = guessColumns(headers);
  return guessed.some(({ means }) => means === 'service')
    ? clip(columnsWritten(headers, guessed), 300)
    : 'Product=service,System=label';
}

/** As many as tell what kind of table it is. */
const LOOKED_AT = 200;
const firstRows = ({ headers, rows }: Table) =>
  [headers, ...rows.slice(0, LOOKED_AT)].map((record, at) => ({ number: at + 1, cells: cellsOf(record) }));
