import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

const FOLDERS = ['contract', 'domain', 'workbook', 'importers', 'exporters'];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly declaration?: Node | null;
  readonly declarations?: readonly { readonly init?: Node | null }[];
  readonly body?: Node;
}

/**
 * The lines of exported functions without a comment directly above. An arrow of one expression that takes two lines at most needs none:
 * its name, its types and its expression say all.
 */
function undocumented(text: string, name: string): readonly number[] {
  const { program, comments, errors } = parseSync(name, text);
  expect(errors, name).toEqual([]);
  const docs = comments
    .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
    .map(({ end }) => end);
  return (program.body as unknown as readonly Node[]).flatMap(({ type, start, end, declaration }) => {
    if (type !== 'ExportNamedDeclaration' || !declaration) return [];
    const told = docs.some((doc) => doc <= start && text.slice(doc, start).trim() === '');
    const says = isOneExpression(declaration) && text.slice(start, end).split('\n').length <= 2;
    return !isFunction(declaration) || told || says ? [] : [text.slice(0, start).split('\n').length];
  });
}

const initOf = ({ declarations }: Node): Node | null => declarations?.[0]?.init ?? null;
const isFunction = (node: Node): boolean =>
  node.type === 'FunctionDeclaration' ||
  ['ArrowFunctionExpression', 'FunctionExpression'].includes(initOf(node)?.type ?? '');
const isOneExpression = (node: Node): boolean => {
  const init = initOf(node);
  return init?.type === 'ArrowFunctionExpression' && init.body?.type !== 'BlockStatement';
};

it('tells functions by their comments, whatever their form, and lets arrows of two lines be', () => {
  const text = [
    '/** Told. */',
    'export function a() {}',
    'export async function* b() {}',
    '// No such comment.',
    'export const c = (n: number) => {',
    '  return n;',
    '};',
    'export const d = (n: number) => n + 1;',
    'export const e = (n: number) =>',
    '  n + 1;',
    'export const i = (n: number) =>',
    '  n +',
    '  1;',
    '/** Of something else. */',
    'const f = 1;',
    'export function g() { return f; }',
    'export const h = 2;',
  ].join('\n');
  expect(undocumented(text, 'a.ts')).toEqual([3, 5, 11, 16]);
});

it.each(FOLDERS)('every exported function of main/%s says in a comment what goes in and out', (folder) => {
  const found = readdirSync(join(PROJECT, 'main', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      undocumented(readFileSync(join(PROJECT, 'main', folder, name), 'utf8'), name).map(
        (line) => `main/${folder}/${name}:${line}`,
      ),
    );
  expect(found).toEqual([]);
});
