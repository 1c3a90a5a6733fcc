import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { changedParts } from '../../main/exporters/forms/changed-parts.ts';
import { PROJECT } from '../support/cli.ts';
import { openTestWorkbook } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { textsOf, writeForm } from '../support/form-files.ts';

/** As CISO Assistant gives it out under Catalog, Frameworks, with the descriptions of NIST CSF 2.0 and nothing filled in. */
const TEMPLATE = join(PROJECT, 'test', 'fixtures', 'forms', 'ciso-assistant-nist-csf-2.0.xlsx');
const RESULTS = ['not_assessed', 'partially_compliant', 'non_compliant', 'compliant', 'not_applicable'];
const STATES = ['to_do', 'in_progress', 'in_review', 'done'];
const HEADINGS = [
  'urn',
  'assessable',
  'ref_id',
  'name',
  'compliance_result',
  'requirement_progress',
  'observations',
];

const example = () => openTestWorkbook({ example: 'ecommerce' });
/** The rows as another reader of Excel files has them, by their headings. */
async function read(path: string) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error('It has no sheet.');
  const headings = (sheet.getRow(1).values as string[]).slice(1);
  const rows: Record<string, string>[] = [];
  sheet.eachRow((row, number) => {
    if (number > 1)
      rows.push(Object.fromEntries(headings.map((head, at) => [head, row.getCell(at + 1).text ?? ''])));
  });
  return rows;
}
const audit = (urn: string, ids: readonly string[]) => ({
  Sheet1: {
    rows: [HEADINGS, ...ids.map((id) => [`urn:x:risk:req_node:${urn}:${id}`, 'True', id, '', '', '', ''])],
  },
});

describe('CISO Assistant’s sheet of an audit', () => {
  it('is filled in in place with words that its import takes, and nothing else in it changes', async () => {
    const world = await example();
    const done = await fill(world, TEMPLATE);
    expect(done).toMatchObject({
      form: 'ciso-assistant-audit',
      title: 'CISO Assistant audit, NIST Cybersecurity Framework 2.0',
      vantage: null,
    });
    expect(changedParts(readFileSync(TEMPLATE), readFileSync(done.path))).toEqual([
      'xl/worksheets/sheet1.xml',
    ]);
    const [before, after] = [await read(TEMPLATE), await read(done.path)];
    expect(after.map(({ urn }) => urn)).toEqual(before.map(({ urn }) => urn));
    const said = after.filter(({ observations }) => observations !== '');
    expect(said.length).toBeGreaterThan(30);
    for (const row of after) {
      const { ref_id, assessable, compliance_result = '', requirement_progress = '', score } = row;
      expect(score, ref_id).toBe('');
      if (assessable !== 'true') expect([compliance_result, requirement_progress], ref_id).toEqual(['', '']);
      expect(['', ...RESULTS], ref_id).toContain(compliance_result);
      expect(['', ...STATES], ref_id).toContain(requirement_progress);
      // An open duty keeps a requirement from being met, and its text says which.
      if (row.observations?.includes('Open, so not decided:')) {
        expect(['', 'partially_compliant'], ref_id).toContain(compliance_result);
        expect(requirement_progress, ref_id).toBe('in_progress');
      } else if (row.observations !== '') expect(RESULTS, ref_id).toContain(compliance_result);
    }
    expect(new Set(said.map(({ compliance_result }) => compliance_result)).size).toBeGreaterThan(2);
    const again = await fill(world, TEMPLATE, { out: 'again.xlsx' });
    expect(readFileSync(again.path).equals(readFileSync(done.path))).toBe(true);
  });

  it('a result of another hand keeps progress and observations of ours from standing beside it', async () => {
    const world = await example();
    const first = await fill(world, TEMPLATE);
    const met = (await read(first.path)).find(({ compliance_result }) => compliance_result === 'compliant');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(TEMPLATE);
    book.worksheets[0]?.eachRow((row) => {
      if (row.getCell(3).text === met?.ref_id) row.getCell(8).value = 'non_compliant';
    });
    const theirs = join(world.folder, 'theirs.xlsx');
    await book.xlsx.writeFile(theirs);
    const kept = async (overwrite: boolean) => {
      const { path } = await fill(world, theirs, { out: `${overwrite}.xlsx`, overwrite });
      return (await read(path)).find(({ ref_id }) => ref_id === met?.ref_id);
    };
    expect(await kept(false)).toMatchObject({
      compliance_result: 'non_compliant',
      requirement_progress: '',
      observations: '',
    });
    expect(await kept(true)).toEqual(met);
  });

  it('nothing is written beside a result of another hand where ours is not decided', async () => {
    const world = await example();
    const first = await fill(world, TEMPLATE);
    const open = (await read(first.path)).find(
      (row) => row.compliance_result === '' && row.requirement_progress === 'in_progress',
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(TEMPLATE);
    book.worksheets[0]?.eachRow((row) => {
      if (row.getCell(3).text === open?.ref_id) row.getCell(8).value = 'compliant';
    });
    const theirs = join(world.folder, 'theirs.xlsx');
    await book.xlsx.writeFile(theirs);
    const done = await fill(world, theirs, { out: 'over.xlsx', overwrite: true });
    expect((await read(done.path)).find(({ ref_id }) => ref_id === open?.ref_id)).toMatchObject({
      compliance_result: 'compliant',
      requirement_progress: '',
      observations: '',
    });
    expect(done.left.find(({ id }) => id === open?.ref_id)?.why).toMatch(/^It has a result already/);
  });

  it('an audit that was exported untouched is filled in as the blank template is', async () => {
    const world = await example();
    const blank = await read((await fill(world, TEMPLATE)).path);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(TEMPLATE);
    book.worksheets[0]?.eachRow((row, number) => {
      if (number === 1 || row.getCell(2).text !== 'true') return;
      row.getCell(8).value = 'not_assessed';
      row.getCell(9).value = 'to_do';
    });
    const untouched = join(world.folder, 'untouched.xlsx');
    await book.xlsx.writeFile(untouched);
    const filled = await read((await fill(world, untouched, { out: 'filled.xlsx' })).path);
    const said = (rows: Awaited<ReturnType<typeof read>>) =>
      rows.map(({ compliance_result = '', requirement_progress = '', observations }) => [
        compliance_result.replace('not_assessed', ''),
        requirement_progress.replace('to_do', ''),
        observations,
      ]);
    expect(said(filled)).toEqual(said(blank));
  });

  it('a clause of ISO/IEC 27001 is no control of its Annex A with the same number', async () => {
    const world = await example();
    const form = await writeForm(
      world.folder,
      'iso.xlsx',
      audit('iso27001-2022', ['5.15', 'A.5.15', 'A.8.13']),
    );
    const done = await fill(world, form);
    const texts = await textsOf(done.path, 'Sheet1');
    expect(['G2', 'G3', 'G4'].map((at) => texts.has(at))).toEqual([false, true, true]);
    expect(done.left[0]).toMatchObject({ id: '5.15', why: 'The catalogue does not have this requirement.' });
  });

  it('tells what is known of no framework, of another edition, and that it has no seat', async () => {
    const world = await example();
    const other = await writeForm(world.folder, 'c5.xlsx', audit('bsi-c5-2020', ['OPS-01']));
    await expect(fill(world, other)).rejects.toThrow(/“bsi-c5-2020”, which the catalogue does not have/);
    await expect(fill(world, TEMPLATE, { vantage: 'as-provider' })).rejects.toThrow(/leave out --vantage/);
    // A framework of somebody's own making may bear the catalogue's id.
    const own = await writeForm(world.folder, 'ccm.xlsx', audit('csa-ccm-4.1', ['IAM-02', 'CEK-03']));
    expect(await fill(world, own)).toMatchObject({
      title: 'CISO Assistant audit, CSA Cloud Controls Matrix 4.1.0',
    });
  });

  it('an auditor is not told how far reviews are, and the marks stand in print', async () => {
    const world = await example();
    const done = await fill(world, TEMPLATE, { audience: 'auditor', classification: 'CONFIDENTIAL' });
    const rows = await read(done.path);
    expect(rows.every(({ requirement_progress }) => requirement_progress === '')).toBe(true);
    expect(rows.some(({ compliance_result }) => compliance_result === 'compliant')).toBe(true);
    expect(done.leftOut.join(' ')).toContain('rests on reviews, which are left out');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(done.path);
    expect(book.worksheets[0]?.headerFooter.oddHeader).toContain('CONFIDENTIAL');
    await expect(fill(world, TEMPLATE, { audience: 'public', out: 'no.xlsx' })).rejects.toThrow();
  });
});
