import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/cli.ts';

test('the package opens .demarc files and holds all that it reads at run time', () => {
  const { build, main } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    main: string;
    build: { files: string[]; fileAssociations: { ext: string; role: string }[]; asar: boolean };
  };
  expect(build.fileAssociations).toEqual([expect.objectContaining({ ext: 'demarc', role: 'Editor' })]);
  // The fuses let code be loaded from the archive only.
  expect(build.asar).toBe(true);
  const folders = build.files.map((pattern) => pattern.replace('/**', ''));
  expect(folders).toContain(main.split('/')[0]);
  for (const name of ['main/catalogue/data', 'package.json', 'LICENSE']) {
    expect(folders).toContain(name);
    expect(existsSync(join(PROJECT, name))).toBe(true);
  }
});
