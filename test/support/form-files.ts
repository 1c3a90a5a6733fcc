import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellAddress, openBook } from '../../main/importers/sheets/book.ts';
import { bookParts, makeZip } from './zip.ts';

type Cell = string | null;
export interface FormPart {
  /** From row 1, column A; null where no cell is. A text that begins with "<f" is the inside of a cell as it is. */
  readonly rows: readonly (readonly Cell[])[];
  /** What stands behind the data. */
  readonly behind?: string;
  readonly before?: string;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const FOOTER =
  '<headerFooter><oddFooter>&amp;L000000Controlled Unclassified Information</oddFooter></headerFooter>';

function sheetXml({ rows, behind = '', before = '' }: FormPart, print: string): string {
  const data = rows.map((cells, index) => {
    const number = index + 1;
    const inside = cells.map((text, column) => {
      if (text === null) return '';
      const start = `<c r="${cellAddress(number, column)}" s="1"`;
      if (text === '') return `${start}/>`;
      if (text.startsWith('<f ')) return `${start}>${text}</c>`;
      return `${start} t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
    });
    return `<row r="${number}" spans="1:20" ht="15.75" customHeight="1">${inside.join('')}</row>`;
  });
  return `${before}<sheetData>${data.join('')}</sheetData>${behind}${print}`;
}

const STYLES =
  '<styleSheet><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="0"><protection locked="0"/></xf><xf numFmtId="14" fontId="0"><protection locked="0"/></xf></cellXfs></styleSheet>';

/** Writes a small form with these sheets, with parts that no reader knows; returns its path. */
export async function writeForm(
  folder: string,
  name: string,
  sheets: Readonly<Record<string, FormPart>>,
  more: {
    readonly workbookPr?: string;
    /** What is printed above and below the pages of each sheet, as XML; a footer where nothing is said. */
    readonly print?: string;
  } = {},
): Promise<string> {
  const { print = FOOTER, ...rest } = more;
  const parts = bookParts(
    Object.fromEntries(
      Object.entries(sheets).map(([sheet, part]) => [escaped(sheet), sheetXml(part, print)]),
    ),
    { styles: STYLES, ...rest },
  );
  const path = join(folder, name);
  const file = await makeZip({
    ...parts,
    'xl/vbaProject.bin': 'no macro of ours',
    'xl/calcChain.xml': '<calcChain><c r="L9" i="1"/></calcChain>',
    'customXml/item1.xml': '<unknown/>',
  });
  writeFileSync(path, file);
  return path;
}

/** The texts of the cells of a sheet by address. */
export async function textsOf(path: string, sheet: string): Promise<ReadonlyMap<string, string>> {
  const book = await openBook(path, 'form');
  const texts = new Map<string, string>();
  for await (const batch of book.rows(sheet))
    for (const { number, cells } of batch)
      for (const { column, text } of cells) if (text !== '') texts.set(cellAddress(number, column), text);
  await book.close();
  return texts;
}

export const CRM_HEADINGS = [
  'Control ID',
  'Can Be Inherited from CSP',
  'Specific Inheritance and Customer Agency/CSP Responsibilities',
];
export const CIS_HEADINGS = [
  'Implemented',
  'Partially Implemented',
  'Planned',
  'Alternative Implementation',
  'N/A',
  'Service Provider Corporate',
  'Service Provider System Specific',
  'Service Provider Hybrid (Corporate and System Specific)',
  'Configured by Customer (Customer System Specific)',
  'Provided by Customer (Customer System Specific)',
  'Shared (Service Provider and Customer Responsibility)',
  'Inherited from Pre-Existing  Authorization',
];
const list = (sqref: string, words: string) =>
  `<conditionalFormatting sqref="A4:C9"><cfRule type="expression" priority="1"><formula>MOD(ROW(),2)=0</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="${sqref}"><formula1>"${words}"</formula1></dataValidation></dataValidations>`;

/** A small CIS and CRM workbook with these ids. */
export const appendixJ = (ids: readonly string[], words = 'No,Partial,Yes'): Record<string, FormPart> => ({
  Instructions: {
    rows: [['FedRAMP'], [], [null, 'CSP', 'System Name'], [null, '<CSP Name>', '<System Name>']],
  },
  'Example CRM Worksheet Responses': { rows: [CRM_HEADINGS, ['AC-2(a)', 'Partial', 'As an example.']] },
  'Moderate CIS Worksheet': {
    rows: [
      ['FedRAMP Moderate'],
      ['Control ID', 'Implementation Status', null, null, null, null, 'Control Origination'],
      [null, ...CIS_HEADINGS],
      ...ids.map((id) => [id, ...CIS_HEADINGS.map(() => '')]),
    ],
    behind: '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:F2"/></mergeCells>',
  },
  'Moderate CRM Worksheet': {
    rows: [['FedRAMP Moderate'], ['GUIDANCE'], CRM_HEADINGS, ...ids.map((id) => [id, '', null])],
    behind: list('B4:B900', words),
  },
});

export const POAM_HEADINGS = [
  'POAM ID',
  'Controls',
  'Weakness Name',
  'Weakness Description',
  'Weakness Detector Source',
  'Weakness Source Identifier',
  'Asset Identifier',
  'Point of Contact',
  'Resources Required',
  'Overall Remediation Plan',
  'Original Detection Date',
  'Scheduled Completion Date',
  'Planned Milestones',
  'Original Risk Rating',
];
const FORMULA = '<f t="shared" ref="L5:L9" si="0">K5+30</f><v></v>';

/** A small POA&M with an example row and a formula below the headings. */
export const poam = (): Record<string, FormPart> => ({
  'Open POA&M Items': {
    rows: [
      ['FedRAMP POA&M'],
      ['CSP', 'System Name', 'Impact Level', 'POAM Date'],
      ['Text', 'Text', 'Low, Moderate, High', 'Date'],
      POAM_HEADINGS,
      ['V-1Example', 'AC-1', 'Open port'],
      [...POAM_HEADINGS.slice(0, 11).map(() => null), FORMULA],
      [...POAM_HEADINGS.slice(0, 11).map(() => null), '<f t="shared" si="0"/><v></v>'],
    ],
    before: '<cols><col min="1" max="30" style="1"/></cols>',
    behind:
      '<dataValidations><dataValidation type="date" operator="notEqual" sqref="K1:K1048576"><formula1>29221</formula1></dataValidation><dataValidation type="list" sqref="N1:N1048576"><formula1>"Low,Moderate,High"</formula1></dataValidation></dataValidations>',
  },
  'Closed POA&M Items': { rows: [['Closed'], [], [], POAM_HEADINGS] },
});
