import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

const MAX_LINES_OF_A_FUNCTION = 100;
const MAX_LINES_OF_A_TEST = 400;

const sourcesIn = (folder: string): readonly { readonly name: string; readonly text: string }[] =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      name: `${folder}/${name.replaceAll('\\', '/')}`,
      text: readFileSync(join(PROJECT, folder, name), 'utf8'),
    }));
const linesOf = (text: string): number => text.trimEnd().split('\n').length;

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
/** Every function of a program with its length in lines: methods and arrows as well as those that are declared. */
function functionsIn(
  text: string,
  name: string,
): readonly { readonly line: number; readonly lines: number }[] {
  const found: { line: number; lines: number }[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) look(each);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, body, start, end } = node as Record<string, unknown>;
    if (FUNCTIONS.includes(String(type)) && body && typeof start === 'number' && typeof end === 'number')
      found.push({ line: linesOf(`${text.slice(0, start)}.`), lines: linesOf(text.slice(start, end)) });
    for (const part of Object.values(node)) look(part);
  };
  const { program, errors } = parseSync(name, text);
  expect(errors, name).toEqual([]);
  look(program.body);
  return found;
}

it('counts the lines of every kind of function, wherever it stands', () => {
  const text =
    'class A {\n  b() {\n    return [1].map((n) => {\n      return n;\n    });\n  }\n}\nconst c = () =>\n  1;\n';
  expect(functionsIn(text, 'a.ts').map(({ line, lines }) => [line, lines])).toEqual([
    [2, 5],
    [3, 3],
    [8, 2],
  ]);
});

it(`no function has over ${MAX_LINES_OF_A_FUNCTION} lines`, () => {
  const sources = ['main', 'renderer', 'preload'].flatMap(sourcesIn);
  // A file that is no longer than that has no function that is.
  const long = sources
    .filter(({ text }) => linesOf(text) > MAX_LINES_OF_A_FUNCTION)
    .flatMap(({ name, text }) =>
      functionsIn(text, name)
        .filter(({ lines }) => lines > MAX_LINES_OF_A_FUNCTION)
        .map(({ line, lines }) => `${name}:${line} has ${lines} lines`),
    );
  expect(long).toEqual([]);
});

it(`no file of the tests has over ${MAX_LINES_OF_A_TEST} lines`, () => {
  const long = sourcesIn('test')
    .filter(({ text }) => linesOf(text) > MAX_LINES_OF_A_TEST)
    .map(({ name }) => name);
  expect(long).toEqual([]);
});
