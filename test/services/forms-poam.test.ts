import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changedParts } from '../../main/exporters/forms/changed-parts.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { openTestWorkbook } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { poam, textsOf, writeForm } from '../support/form-files.ts';

describe('a POA&M', () => {
  it('gets a row for each action and for each weakness, below what stands in it, and keeps its formulas', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsm', poam());
    const before = readFileSync(form);
    const filled = await fill(world, form, { out: 'ours.xlsm' });
    expect(filled).toMatchObject({ form: 'fedramp-poam', vantage: null });
    const after = readFileSync(filled.path);
    expect(changedParts(before, after).toSorted()).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
    const open = 'Open POA&M Items';
    const texts = await textsOf(filled.path, open);
    const actions = await world.call('actions.list', {});
    const toDo = actions.filter(({ state }) => state === 'open' || state === 'in-progress');
    expect(toDo.length).toBeGreaterThan(1);
    const ids = [...texts].filter(([address]) => /^A\d+$/.test(address)).map(([, text]) => text);
    for (const { number } of toDo) expect(ids).toContain(`A-${number}`);
    expect(texts.get('A5')).toBe('V-1Example');
    expect(texts.get('A6')).toMatch(/^A-\d+$/);
    expect([texts.get('A3'), texts.get('C3')]).toEqual(['Thistlemoor Outfitters', 'Low, Moderate, High']);
    const gaps = await world.call('gaps.list', {});
    const weak = new Set([
      'misconception',
      'failed-finding',
      'evidence-expired',
      'implemented-without-evidence',
      'service-lifecycle',
    ]);
    const wanted = gaps.filter(({ action, rule }) => action === null && weak.has(rule));
    expect(ids.filter((id) => id.includes(':'))).toHaveLength(wanted.length);
    // The head of the form is none of its items.
    expect(filled.sheets).toEqual([{ sheet: open, filled: toDo.length + wanted.length, partly: 0, left: 0 }]);
    for (const [address, text] of texts) {
      const row = Number(address.slice(1));
      if (/^N\d+$/.test(address) && row > 4) expect(['Low', 'Moderate', 'High']).toContain(text);
      if (/^K\d+$/.test(address) && row > 4) expect(text).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (/^M\d+$/.test(address) && row > 4) expect(text).toMatch(/^\(1\) \d{4}-\d\d-\d\d: /);
    }
    const zip = await ZipReader.open(filled.path);
    const sheet = await zip.text('xl/worksheets/sheet1.xml');
    expect(await zip.text('xl/workbook.xml')).toContain('<calcPr fullCalcOnLoad="1"/>');
    await zip.close();
    expect(sheet).toContain('<f t="shared" ref="L5:L9" si="0">K5+30</f>');
    // The same state fills the same items into the same rows.
    await expect(fill(world, filled.path, { out: 'again.xlsm' })).rejects.toThrow(/nothing was written/);
  });

  it('is not made where no action is open and no gap is of the system', async () => {
    const world = await openTestWorkbook();
    const form = await writeForm(world.folder, 'theirs.xlsx', poam());
    await expect(fill(world, form)).rejects.toThrow(
      /nothing was written\. Nothing recorded makes a row of it/,
    );
  });

  it('says the same days where the form counts them from 1904', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const daysOf = async (name: string, workbookPr: string) => {
      const filled = await fill(world, await writeForm(world.folder, name, poam(), { workbookPr }), {
        out: `ours-${name}`,
      });
      const texts = await textsOf(filled.path, 'Open POA&M Items');
      return [...texts].filter(([address]) => /^[DK]\d+$/.test(address));
    };
    const days = await daysOf('from-1904.xlsx', '<workbookPr date1904="1"/>');
    expect(days.filter(([, text]) => /^20\d\d-/.test(text)).length).toBeGreaterThan(2);
    expect(days).toEqual(await daysOf('from-1900.xlsx', ''));
  });

  it('has one item for all expired evidence of a duty, which keeps its row', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const ref = 'orders-db/guest-os-patching';
    for (const title of ['First report', 'Second report'])
      await world.call('evidence.addNote', { refs: [ref], title, text: 'Read.', expires: '2020-01-31' });
    const form = await writeForm(world.folder, 'theirs.xlsx', poam());
    const filled = await fill(world, form, { overwrite: true, asOf: '2026-11-28' });
    const texts = await textsOf(filled.path, 'Open POA&M Items');
    const items = [...texts].filter(([, text]) => text === `evidence-expired:${ref}`);
    expect(items).toHaveLength(1);
    const row = items[0]?.[0].slice(1);
    expect(texts.get(`D${row}`)).toMatch(/"First report".*expired on 2020-01-31[\s\S]*"Second report"/);
    expect(texts.get(`K${row}`)).toBe('2026-11-28');
    const again = { out: 'again.xlsx', overwrite: true };
    await expect(fill(world, filled.path, { ...again, asOf: '2026-11-28' })).rejects.toThrow(
      /nothing was written/,
    );
    // On a later day it is still known since the first.
    const later = await fill(world, filled.path, { ...again, asOf: '2026-12-24' });
    expect((await textsOf(later.path, 'Open POA&M Items')).get(`K${row}`)).toBe('2026-11-28');
  });

  it('may have columns and rules of any name', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const [sheet] = Object.entries(poam());
    if (!sheet) throw new Error('There is no sheet.');
    const [name, part] = sheet;
    const rows = part.rows.map((cells, index) =>
      [1, 3].includes(index) ? [...cells, 'Constructor'] : cells,
    );
    const behind = part.behind?.replace('notEqual', 'constructor') ?? '';
    const form = await writeForm(world.folder, 'theirs.xlsx', { [name]: { ...part, rows, behind } });
    const filled = await fill(world, form);
    const texts = await textsOf(filled.path, name);
    expect([texts.get('A6'), texts.get('E3'), texts.get('O6')]).toEqual(['A-1', undefined, undefined]);
    // No program knows what such a rule allows.
    expect(texts.get('K6')).toBeUndefined();
  });

  it('has no seats', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', poam());
    await expect(fill(world, form, { vantage: 'as-provider' })).rejects.toThrow(/whatever the seat/);
  });
});
