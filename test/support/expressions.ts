import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { analyse } from 'scslre';
import { parseAst } from 'vite';
import { PROJECT } from './cli.ts';

export interface Expression {
  /** File and line. */
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}
interface Found {
  readonly literals: readonly Expression[];
  /** Files that build expressions while they run. */
  readonly built: readonly string[];
}

/** Every regular expression of the program's own sources in these folders, told by their syntax trees. */
export function expressionsOf(folders: readonly string[]): Found {
  const literals: Expression[] = [];
  const built = new Set<string>();
  for (const folder of folders)
    for (const entry of readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      const file = relative(PROJECT, path);
      const text = readFileSync(path, 'utf8');
      if (!canHoldAny(text)) continue;
      visit(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file), (node) => {
        const { regex, callee, start } = node as Partial<Nodes>;
        if (node.type === 'Literal' && regex)
          literals.push({
            at: `${file}:${text.slice(0, start).split('\n').length}`,
            source: regex.pattern,
            flags: regex.flags,
          });
        if ((node.type === 'NewExpression' || node.type === 'CallExpression') && callee?.name === 'RegExp')
          built.add(file);
      });
    }
  return { literals, built: [...built].sort() };
}

/**
 * Whether a source could hold an expression, which spares reading the trees of most: a slash begins one where no value, comment, import
 * or closing tag stands before it.
 */
const canHoldAny = (text: string): boolean =>
  /(?:^|[^\w.'"`)\]*/<])\/(?![/*])|\bRegExp\b/m.test(text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, ''));

interface Nodes {
  readonly regex: { readonly pattern: string; readonly flags: string };
  readonly callee: { readonly name?: string };
  readonly start: number;
}

function visit(node: unknown, seen: (node: { readonly type?: unknown }) => void): void {
  if (Array.isArray(node)) for (const each of node) visit(each, seen);
  else if (typeof node === 'object' && node !== null) {
    seen(node);
    for (const value of Object.values(node)) if (typeof value === 'object') visit(value, seen);
  }
}

/** Why an expression takes more than linear time on some text of so many letters; null when nothing of the kind was found. */
export function superlinear(
  expression: Expression,
  { length = ATTACK_LENGTH, often = 10 }: { readonly length?: number; readonly often?: number } = {},
): string | null {
  const [report] = analyse({ source: expression.source, flags: expression.flags }).reports;
  if (report) return `${report.type}, ${report.exponential ? 'exponential' : 'polynomial'}`;
  for (const text of attacksOn(expression, length)) {
    const time = (part: number, times: number, enough = 0) =>
      least(times, enough, () => drive(expression, text.slice(0, text.length * part)));
    // For twice the length it would take four times as long, or eight, and be quick still.
    if (time(1 / 2, 1) <= QUICK_MS / 8 || time(1, 3, QUICK_MS) <= QUICK_MS) continue;
    if (time(1, 3) <= GROWTH * time(1 / 2, 3)) continue;
    // A busy machine can make one measurement slow, but not the least of many in two comparisons.
    const [whole, half, quarter] = [time(1, often), time(1 / 2, often), time(1 / 4, often)];
    if (whole > GROWTH * half && whole > GROWTH ** 2 * quarter)
      return `${Math.round(whole)} ms of processor time, ${Math.round(half)} ms for half of ${JSON.stringify(text.slice(0, 40))}...`;
  }
  return null;
}

// A linear expression takes twice as long for a text of twice the length, a quadratic one four times, on any machine; processor time does not
// count what other programs use. What takes next to nothing for a text of this length is not quadratic.
const ATTACK_LENGTH = 20_000;
const QUICK_MS = 10;
const GROWTH = 2.9;

function drive({ source, flags }: Expression, text: string): number {
  // Sticky expressions are tried at one place only; everything else at every place of the text.
  const expression = new RegExp(source, flags.includes('y') ? flags : `${flags.replace('g', '')}g`);
  const before = process.cpuUsage();
  text.replace(expression, '');
  return process.cpuUsage(before).user / 1000;
}

/** The least of so many measurements; one that is quick is enough. */
function least(times: number, enough: number, measure: () => number): number {
  let best = measure();
  for (let more = times - 1; more > 0 && best > enough; more -= 1) best = Math.min(best, measure());
  return best;
}

/** Texts that repeat what the expression's beginnings and its loops match, so that it starts over as often as it can. */
export function attacksOn({ source, flags }: Expression, length = ATTACK_LENGTH): readonly string[] {
  const pieces = new Set<string>();
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const walk = (alternatives: readonly AST.Alternative[]): void => {
    for (const { elements } of alternatives) {
      let beginning = '';
      // Words that have to begin and end as words stand apart.
      let apart = '';
      for (const element of elements) {
        if (element.type === 'Quantifier') pieces.add(sample(element.element, flags));
        if (element.type === 'Assertion') apart += ' ';
        beginning += sample(element, flags);
        apart += sample(element, flags);
        pieces.add(beginning);
        pieces.add(apart);
        const inner = element.type === 'Quantifier' ? element.element : element;
        if ('alternatives' in inner) walk(inner.alternatives);
      }
    }
  };
  walk(pattern.alternatives);
  pieces.delete('');
  return [...pieces].map((piece) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
}

/** A short text that an element matches. */
function sample(element: AST.Element, flags: string): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return sampleOf(element.raw, flags);
    case 'Quantifier':
      return sample(element.element, flags).repeat(Math.max(1, Math.min(element.min, 20)));
    case 'Group':
    case 'CapturingGroup':
      return (element.alternatives[0]?.elements ?? []).map((each) => sample(each, flags)).join('');
    default:
      return '';
  }
}

const LETTERS = [
  'a',
  '0',
  ' ',
  'A',
  '-',
  '"',
  '_',
  '.',
  '\n',
  '/',
  ',',
  '=',
  '\u00e9',
  '\u4e00',
  '\u{1f600}',
  '<',
  '[',
];
function sampleOf(set: string, flags: string): string {
  const test = new RegExp(`^${set}$`, flags.replace(/[gy]/g, ''));
  return [...LETTERS, ...set].find((letter) => test.test(letter)) ?? '';
}
