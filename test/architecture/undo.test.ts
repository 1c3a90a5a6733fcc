import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

const RENDERER = join(PROJECT, 'renderer');

it('what offers to undo something names it: only the history takes back whatever came last', () => {
  const undoing = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(RENDERER, name), 'utf8') }))
    .filter(({ text }) => text.includes("'workbook.undo'"));
  const unnamed = undoing.filter(({ text }) => !/\b(undo\.)?run\(\{ change/.test(text));
  expect(undoing.length).toBeGreaterThan(1);
  expect(unnamed.map(({ name }) => name)).toEqual(['app/shell/history.tsx']);
});
