import { createHash } from 'node:crypto';
import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { ZodError } from 'zod';
import { type HouseRulesProblem, HOUSE_RULES_LIMITS as LIMITS } from '../../contract/house-rules.ts';
import { numeral } from '../../domain/words/counted.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import { type HouseRules, houseRulesJsonSchema, houseRulesSchema } from './schema.ts';

/** A place in the file, as keys and positions from its beginning. */
export type Path = readonly (string | number)[];
/** Where a thing stands, counted from 1. */
type Locate = (path: Path) => Pick<HouseRulesProblem, 'line' | 'column'>;
/** House rules as they are written, or why they are none; `locate` finds the line of a part. */
export type ReadHouseRules =
  | { readonly rules: HouseRules; readonly locate: Locate; readonly problems: readonly [] }
  | { readonly rules: null; readonly problems: readonly HouseRulesProblem[] };

/** SHA-256 under which a text of house rules is known. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Reads the text of house rules: plain YAML within the limits, of the format's shape. Nothing is run, followed or fetched, and
 * aliases may repeat little. What the rules say of each other and of the catalogue is not looked at here.
 */
export function readHouseRules(text: string): ReadHouseRules {
  const size = sizeProblem(text);
  if (size !== null) return { rules: null, problems: [size] };
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = documentOf(text, lines);
  const refuse = (offset: number, words: string): ReadHouseRules => ({
    rules: null,
    problems: [{ ...at(offset), text: words }],
  });
  if (document === null) return refuse(0, deep);
  // What is only warned of, such as a tag that nobody knows, would be read as something else than what was written.
  const [error] = [...document.errors, ...document.warnings];
  if (error)
    return refuse(
      error.pos[0],
      `This is not YAML that can be read: ${clip(error.message.split('\n')[0] ?? error.code)}. Correct it; a text with a colon or a hash in it belongs in quotation marks.`,
    );
  const odd = oddNode(document);
  if (odd !== null) return refuse(odd.offset, odd.words);
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: LIMITS.aliases });
  } catch (failure) {
    if (!(failure instanceof Error) || failure instanceof RangeError) throw failure;
    return refuse(
      0,
      /alias/i.test(failure.message)
        ? 'The file repeats parts of itself through too many aliases. Write them out.'
        : `This is not YAML that can be read: ${clip(failure.message)}. Correct it.`,
    );
  }
  const edition = isMap(document.contents) ? document.contents.get('edition', true) : null;
  // As a number, 1.10 would be 1.1.
  if (isScalar(edition) && typeof edition.value === 'number' && edition.source !== undefined)
    plain = { ...(plain as object), edition: edition.source };
  const locate: Locate = (path) => at(offsetOf(document, path));
  const parsed = houseRulesSchema.safeParse(plain);
  if (parsed.success) return { rules: parsed.data, locate, problems: [] };
  return { rules: null, problems: shapeProblems(parsed.error, plain, locate) };
}

/** Null for a text that is nested beyond what can be parsed. */
function documentOf(text: string, lineCounter: LineCounter): Document | null {
  try {
    // Every key would be compared with every earlier one: they are looked through once below.
    // Silent, it would also say nothing of a second document, which is not read.
    return parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error', lineCounter });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Counted on the tokens, which cost little, before a tree is built from them. */
function sizeProblem(text: string): HouseRulesProblem | null {
  const refusal = (line: number, words: string) => ({ line, column: 1, text: words });
  if (text.length > LIMITS.text)
    return refusal(
      1,
      `The file has ${numeral(text.length)} characters; house rules may have ${numeral(LIMITS.text)}. Leave out what is not needed.`,
    );
  let tokens = 0;
  let brackets = 0;
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token.includes('\n')) line += token.split('\n').length - 1;
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets -= 1;
    if (brackets > LIMITS.depth) return refusal(line, deep);
    if (tokens > LIMITS.tokens)
      return refusal(
        line,
        'The file has more parts than house rules can have. Leave out what is not needed.',
      );
  }
  // In blocks a level is an indentation, and a list of lists may be written on one line.
  const lines = text.split('\n');
  const at = lines.findIndex((each) => /^[\s-]{60}\s*\S/.test(each) || /^(\s*[-?:]\s){12}/.test(each));
  return at < 0 ? null : refusal(at + 1, deep);
}
const deep = `The file is nested more than ${LIMITS.depth} levels deep, which no house rules are. Check the indentation.`;

type Document = ReturnType<typeof parseDocument>;

/** A key that stands twice, a tag, or a nesting that the format does not have. */
function oddNode(document: Document): { readonly offset: number; readonly words: string } | null {
  let found: { readonly offset: number; readonly words: string } | null = null;
  const say = (node: { readonly range?: Node['range'] }, words: string) => {
    found ??= { offset: node.range?.[0] ?? 0, words };
    return visit.BREAK;
  };
  visit(document, {
    Node: (_key, node, path) => {
      if (path.length > LIMITS.depth * 2) return say(node, deep);
      if (!isAlias(node) && node.tag?.startsWith('!'))
        return say(node, `The tag ${clip(node.tag)} means nothing here. Write the value without it.`);
      if (!isMap(node)) return undefined;
      const seen = new Set<string>();
      for (const { key } of node.items) {
        if (!isScalar(key)) return say(node, 'A name on the left of a colon is one plain word here.');
        // `1` and `"1"` become the same name.
        const name = String(key.value ?? '');
        if (seen.has(name))
          return say(key, `"${clip(name)}" stands twice. Keep one of the two, or join them.`);
        if (name === '__proto__') return say(key, `"${name}" is no name here. Take it out.`);
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

/** The offset of the deepest part of a path that is there. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

/** `defaults, entry 3, owner`: a place as its writer knows it. */
export const placeWords = (path: Path): string =>
  path.map((step) => (typeof step === 'number' ? `entry ${step + 1}` : step)).join(', ') || 'the file';

type Issue = ZodError['issues'][number];

function shapeProblems(error: ZodError, plain: unknown, locate: Locate): readonly HouseRulesProblem[] {
  return error.issues.slice(0, LIMITS.problems).map((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') {
      const [key = ''] = issue.keys;
      const near = nearest(key, fieldNames());
      return {
        ...locate([...path, key]),
        text: `${placeWords(path)}: there is no field "${clip(key)}" here. ${near ? `Did you mean "${near}"?` : 'Take it out.'}`,
      };
    }
    return { ...locate(path), text: `${placeWords(path)}: ${issueWords(issue, valueAt(plain, path))}` };
  });
}

function valueAt(plain: unknown, path: Path): unknown {
  let value = plain;
  for (const step of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined;
  return value;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'fields with values',
  record: 'fields with values',
  number: 'a number',
};

const REMEDIES: Readonly<Record<string, string>> = {
  string: 'Put a text that looks like a number into quotation marks.',
  array: 'Write each entry on a line of its own after a hyphen, or all of them in brackets: [ec2, rds].',
  object: 'Write each field on a line of its own, further in.',
  record: 'Write each field on a line of its own, further in.',
};

function issueWords(issue: Issue, value: unknown): string {
  if (value === undefined) return 'it is missing. Add it.';
  if (value === null) return 'it is empty. Write a value, or take the line out.';
  const shown = typeof value === 'object' ? '' : ` "${clip(String(value))}"`;
  switch (issue.code) {
    case 'invalid_type':
      return `it must be ${KINDS[issue.expected] ?? issue.expected}, and${shown || ' something else'} stands here. ${REMEDIES[issue.expected] ?? 'Correct it.'}`;
    case 'invalid_value': {
      const known = issue.values.map(String);
      const near = nearest(String(value), known);
      return `${shown.trim() || 'this'} is not known. ${near ? `Did you mean "${near}"?` : `There are: ${known.join(', ')}.`}`;
    }
    case 'too_big':
      return `it is longer than ${issue.maximum}. Shorten it.`;
    case 'too_small':
      return 'it is empty. Write a value, or take the line out.';
    case 'invalid_key':
    case 'invalid_format':
      return `${shown.trim() || 'a name'} has letters that do not belong there. Write lower-case letters, digits and hyphens, such as platform-team.`;
    case 'invalid_union':
      return `${shown.trim() || 'this'} is neither one id nor a list of ids. Write lower-case letters, digits and hyphens, such as platform-team.`;
    default:
      return `${clip(issue.message)}. Correct it.`;
  }
}

const clip = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

let fields: readonly string[] | null = null;
/** Every field of the format; made when a file has one that is none. */
function fieldNames(): readonly string[] {
  if (fields !== null) return fields;
  const names = new Set<string>();
  const look = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties' && typeof value === 'object' && value !== null)
        for (const name of Object.keys(value)) names.add(name);
      look(value);
    }
  };
  look(houseRulesJsonSchema());
  fields = [...names];
  return fields;
}
