import { userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { createSettingsStore } from '../../main/platform/settings-store.ts';
import { connect } from '../../main/workbook/connection.ts';
import { runHere as demarc } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'data'));
  return () => vi.unstubAllEnvs();
});

/** Who made each change of a workbook, oldest first. */
function actors(path: string): (string | null)[] {
  const db = connect(path, { readonly: true });
  try {
    return db.all<{ who: string | null }>('SELECT who FROM change ORDER BY rev').map(({ who }) => who);
  } finally {
    db.close();
  }
}

test('a command records who acts: --as, else the identity kept, else the account, never the name typed in the app', async () => {
  createSettingsStore(join(folder, 'data'), createMemoryLogger()).write({
    assessor: 'Hannah Head',
    theme: 'system',
    density: 'comfortable',
    dates: 'system',
  });
  const path = join(folder, 'acme.demarc');
  const account = userInfo().username;
  const practice = (status: string, ...more: string[]) =>
    demarc(
      'answer',
      path,
      'workbook/training-awareness',
      '--owner',
      'organisation',
      '--status',
      status,
      ...more,
    );
  expect(await demarc('new', path)).toMatchObject({ status: 0 });
  expect(await practice('in-progress', '--as', '  Ann Lee ')).toMatchObject({ status: 0, err: '' });
  expect((await demarc('identity')).out).toContain(`as made by ${account} (the account of this machine`);
  expect((await demarc('identity', 'Bob Ray')).out).toContain('as made by Bob Ray (kept');
  expect(await practice('implemented')).toMatchObject({ status: 0 });
  expect(JSON.parse((await demarc('identity', '--clear', '--json')).out)).toEqual({
    schema: 'demarc/identity',
    version: 1,
    name: account,
    from: 'account',
  });
  expect(await practice('not-started')).toMatchObject({ status: 0 });
  expect(actors(path)).toEqual([account, 'Ann Lee', 'Bob Ray', account]);
});

test('a name that is none is refused, and nothing is recorded', async () => {
  const path = join(folder, 'acme.demarc');
  for (const name of ['', '   ', 'x'.repeat(201), 'Ann\nLee', 'Ann \u202eLee']) {
    const refused = await demarc('new', path, '--as', name);
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.err).toContain('--as takes the name of a person');
  }
  expect((await demarc('identity', 'Ann', '--clear')).err).toContain('not both');
});
