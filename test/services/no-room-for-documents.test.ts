import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ONE_FRAMEWORK, openTestWorkbook } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('../support/limited-documents-child.ts', import.meta.url));

test.skipIf(process.platform === 'win32')(
  'where files may not grow, no document is written, each says so, and nothing is left behind',
  async () => {
    const { core, folder, path, call } = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
    await call('services.add', { services: [{ catalogueId: 's3', label: 'media' }] });
    await core.close();
    const out = join(folder, 'out');
    mkdirSync(out);
    // To a program, a limit of four kilobytes to a file is the same as a disk that is full.
    const limited = `trap '' XFSZ; ulimit -f 4; exec "$0" "$@"`;
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', limited, process.execPath, CHILD, path, join(folder, 'data'), out],
      // What Node compiled before is only read: it keeps quiet about what it cannot add to it.
      { encoding: 'utf8' },
    );
    if (stdout === '') throw new Error(stderr);
    const { said, unexpected } = JSON.parse(stdout) as {
      said: Record<string, { code: string; message: string }>;
      unexpected: string[];
    };
    expect(Object.keys(said)).toHaveLength(8);
    for (const [name, refusal] of Object.entries(said))
      expect([name, refusal]).toEqual([
        name,
        {
          code: 'DISK_FULL',
          message: expect.stringMatching(/cannot be written: there is no room left.*Make room/),
        },
      ]);
    expect(unexpected).toEqual([]);
    expect(readdirSync(out)).toEqual([]);
  },
);
