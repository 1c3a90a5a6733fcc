import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

/** A sentence or a part of one has words with spaces between them; SQL has its own words in capitals. */
const isProse = (text: string): boolean =>
  /[a-z] [a-z]/i.test(text) && !/\b(SELECT|FROM|SET|INTO|TABLE|WHERE)\b/.test(text);

/** What no reader should meet: a word of ours for a duty, and a plural that leaves the counting to the reader. */
const ODD = /\bassignments?\b|\w\((s|es|ies)\)/i;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
}
const isNode = (value: unknown): value is Node =>
  value instanceof Object && 'type' in value && 'start' in value;

/** What a piece of source says as a text. The values in the middle of a template stand for one word each. */
function textOf({ type, value, quasis }: Node): string {
  if (type === 'TemplateLiteral') return quasis?.map((piece) => piece.value.raw).join('x') ?? '';
  return (type === 'Literal' || type === 'JSXText') && typeof value === 'string' ? value : '';
}

/** The texts of a source file that somebody could read, each with its line. */
function proseOf(file: string, source: string): readonly { readonly line: number; readonly text: string }[] {
  const found: { line: number; text: string }[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    if (!isNode(value)) return;
    const text = textOf(value);
    if (isProse(text)) found.push({ line: source.slice(0, value.start).split('\n').length, text });
    for (const part of Object.values(value)) walk(part);
  };
  walk(parseSync(file, source).program);
  return found;
}

/** The odd sentences of a source file. Most files hold no such word at all, and need not be read. */
const oddIn = (file: string, source: string) =>
  ODD.test(source) ? proseOf(file, source).filter(({ text }) => ODD.test(text)) : [];

it('every sentence says duty, never assignment, and counts for its reader', () => {
  const files = globSync('{main,renderer,preload}/**/*.{ts,tsx}', { cwd: PROJECT });
  expect(files.length).toBeGreaterThan(500);
  expect(
    files.flatMap((file) =>
      oddIn(file, readFileSync(join(PROJECT, file), 'utf8')).map((odd) => ({ file, ...odd })),
    ),
  ).toEqual([]);
  const odd = [
    "const said = 'Changed the duty(ies) here';",
    'const also = <p>All assignments here</p>;',
    "load('assignments.card');",
  ].join('\n');
  expect(oddIn('odd.tsx', odd).map(({ line }) => line)).toEqual([1, 2]);
});
