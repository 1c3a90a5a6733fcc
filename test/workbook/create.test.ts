import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keepTemporaryList } from '../../main/platform/temporaries.ts';
import { createWorkbookFile } from '../../main/workbook/create.ts';
import { temporaryFolder } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('../support/making-child.ts', import.meta.url));

test.each(['plain', 'example'])(
  'a new workbook (%s) whose program was killed while it made it leaves nothing after the next start',
  (what) => {
    const folder = temporaryFolder();
    const data = temporaryFolder();
    const { signal } = spawnSync(process.execPath, [CHILD, folder, data, what]);
    expect(signal).toBe('SIGKILL');
    const left = readdirSync(folder);
    expect(left.some((name) => name.endsWith('.tmp'))).toBe(true);
    expect(left).not.toContain('new.demarc');

    // Whatever a lock of that file had under way when it ended lies beside it.
    const unfinished = left.find((name) => name.endsWith('.tmp'));
    writeFileSync(join(folder, `${unfinished}.lock.${'a'.repeat(24)}`), '');
    keepTemporaryList(join(data, 'temporary')).close();
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('a name that somebody took while the workbook was made stays theirs, and nothing else is left', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'new.demarc');
  expect(() => createWorkbookFile(path, () => writeFileSync(path, 'theirs'))).toThrow(
    'new.demarc exists already and was left untouched. Choose another name.',
  );
  expect(readFileSync(path, 'utf8')).toBe('theirs');
  expect(readdirSync(folder)).toEqual(['new.demarc']);
});
