import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { ask } from '../support/ask.ts';
import { violationsInBoth } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { openOfMenu, startAt } from '../support/screens.ts';

const REF = 'orders-db/restore-testing';

let folder: string;
let served: Served;
const options = () => ({ cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  copyExample(folder);
  served = await serve(['serve', 'shop.demarc'], options());
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The note of an answer as a program reads it in a file. */
function noteIn(file: string): string | null {
  const csv = join(folder, 'read.csv');
  const only = ['--only', 'service=orders-db', '--csv', csv];
  expect(demarc(['export', file, ...only], options())).toMatchObject({ status: 0 });
  const text = readFileSync(csv, 'utf8');
  rmSync(csv);
  return /Noted (?:before|after) the copy/.exec(text)?.[0] ?? null;
}

test('a copy that is saved from the menu while the workbook is open is downloaded whole, and the workbook goes on', async ({
  page,
}) => {
  await startAt(page, served, 'overview');
  await ask(served, 'assignments.update', { ref: REF, note: 'Noted before the copy' });
  const { rev } = await ask<{ rev: number }>(served, 'workbook.info', {});
  // What somebody gets who copies the file in its folder: its last answers lie beside it.
  const plain = join(folder, 'plain.demarc');
  copyFileSync(join(folder, 'shop.demarc'), plain);
  expect([...readFileSync(plain).subarray(18, 20)]).toEqual([2, 2]);

  const dialog = await openOfMenu(page, 'Save a copy');
  expect(await violationsInBoth(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save a copy' }).click();
  await expect(dialog.getByText('The copy is whole')).toBeVisible();
  await expect(dialog.getByText(`as of revision ${rev}.`)).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const given = await download;
  expect(given.suggestedFilename()).toMatch(/^shop \d{4}-\d\d-\d\d\.demarc$/);
  const copy = join(folder, 'copy.demarc');
  await given.saveAs(copy);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();

  // It is a closed file, by itself, and sound; what is recorded from here on is not in it.
  await ask(served, 'assignments.update', { ref: REF, note: 'Noted after the copy' });
  expect([...readFileSync(copy).subarray(18, 20)]).toEqual([1, 1]);
  const verified = demarc(['verify', copy, '--json'], options());
  expect(verified).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(noteIn(copy)).toBe('Noted before the copy');
  expect(noteIn(join(folder, 'shop.demarc'))).toBe('Noted after the copy');
  const told = demarc(['verify', plain], options());
  expect(`${told.out}${told.err}`).toMatch(/copied while it was open/);

  // It opens beside the original as any workbook does, to be written in.
  const note = demarc(['answer', copy, REF, '--note', 'Noted in the copy'], options());
  expect(note).toMatchObject({ status: 0 });
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.demarc']);
});
