import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { FONT_FILES } from '../../main/exporters/pdf/fonts.ts';
import { SCRIPT_FONT_FILES } from '../../main/exporters/pdf/scripts/font-files.ts';
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

test('the package holds the fonts of the PDF, each once, and no weight that nothing is printed in', () => {
  const { build } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    build: { files: string[] };
  };
  const left = build.files.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const files = globSync('node_modules/@expo-google-fonts/**/*.{ttf,png}', { cwd: PROJECT });
  const packed = files.filter((file) => !left.some((pattern) => matchesGlob(file, pattern)));
  const used = [...FONT_FILES, ...SCRIPT_FONT_FILES].map((file) => `node_modules/${file}`);
  expect(packed.sort()).toEqual(used.sort());
});
