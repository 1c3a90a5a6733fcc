import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/core.ts';

const WRITER = fileURLToPath(new URL('../../main/platform/atomic-write.ts', import.meta.url));

test.skipIf(process.platform === 'win32')(
  'a file for which there is no room stays as it was, and says so',
  () => {
    const folder = temporaryFolder();
    const path = join(folder, 'settings.json');
    writeFileSync(path, 'before');
    const script = `import(process.argv[1]).then(({ writeFileAtomically }) => {
    try { writeFileAtomically(process.argv[2], 'x'.repeat(20000)); } catch (error) { console.log(error.code + ': ' + error.message); }
  })`;
    // To a program, a limit of four kilobytes to a file is the same as a disk that is full.
    const { stdout } = spawnSync(
      'bash',
      ['-c', `trap '' XFSZ; ulimit -f 4; exec "$0" "$@"`, process.execPath, '-e', script, WRITER, path],
      { encoding: 'utf8', env: { ...process.env, NODE_COMPILE_CACHE: '' } },
    );
    expect(stdout).toMatch(
      /^DISK_FULL: There is no room left for .*settings\.json .* What was there before stays/,
    );
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['settings.json']);
  },
);
