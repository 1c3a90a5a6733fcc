import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { VerifyReport } from '../../main/contract/workbook.ts';
import { listBackups } from '../../main/workbook/backups/list.ts';
import { readHeader } from '../../main/workbook/header.ts';
import { SCHEMA_VERSION } from '../../main/workbook/migrations/index.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { STORED_SCHEMAS, unpackStored } from '../support/stored-workbooks.ts';

/** What the program of the day recorded in each of them. */
async function expectAnswers({ call }: ReturnType<typeof callers>): Promise<void> {
  expect((await call('services.list', {})).map((entry) => entry.ref).sort()).toEqual(['orders', 's3']);
  expect((await call('people.list', {})).map((person) => person.name)).toEqual(['Rita Restore']);
  const { assignment } = await call('assignments.card', { ref: 'orders/restore-testing' });
  expect(assignment).toMatchObject({
    status: 'implemented',
    shares: [{ party: 'organisation', text: 'Restores the newest copy each month.' }],
  });
  const other = await call('assignments.card', { ref: 's3/backup-configuration' });
  expect(other.assignment?.notApplicable).toBe('Nothing here is kept for longer than a day.');
  expect((await call('evidence.list', {})).map((piece) => piece.title)).toEqual([
    'Said in the room',
    'Log of the restore',
  ]);
}

describe.each(STORED_SCHEMAS)('the stored workbook of schema %i', (schema) => {
  test('is read without a changed byte', async () => {
    const folder = temporaryFolder();
    const path = unpackStored(schema, join(folder, 'harbour.demarc'));
    const before = readFileSync(path);
    expect(readHeader(path)).toMatchObject({ userVersion: schema, unfinished: false });
    const { core } = startCore(folder);
    const { id } = await core.openPath(path, { readOnly: true });
    const calls = callers(core, id);
    await expectAnswers(calls);
    // Each export starts a thread, so the ends of the row stand for what lies between.
    if (schema === STORED_SCHEMAS[0] || schema === STORED_SCHEMAS.at(-1)) {
      const target = core.files.registerTarget(join(folder, 'out.csv')).handle;
      await calls.run('exports.run', { files: [{ format: 'csv', target }] });
      expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('Restores the newest copy each month.');
    }
    await core.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('is copied before it is brought up to date, and keeps all that it held', async () => {
    const folder = temporaryFolder();
    const path = unpackStored(schema, join(folder, 'harbour.demarc'));
    const before = readFileSync(path);
    const { core } = startCore(folder);
    const { id } = await core.openPath(path);
    const calls = callers(core, id);
    await expectAnswers(calls);
    expect((await calls.run('workbook.verify', {})) as VerifyReport).toMatchObject({
      ok: true,
      problems: [],
    });
    if (schema > 10) {
      expect(await calls.call('actions.list', {})).toMatchObject([
        { title: 'Write the restore down as a runbook', dueOn: '2026-12-01' },
      ]);
      expect(await calls.call('snapshots.list', {})).toMatchObject([{ name: 'After the first day' }]);
      expect(await calls.call('review.signOffs', {})).toMatchObject([{ name: 'Cleo Chief', role: 'CISO' }]);
      expect(await calls.call('workshop.meetings', {})).toMatchObject([{ title: 'Kick-off' }]);
    }
    await calls.call('evidence.addNote', { refs: ['s3/backup-configuration'], title: 'New', text: 'Today.' });
    await core.close();
    expect(readHeader(path)).toMatchObject({ userVersion: SCHEMA_VERSION, unfinished: false });
    const saved = listBackups(join(folder, 'data', 'backups'), path).find(
      (copy) => copy.kind === 'migration',
    );
    if (schema < SCHEMA_VERSION) expect(readFileSync(saved?.path ?? '').equals(before)).toBe(true);
  });
});
