import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

/** A sentence or a part of one has words with spaces between them; SQL has its own words in capitals. */
const isProse = (text: string): boolean =>
  /[a-z] [a-z]/i.test(text) && !/\b(SELECT|FROM|SET|INTO|TABLE|WHERE)\b/.test(text);

/** What no reader should meet: a word of ours for a duty, and a plural that leaves the counting to the reader. */
const ODD = /\bassignments?\b|\w\((s|es|ies)\)/i;

/** The texts of a source file that somebody could read, each with its line. */
function proseOf(file: string): readonly { readonly line: number; readonly text: string }[] {
  const source = readFileSync(join(PROJECT, file), 'utf8');
  const found: { line: number; text: string }[] = [];
  const take = (text: string, start: number) => {
    if (isProse(text)) found.push({ line: source.slice(0, start).split('\n').length, text });
  };
  const { program } = parseSync(file, source);
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string') take(node.value, node.start);
    },
    // The values between the pieces stand for one word each.
    TemplateLiteral: (node) => take(node.quasis.map(({ value }) => value.raw).join('x'), node.start),
    JSXText: (node) => take(node.value, node.start),
  }).visit(program);
  return found;
}

it('every sentence says duty, never assignment, and counts for its reader', () => {
  const files = globSync('{main,renderer,preload}/**/*.{ts,tsx}', { cwd: PROJECT });
  expect(files.length).toBeGreaterThan(500);
  const all = files.flatMap((file) => proseOf(file).map((each) => ({ file, ...each })));
  expect(all.length).toBeGreaterThan(3000);
  expect(all.filter(({ text }) => ODD.test(text))).toEqual([]);
});
