import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileHandles } from '../../main/platform/files.ts';
import { randomIds } from '../../main/platform/ids.ts';
import { readSmallFile } from '../../main/platform/small-file.ts';
import { temporaryFolder } from '../support/core.ts';

// Reading a named pipe that nobody writes to waits for ever, and a device may have no end.
function makePipe(folder: string): string {
  const path = join(folder, 'pipe');
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  return path;
}

describe.skipIf(process.platform === 'win32')('a named pipe, a device or a folder is no file to read', () => {
  it.each(['/dev/zero', '/dev/null', '/'])('%s', (path) => {
    expect(() => createFileHandles(randomIds).registerSource(path)).toThrow(/is not a file/);
    expect(() => readSmallFile(path, 1000)).toThrow(/is not a file/);
  });

  it('a pipe, whatever asks for it', () => {
    const folder = temporaryFolder();
    const pipe = makePipe(folder);
    expect(() => createFileHandles(randomIds).registerSource(pipe)).toThrow(/is not a file/);
    expect(() => readSmallFile(pipe, 1000)).toThrow(/is not a file/);
  });
});

it('a small file is read, and a large one refused', () => {
  const path = join(temporaryFolder(), 'a.json');
  writeFileSync(path, '{"a":"é"}');
  expect(readSmallFile(path, 1000)).toBe('{"a":"é"}');
  expect(() => readSmallFile(path, 5)).toThrow(/has more than 0 MB, which no such file needs/);
});
