import { copyFileSync, existsSync, linkSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FilledForm } from '../../main/contract/forms.ts';
import { changedParts } from '../../main/exporters/forms/changed-parts.ts';
import { openTestWorkbook } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { appendixJ, CRM_HEADINGS, type FormPart, textsOf, writeForm } from '../support/form-files.ts';
import { bookParts, makeZip } from '../support/zip.ts';

const whyOf = (filled: FilledForm, id: string, sheet: string) =>
  filled.left.find((row) => row.id === id && row.sheet === sheet);
const CRM = 'Moderate CRM Worksheet';
const CIS = 'Moderate CIS Worksheet';
/** AC-2(a) has open duties in the example, PE-3(a) is AWS's alone, AU-8(a) shared and answered, QQ-1 nobody's. */
const IDS = ['AC-2(a)', 'PE-3(a)', 'AU-8 (a)', 'QQ-1', 'AC-99', 'AC-2(z)'];

describe('a FedRAMP CIS and CRM workbook', () => {
  it('is filled in by part, from the seat of the customer of AWS, and is otherwise as it was', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', appendixJ(IDS));
    const before = readFileSync(form);
    const filled = await fill(world, form, { vantage: 'as-customer' });
    expect(filled).toMatchObject({ form: 'fedramp-appendix-j', vantage: 'as-customer', file: 'ours.xlsx' });
    expect(readFileSync(form).equals(before)).toBe(true);
    const after = readFileSync(filled.path);
    expect(filled.bytes).toBe(after.length);
    expect(changedParts(before, after).toSorted()).toEqual(
      [1, 3, 4].map((number) => `xl/worksheets/sheet${number}.xml`),
    );
    const crm = await textsOf(filled.path, CRM);
    const said = IDS.map((_, index) => crm.get(`B${index + 4}`));
    expect(said).toEqual(['No', 'Yes', 'Partial', undefined, undefined, undefined]);
    // An open duty keeps the text away, an inheritance of the whole needs none.
    expect(crm.get('C4')).toBeUndefined();
    expect(crm.get('C5')).toBeUndefined();
    expect(crm.get('C6')).toMatch(/^Provided by AWS:\n[\s\S]+Customer responsibility/);
    expect(whyOf(filled, 'AC-2(a)', CRM)).toMatchObject({ partly: true });
    expect(whyOf(filled, 'AC-99', CRM)).toMatchObject({
      partly: false,
      why: 'The catalogue does not have this control.',
    });
    expect(whyOf(filled, 'AC-2(z)', CRM)).toMatchObject({ why: 'The catalogue does not have this control.' });
    const cis = await textsOf(filled.path, CIS);
    // That a control cannot be inherited does not say who originates it while a duty of it is open.
    expect([cis.get('J4'), cis.get('L6')]).toEqual([undefined, 'X']);
    // How far AWS implements its part is for AWS to say.
    for (const column of 'BCDEFGHI')
      expect(
        [4, 5, 6].map((row) => cis.get(`${column}${row}`)),
        column,
      ).toEqual([undefined, undefined, undefined]);
    const instructions = await textsOf(filled.path, 'Instructions');
    expect([instructions.get('B4'), instructions.get('C4')]).toEqual(['AWS', '<System Name>']);
    expect(await textsOf(filled.path, 'Example CRM Worksheet Responses')).toEqual(
      await textsOf(form, 'Example CRM Worksheet Responses'),
    );
    const everywhere = [...crm.values(), ...cis.values(), ...instructions.values()].join('\n');
    expect(everywhere).not.toMatch(/unverified|not decided|has no answer/i);
  });

  it('is filled in from the seat of the provider that the organisation is for its clients', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', appendixJ(IDS));
    const filled = await fill(world, form, { vantage: 'as-provider' });
    const [crm, cis] = [await textsOf(filled.path, CRM), await textsOf(filled.path, CIS)];
    expect([crm.get('B5'), cis.get('M5')]).toEqual(['Yes', 'X']);
    // Nothing is recorded of what is left to the clients.
    expect([crm.get('B6'), crm.get('C6')]).toEqual(['Partial', undefined]);
    expect(whyOf(filled, 'AU-8 (a)', CRM)?.why).toMatch(/left to the customer/);
    const instructions = await textsOf(filled.path, 'Instructions');
    expect(instructions.get('B4')).toBe('Thistlemoor Outfitters');
    // PE-3(a) is implemented, and so not partially.
    expect(['B', 'C', 'D', 'E', 'F'].map((column) => cis.get(`${column}5`))).toEqual([
      'X',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('a word that the form does not allow is not written, and what the form allows is said', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', appendixJ(IDS, 'Ja,Nein,Partial'));
    const filled = await fill(world, form, { vantage: 'as-customer' });
    const crm = await textsOf(filled.path, CRM);
    expect(IDS.map((_, index) => crm.get(`B${index + 4}`))).toEqual([
      undefined,
      undefined,
      'Partial',
      undefined,
      undefined,
      undefined,
    ]);
    expect(whyOf(filled, 'PE-3(a)', CRM)).toMatchObject({
      partly: false,
      why: expect.stringMatching(/allows only Ja, Nein, Partial/),
    });
  });

  it('what is filled in already stays, is told, and is written over only when that is asked for', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const sheets = appendixJ(IDS);
    const crm = sheets[CRM] as FormPart;
    const rows = crm.rows.map((cells) => (cells[0] === 'PE-3(a)' ? ['PE-3(a)', 'No', 'By us.'] : cells));
    const form = await writeForm(world.folder, 'theirs.xlsx', { ...sheets, [CRM]: { ...crm, rows } });
    const kept = await fill(world, form, { vantage: 'as-customer' });
    expect((await textsOf(kept.path, CRM)).get('B5')).toBe('No');
    expect(whyOf(kept, 'PE-3(a)', CRM)?.why).toMatch(/filled in already/);
    const over = await fill(world, form, { vantage: 'as-customer', overwrite: true, out: 'over.xlsx' });
    const texts = await textsOf(over.path, CRM);
    expect([texts.get('B5'), texts.get('C5')]).toEqual(['Yes', 'By us.']);
    // Again, there is nothing to add.
    await expect(fill(world, over.path, { vantage: 'as-customer', out: 'again.xlsx' })).rejects.toThrow(
      /nothing was written/,
    );
    expect(existsSync(join(world.folder, 'again.xlsx'))).toBe(false);
  });

  it('nothing of ours stands beside a mark of another hand that says something else', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const sheets = appendixJ(IDS);
    const [cis, crm] = [sheets[CIS] as FormPart, sheets[CRM] as FormPart];
    // AU-8 (a): shared by our record, provided by the customer by theirs, and not inheritable.
    const marked = cis.rows.map((cells) =>
      cells[0] === 'AU-8 (a)' ? cells.map((text, column) => (column === 10 ? 'X' : text)) : cells,
    );
    const said = crm.rows.map((cells) => (cells[0] === 'AU-8 (a)' ? ['AU-8 (a)', 'No', null] : cells));
    const form = await writeForm(world.folder, 'theirs.xlsx', {
      ...sheets,
      [CIS]: { ...cis, rows: marked.map((cells) => cells.map((text) => text && (THEIRS.get(text) ?? text))) },
      [CRM]: { ...crm, rows: said },
    });
    const filled = await fill(world, form, { vantage: 'as-customer' });
    const texts = await textsOf(filled.path, CRM);
    expect([texts.get('B6'), texts.get('C6')]).toEqual(['No', undefined]);
    const marks = await textsOf(filled.path, CIS);
    expect([marks.get('K6'), marks.get('L6')]).toEqual(['X', undefined]);
    expect(whyOf(filled, 'AU-8 (a)', CIS)).toMatchObject({
      partly: false,
      why: expect.stringMatching(/mark of another hand/),
    });
  });

  it('is not made with nothing but its head for a workbook in which nothing is answered', async () => {
    const world = await openTestWorkbook();
    const form = await writeForm(world.folder, 'theirs.xlsx', appendixJ(['PE-3(a)', 'AU-8(a)']));
    for (const vantage of ['as-customer', 'as-provider'])
      await expect(fill(world, form, { vantage })).rejects.toThrow(/nothing was written\. \d rows: /);
    expect(existsSync(join(world.folder, 'ours.xlsx'))).toBe(false);
  });
});

/** Headings as others write them: with their name, or in words that are not known. */
const THEIRS = new Map([
  ['Shared (Service Provider and Customer Responsibility)', 'Shared (Acme and its customers)'],
  ['Provided by Customer (Customer System Specific)', 'By the client team'],
]);

describe('a table whose columns are known', () => {
  const caiq = (list: string): Record<string, FormPart> => ({
    'CAIQv4.1.0': {
      rows: [
        ['CONSENSUS ASSESSMENT INITIATIVE QUESTIONNAIRE v4.1.0'],
        [
          'Question ID',
          'Question',
          'CSP CAIQ Answer',
          'SSRM Control Ownership',
          'CSP Implementation Description',
          'CSC Responsibilities',
          'CCM Control ID',
        ],
        ['A&A-01.1', 'Are audit policies established?', '', '', '', '', 'A&A-01'],
        ['DCS-01.1', 'Are policies for off-site equipment established?', '', '', '', '', 'DCS-01'],
        ['DCS-07.1', 'Are physical perimeters in place?', '', '', '', '', 'DCS-07'],
        ['XYZ-01.1', 'Something else?', '', '', '', '', 'XYZ-01'],
      ],
      behind: `<dataValidations><dataValidation type="list" sqref="D3:D99"><formula1>${list}</formula1></dataValidation></dataValidations>`,
    },
    Lists: {
      rows: [
        ['CSP-owned'],
        ['CSC-owned'],
        ['3rd-party outsourced'],
        ['Shared CSP and CSC'],
        ['Shared CSP and 3rd-party'],
      ],
    },
  });

  it.each([['Lists!$A$1:$A$5'], ['"CSP-owned,CSC-owned,Shared CSP and CSC"']])(
    'gets its own words for the owner, from a list %s',
    async (list) => {
      const world = await openTestWorkbook({ example: 'ecommerce' });
      const form = await writeForm(world.folder, 'theirs.xlsx', caiq(list));
      const filled = await fill(world, form, { vantage: 'as-customer' });
      expect(filled).toMatchObject({ form: 'csa-caiq', vantage: 'as-customer' });
      const texts = await textsOf(filled.path, 'CAIQv4.1.0');
      const owners = [3, 4, 5, 6].map((row) => texts.get(`D${row}`));
      expect(owners.some((word) => word !== undefined)).toBe(true);
      for (const word of owners)
        if (word !== undefined) expect(['CSP-owned', 'CSC-owned', 'Shared CSP and CSC']).toContain(word);
      expect(owners[3]).toBeUndefined();
      // Whether it is met is no duty's owner's to answer.
      for (const row of [3, 4, 5, 6]) expect(texts.get(`C${row}`)).toBeUndefined();
    },
  );

  it('a list that only a spreadsheet program can work out leaves its cells alone', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', caiq('INDIRECT(&quot;Lists!A1&quot;)'));
    await expect(fill(world, form, { vantage: 'as-customer' })).rejects.toThrow(
      /cannot be told without a spreadsheet program/,
    );
  });
});

describe('what is refused', () => {
  it('the form itself as the place for the result, by its path or another name of it', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', appendixJ(IDS));
    const before = readFileSync(form);
    linkSync(form, join(world.folder, 'linked.xlsx'));
    for (const out of ['theirs.xlsx', 'linked.xlsx'])
      await expect(fill(world, form, { out })).rejects.toThrow(/never written over/);
    await expect(fill(world, form, { out: 'ours.xlsm' })).rejects.toThrow(/must end in \.xlsx/);
    copyFileSync(form, join(world.folder, 'theirs.ods'));
    await expect(fill(world, join(world.folder, 'theirs.ods'), { out: 'ours.ods' })).rejects.toThrow(
      /Excel workbook/,
    );
    expect(readFileSync(form).equals(before)).toBe(true);
  });

  const crm = (inside: string) => `<sheetData>${inside}</sheetData>`;
  const heading = `<row r="1">${CRM_HEADINGS.map((text, column) => `<c r="${'ABC'[column]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
  const id = (address: string) => `<c r="${address}" t="inlineStr"><is><t>PE-3(a)</t></is></c>`;
  it.each([
    ['no form', { S: { rows: [['Shopping list'], ['Milk']] } }, /is no form that can be told/],
    [
      'cells without places',
      crm(`${heading}<row r="2"><c t="inlineStr"><is><t>PE-3(a)</t></is></c></row>`),
      /do not say their places/,
    ],
    [
      'a formula',
      crm(`${heading}<row r="2">${id('A2')}<c r="B2"><f>1</f><v>1</v></c></row>`),
      /formula of the form stands in column B/,
    ],
    [
      'a merged cell',
      `${crm(`${heading}<row r="2">${id('A2')}</row>`)}<mergeCells><mergeCell ref="A2:B2"/></mergeCells>`,
      /part of a larger one/,
    ],
    [
      'locked cells',
      `${crm(`${heading}<row r="2">${id('A2')}</row>`)}<sheetProtection sheet="1"/>`,
      /locks the cell in column B/,
    ],
    ['a document type', `<!DOCTYPE a><worksheet>${crm(heading)}</worksheet>`, /document type/],
  ])('a file with %s', async (_, sheet, words) => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const path = join(world.folder, 'theirs.xlsx');
    if (typeof sheet !== 'string') await writeForm(world.folder, 'theirs.xlsx', sheet);
    else {
      const parts = bookParts({ CRM: sheet.startsWith('<!') ? '' : sheet });
      writeFileSync(
        path,
        await makeZip(sheet.startsWith('<!') ? { ...parts, 'xl/worksheets/sheet1.xml': sheet } : parts),
      );
    }
    await expect(fill(world, path, { vantage: 'as-customer' })).rejects.toThrow(words);
    expect(existsSync(join(world.folder, 'ours.xlsx'))).toBe(false);
  });
});
