import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecret } from '../../main/hosts/cli/secret.ts';
import { temporaryFolder } from '../support/core.ts';

const VARIABLE = 'DEMARC_NOT_SET_ANYWHERE';
const read = (path: string, patienceMs?: number) => readSecret(path, VARIABLE, 'password', patienceMs);

describe('a password file', () => {
  it('gives its first line; one that is empty or missing is refused', async () => {
    const folder = temporaryFolder();
    const [file, empty] = [join(folder, 'password'), join(folder, 'empty')];
    writeFileSync(file, 'correct horse\r\nstaple\n');
    writeFileSync(empty, '');
    expect(await read(file)).toBe('correct horse');
    await expect(read(empty)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/is empty/),
    });
    await expect(read(join(folder, 'none'))).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be read/),
    });
    await expect(read(folder)).rejects.toMatchObject({ message: expect.stringMatching(/cannot be read/) });
  });

  it.skipIf(process.platform === 'win32')(
    'that is a pipe is waited for while the program goes on',
    async () => {
      const pipe = join(temporaryFolder(), 'pipe');
      execFileSync('mkfifo', [pipe]);
      // A write into a pipe that is being read comes back at once; it only runs because the waiting gives way.
      const late = setTimeout(() => appendFileSync(pipe, 'from a pipe\n'), 30);
      expect(await read(pipe)).toBe('from a pipe');
      clearTimeout(late);
      await expect(read(pipe, 0)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringMatching(/^Nothing came out of .*pipe for 0 seconds/),
      });
    },
  );
});
