import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { lookAtMerge } from '../../main/assessment/merge-look.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { DemarcError } from '../../main/contract/errors.ts';
import { connect } from '../../main/workbook/connection.ts';
import { withOtherWorkbook } from '../../main/workbook/merge/other-workbook.ts';
import { downgrade } from '../support/downgrade.ts';
import fc, { runs } from '../support/property.ts';
import { type Copy, twoCopies } from '../support/two-copies.ts';

const catalogue = indexCatalogue(loadCatalogue());

async function shop(base: Copy): Promise<void> {
  await base.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
}

/** The refusal of a copy that is looked at; null when it can be merged. */
async function refusal(mine: string, theirs: string, base?: string): Promise<DemarcError | null> {
  const db = connect(mine, { readonly: true });
  const common = base === undefined ? null : connect(base, { readonly: true });
  try {
    await withOtherWorkbook({ path: theirs, name: 'theirs.demarc' }, (other) =>
      lookAtMerge(db, other, common, {
        catalogue,
        names: { mine: 'mine.demarc', theirs: 'theirs.demarc', base: 'base.demarc' },
      }),
    );
    return null;
  } catch (error) {
    if (error instanceof DemarcError) return error;
    throw error;
  } finally {
    common?.close();
    db.close();
  }
}

async function closedPair() {
  const { ann, ben, folder } = await twoCopies(shop);
  await ben.call('assignments.acceptSuggestions', { subject: 'orders-db' });
  await ben.call('people.add', { name: 'Kim Doe' });
  await Promise.all([ann.close(), ben.close()]);
  return { mine: ann.path, theirs: ben.path, folder };
}

test('a copy with any bytes changed is merged or refused by name, and never anything else', async () => {
  const { mine, theirs, folder } = await closedPair();
  const whole = readFileSync(theirs);
  const before = readFileSync(mine, 'base64');
  const hurt = join(folder, 'hurt.demarc');
  const bytes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 40,
  });
  let refused = 0;
  const property = fc.asyncProperty(bytes, fc.option(fc.nat(whole.length)), async (changes, cut) => {
    const copy = Buffer.from(whole);
    for (const [at, byte] of changes) copy[at] = byte;
    writeFileSync(hurt, cut === null ? copy : copy.subarray(0, cut));
    const error = await refusal(mine, hurt);
    if (error === null) return;
    refused += 1;
    expect(error.code).toMatch(/^WORKBOOK_|^RULE_VIOLATION$/);
    expect(error.message).toContain('theirs.demarc');
  });
  await fc.assert(property, { numRuns: runs(40) });
  expect(refused).toBeGreaterThan(0);
  expect(readFileSync(mine, 'base64')).toBe(before);
});

test('a copy that its writer never closed is refused with what to do', async () => {
  const { mine, theirs, folder } = await closedPair();
  const left = join(folder, 'left.demarc');
  const db = new Database(theirs);
  db.pragma('cache_size = 1');
  db.exec('BEGIN IMMEDIATE; UPDATE assignment SET note = hex(randomblob(3000));');
  for (const end of ['', '-journal']) copyFileSync(`${theirs}${end}`, `${left}${end}`);
  db.exec('ROLLBACK');
  db.close();
  expect(await refusal(mine, left)).toMatchObject({
    code: 'WORKBOOK_LOCKED',
    message: expect.stringMatching(/^theirs\.demarc was not closed .* Open it once and close it/),
  });
});

test.each([
  ['a ref that is none', "UPDATE service_in_use SET ref = '../x'"],
  ['a broken list', "UPDATE workbook SET frameworks = '{'"],
  ['no table of people', 'DROP TABLE person'],
  [
    'names that are no JSON',
    "INSERT INTO merge (file_name, head_rev, head_hash, base_rev, base_hash, renames, merged_at) VALUES ('x', 2, 'x', 1, 'x', 'no', 'x')",
  ],
])('a copy with %s is refused by name', async (_what, sql) => {
  const { mine, theirs, folder } = await closedPair();
  const forged = join(folder, 'forged.demarc');
  copyFileSync(theirs, forged);
  const db = new Database(forged);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  expect(await refusal(mine, forged)).toMatchObject({
    code: 'WORKBOOK_DAMAGED',
    message: expect.stringContaining('theirs.demarc'),
  });
});

/** Alters rows as another program would. */
function alter(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

const ALTERED = "UPDATE assignment SET note = 'Nobody said this' WHERE responsibility = 'restore-testing'";
const refusedBy = (name: string) => ({
  code: 'WORKBOOK_DAMAGED',
  message: expect.stringMatching(
    new RegExp(
      `^${name} does not hold what its change log says, so nothing was merged\\. orders-db/restore-testing: note is "Nobody said this", the log says .*"demarc repair ${name} --out NEW"`,
    ),
  ),
});

test('what was changed past the change log of a copy is refused by duty and field, with the way out', async () => {
  const { mine, theirs } = await closedPair();
  alter(theirs, ALTERED);
  expect(await refusal(mine, theirs)).toMatchObject(refusedBy('theirs.demarc'));
});

test('so it is after an earlier merge, with a named base and in the base itself, and where the schema knew no state', async () => {
  const { ann, ben, base, folder } = await twoCopies(shop);
  await ann.call('assignments.acceptSuggestions', { subject: 'orders-db' });
  await ben.call('assignments.acceptSuggestions', { subject: 'orders-db' });
  await ben.close();
  await ann.merge(ben.path, {}, { otherwise: 'mine' });
  await ann.close();
  const file = (name: string) => join(folder, `${name}.demarc`);
  copyFileSync(ann.path, file('altered'));
  alter(file('altered'), ALTERED);
  downgrade(ben.path, file('older'));
  alter(file('older'), ALTERED);
  expect(await refusal(ben.path, file('altered'))).toMatchObject(refusedBy('theirs.demarc'));
  expect(await refusal(ben.path, file('altered'), base)).toMatchObject(refusedBy('theirs.demarc'));
  expect(await refusal(ben.path, ann.path, file('altered'))).toMatchObject(refusedBy('base.demarc'));
  expect(await refusal(ben.path, ann.path, base)).toBeNull();
  expect(await refusal(base, file('older'))).toMatchObject(refusedBy('theirs.demarc'));
});
