import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { analyse } from 'scslre';
import { parseAst } from 'vite';
import { PROJECT } from './cli.ts';
import { CountedSearch, TooManySteps } from './counted-search.ts';

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

/** Why an expression takes more than linear time on some text; null when nothing of the kind was found. */
export function superlinear({ source, flags }: Expression): string | null {
  const [report] = analyse({ source, flags }).reports;
  if (report) return `${report.type}, ${report.exponential ? 'exponential' : 'polynomial'}`;
  const search = new CountedSearch(source, flags, MOST_STEPS);
  for (const attack of attacksOn(source, flags)) {
    const told = JSON.stringify(textOf(attack, 3)).slice(0, 100);
    try {
      if (growsFasterThanItsText(search, attack)) return `its steps grow faster than ${told}`;
    } catch (error) {
      if (!(error instanceof TooManySteps)) throw error;
      return `more than ${MOST_STEPS} steps for repetitions of ${told}`;
    }
  }
  return null;
}

/**
 * For a text that is longer by one piece, a linear search takes as many steps more as for the piece before: what the second third of a
 * text adds, the last third adds as well. Where a loop has a bound, that holds from a text on that is longer than the bound.
 */
function growsFasterThanItsText(search: CountedSearch, attack: Attack): boolean {
  const steps = (times: number): number => search.through(textOf(attack, times)).steps;
  let before = 0;
  for (let third = Math.ceil(SHORTEST / attack.piece.length); ; third *= 2) {
    const more = steps(3 * third) - 2 * steps(2 * third) + steps(third);
    if (more <= 0) return false;
    if (third * attack.piece.length > LONGEST) return more > 2 * before;
    before = more;
  }
}
const SHORTEST = 40;
const LONGEST = 700;
const MOST_STEPS = 3_000_000;

interface Attack {
  readonly before: string;
  readonly piece: string;
  readonly behind: string;
}
const textOf = ({ before, piece, behind }: Attack, times: number): string =>
  before + piece.repeat(times) + behind;

/**
 * Texts that repeat what the beginnings and the loops of an expression match, so that it starts over as often as it can, and that end on
 * what a loop does not take, so that it finds nothing.
 */
function attacksOn(source: string, flags: string): readonly Attack[] {
  const pieces = new Map<string, { readonly before: string; readonly piece: string }>();
  const ends = new Set(['', '\n', '\u0001']);
  const add = (before: string, piece: string): void => {
    if (piece !== '') pieces.set(JSON.stringify([before, piece]), { before, piece });
  };
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const walk = (alternatives: readonly AST.Alternative[], before: string): void => {
    // Where nothing is repeated, no text costs more than its length times what the expression is long.
    for (const { elements } of alternatives.filter(repeats)) {
      let beginning = before;
      // Words that have to begin and end as words stand apart.
      let apart = '';
      for (const element of elements) {
        const inner = element.type === 'Quantifier' ? element.element : element;
        if ('alternatives' in inner) walk(inner.alternatives, beginning);
        if (element.type === 'Quantifier') {
          add('', sample(inner, flags));
          add(beginning, sample(inner, flags));
          ends.add(otherThan(inner, flags));
        }
        if (element.type === 'Assertion') apart += ' ';
        beginning += sample(element, flags);
        apart += sample(element, flags);
        add('', beginning);
        add('', apart);
      }
    }
  };
  walk(pattern.alternatives, '');
  return [...pieces.values()].flatMap((each) => [...ends].map((behind) => ({ ...each, behind })));
}

/** Whether anything in it may be taken more often than a few times. */
function repeats(node: AST.Alternative | AST.Element): boolean {
  if (node.type === 'Quantifier') return node.max > FEW || repeats(node.element);
  if (node.type === 'Alternative') return node.elements.some(repeats);
  return 'alternatives' in node && (node.alternatives as readonly AST.Alternative[]).some(repeats);
}
const FEW = 12;

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
function otherThan({ raw }: AST.Element, flags: string): string {
  const test = new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, ''));
  return LETTERS.find((letter) => !test.test(letter)) ?? '';
}
