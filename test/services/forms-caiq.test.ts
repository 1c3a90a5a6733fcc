import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedParts } from '../../main/exporters/forms/changed-parts.ts';
import { caiq, listed, questions } from '../support/caiq-form.ts';
import { openTestWorkbook, type TestCore } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { type FormPart, textsOf, writeForm } from '../support/form-files.ts';

const OWNERS =
  'CSP-Owned,MP-Owned,OSP-Owned,AP-Owned,AIC-Owned,Shared AP-AIC,Shared across the Supply Chain,ND';
const AI = (): FormPart => ({
  rows: [
    ['{"specification_version":"1.1.0"}'],
    [
      'Question ID',
      'Question',
      'Service Provider AI-CAIQ Answer',
      'SSRM Control Ownership',
      'Service Provider Implementation Description (Optional/Recommended)',
      'Service Customer Responsibilities (Optional/Recommended)',
      null,
      null,
      'AICM Control ID',
    ],
    ...questions('csa-aicm-1.1').map((id) => [id, 'A question?', '', '', '', '', null, null, id]),
  ],
  behind: `<dataValidations>${listed('C3:C900', 'YES,NO,NA')}${listed('D3:D900', OWNERS)}</dataValidations>`,
});

type Texts = ReadonlyMap<string, string>;
const rowsOf = (texts: Texts) =>
  [...texts].flatMap(([address, id]) => {
    if (!/^A\d+$/.test(address) || !/-\d+\.\d+$/.test(id)) return [];
    const at = address.slice(1);
    const [answer, owner, ours, theirs] = [...'CDEF'].map((column) => texts.get(`${column}${at}`));
    return [{ id, answer, owner, ours, theirs }];
  });
const example = () => openTestWorkbook({ example: 'ecommerce' });
async function filled(of: TestCore, sheet: string, part: FormPart, vantage?: string) {
  const form = await writeForm(of.folder, 'theirs.xlsx', {
    Introduction: { rows: [['Read me']] },
    [sheet]: part,
  });
  const done = await fill(of, form, vantage === undefined ? {} : { vantage });
  return { done, form, rows: rowsOf(await textsOf(done.path, sheet)) };
}

describe('CSA’s CAIQ, filled in in place', () => {
  it.each([
    ['CAIQv4.0.3', 'csa-ccm-4.0', 261],
    ['CAIQv4.1.0', 'csa-ccm-4.1', 283],
  ])(
    '%s has an answer, an owner and a text wherever something is decided, by its own edition',
    async (sheet, framework, count) => {
      const { done, form, rows } = await filled(await example(), sheet, caiq(framework), 'as-provider');
      expect(done).toMatchObject({ form: 'csa-caiq', vantage: 'as-provider' });
      expect(changedParts(readFileSync(form), readFileSync(done.path))).toEqual(['xl/worksheets/sheet2.xml']);
      expect(rows).toHaveLength(count);
      const answered = rows.filter(({ answer }) => answer !== undefined);
      expect(answered.length).toBeGreaterThan(40);
      for (const { id, answer, owner, ours, theirs } of rows) {
        expect(owner === undefined, id).toBe(answer === undefined);
        if (answer === undefined) expect([ours, theirs], id).toEqual([undefined, undefined]);
        else expect((ours ?? '').length, id).toBeGreaterThan(10);
        expect(`${ours} ${theirs}`, id).not.toMatch(/unverified|no answer yet/i);
        // What is open is not met, and the text says what is.
        if (ours?.includes('Open, so not decided:')) expect(answer, id).toBe('No');
      }
      expect(new Set(answered.map(({ answer }) => answer)).size).toBeGreaterThan(1);
      // Every row that is not answered is told, with its reason.
      expect(new Set(done.left.map(({ id }) => id))).toEqual(
        new Set(rows.flatMap(({ id, answer }) => (answer === undefined ? [id] : []))),
      );
      expect(done.left.every(({ why }) => why.endsWith('.') || why.length > 10)).toBe(true);
      const open = rows.filter(({ ours }) => ours?.includes('Open, so not decided:'));
      const told = done.leftOut.join('\n');
      expect(told).toContain(`the answer of this workbook to ${open.length} questions is No because`);
      expect(told).toContain(
        `to ${count - answered.length} of its ${count} questions this workbook has no answer`,
      );
      expect(told).toContain('STAR registry');
    },
  );

  it('two editions in one file are answered each by its own; one that is not known is told and stays as it was', async () => {
    const of = await example();
    const form = await writeForm(of.folder, 'both.xlsx', {
      'CAIQv4.0.3': caiq('csa-ccm-4.0'),
      'CAIQv4.1.0': caiq('csa-ccm-4.1'),
      'CAIQv3.1': caiq('csa-ccm-4.0'),
      'AI-CAIQv1.1.0': AI(),
    });
    const done = await fill(of, form, { vantage: 'as-customer', out: 'both-ours.xlsx' });
    expect(done.title).toBe('CSA CAIQ v4.0.3 with SSRM ownership, CSA CAIQ v4.1 with SSRM ownership');
    for (const [sheet, framework] of [
      ['CAIQv4.0.3', 'csa-ccm-4.0'],
      ['CAIQv4.1.0', 'csa-ccm-4.1'],
    ] as const) {
      const alone = await filled(of, sheet, caiq(framework), 'as-customer');
      expect(rowsOf(await textsOf(done.path, sheet))).toEqual(alone.rows);
    }
    expect(changedParts(readFileSync(form), readFileSync(done.path))).toHaveLength(2);
    const told = done.leftOut.join('\n');
    expect(told).toContain('The sheet CAIQv3.1 is of edition 3.1 of the CAIQ that Demarc does not know');
    expect(told).toContain('The sheet AI-CAIQv1.1.0 has no seat as-customer');
  });

  it('from the seat of its customer only owners and texts are written: whether it is met is the provider’s to answer', async () => {
    const { rows } = await filled(await example(), 'CAIQv4.1.0', caiq('csa-ccm-4.1'), 'as-customer');
    expect(rows.every(({ answer }) => answer === undefined || answer === 'NA')).toBe(true);
    expect(rows.filter(({ owner }) => owner === 'CSP-owned').length).toBeGreaterThan(5);
    expect(rows.filter(({ owner }) => owner === 'Shared CSP and CSC').length).toBeGreaterThan(5);
  });

  it('an answer of another hand keeps the owner beside it from being ours', async () => {
    const part = caiq('csa-ccm-4.1');
    const first = await filled(await example(), 'CAIQv4.1.0', part, 'as-provider');
    const known = first.rows.find(({ answer }) => answer === 'Yes');
    const theirs = part.rows.map((cells) => (cells[0] === known?.id ? cells.with(2, 'No') : cells));
    const second = await filled(await example(), 'CAIQv4.1.0', { ...part, rows: theirs }, 'as-provider');
    expect(second.rows.find(({ id }) => id === known?.id)).toMatchObject({ answer: 'No', owner: undefined });
  });

  it('a list without a word for the owner keeps the answer out as well', async () => {
    const part = caiq('csa-ccm-4.1');
    const behind = part.behind?.replace(',Shared CSP and 3rd-party', '') ?? '';
    const { rows, done } = await filled(await example(), 'CAIQv4.1.0', { ...part, behind }, 'as-provider');
    expect(rows.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(10);
    for (const { id, answer, owner, ours } of rows) {
      expect(owner === undefined, id).toBe(answer === undefined);
      if (owner === undefined) expect(ours, id).toBeUndefined();
    }
    expect(done.left.some(({ why }) => why.includes('none of these says it'))).toBe(true);
  });

  it('what we wrote ourselves is no other hand; asked to write over, a new answer takes the place of the old', async () => {
    const of = await example();
    const first = await filled(of, 'CAIQv4.1.0', caiq('csa-ccm-4.1'), 'as-provider');
    await expect(fill(of, first.done.path, { vantage: 'as-provider', out: 'again.xlsx' })).rejects.toThrow(
      'says all that this workbook can say in it already',
    );
    const old = caiq('csa-ccm-4.1');
    const answered = old.rows.map((cells) =>
      /-\d+\.\d+$/.test(String(cells[0])) ? cells.with(2, 'NA').with(3, 'CSC-owned') : cells,
    );
    const form = await writeForm(of.folder, 'old.xlsx', { 'CAIQv4.1.0': { ...old, rows: answered } });
    const over = await fill(of, form, { vantage: 'as-provider', overwrite: true, out: 'over.xlsx' });
    const rows = rowsOf(await textsOf(over.path, 'CAIQv4.1.0'));
    for (const { id, answer, owner } of first.rows.filter((row) => row.answer !== undefined))
      expect(rows.find((row) => row.id === id)).toMatchObject({ answer, owner });
  });
});

describe('CSA’s AI-CAIQ, filled in in place by the same code', () => {
  it('version 1.1 is known by its sheet and its stamp, and answered in the words of its lists', async () => {
    const { done, rows } = await filled(await example(), 'AI-CAIQv1.1.0', AI());
    expect(done).toMatchObject({ form: 'csa-caiq', vantage: null });
    expect(rows).toHaveLength(320);
    const answered = rows.filter(({ answer }) => answer !== undefined);
    expect(answered.length).toBeGreaterThan(40);
    for (const { id, answer, owner } of answered) {
      expect(['YES', 'NO', 'NA'], id).toContain(answer);
      expect(OWNERS.split(','), id).toContain(owner);
      if (owner === 'ND') expect(answer, id).toBe('NA');
    }
    // A list may spell a word with other capitals.
    expect(new Set(answered.map(({ owner }) => owner))).toContain('Shared across the Supply Chain');
  });

  it('another edition, in which ids ask something else, is refused by name, and so is a seat that it does not have', async () => {
    const of = await example();
    const old = { ...AI(), rows: AI().rows.with(0, ['{"specification_version":"1.0.2"}']) };
    await expect(filled(of, 'AI-CAIQv1.0.2', old)).rejects.toThrow(/edition 1\.0 of the AI-CAIQ/);
    await expect(filled(of, 'AI-CAIQv1.1.0', AI(), 'as-customer')).rejects.toThrow(
      /has no vantage "as-customer"/,
    );
    expect(() => readFileSync(join(of.folder, 'ours.xlsx'))).toThrow();
  });
});
