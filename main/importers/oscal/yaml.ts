import { Lexer, parseDocument } from 'yaml';
import { MAX_NESTING, MAX_YAML_BYTES, MAX_YAML_TOKENS } from './limits.ts';

/**
 * A document of OSCAL in YAML as its JSON would be. Throws the part of a sentence for what is no YAML, too deep or too much. Days
 * and versions stay texts; no alias is followed, since no publisher of OSCAL writes one and each can make a document grow.
 */
export function parseOscalYaml(text: string): unknown {
  checkSize(text);
  const document = parseDocument(text, {
    // Comparing every key with every earlier one takes quadratic time.
    uniqueKeys: false,
    // Quoting the source for each warning takes as long on a large file of one line.
    prettyErrors: false,
    logLevel: 'error',
    // Every scalar is the text that stands there: a version 1.0 is no number.
    schema: 'failsafe',
  });
  const [error] = document.errors;
  if (error)
    throw new Error(`it is not YAML that can be read (${error.message.split('\n')[0]?.slice(0, 200)})`);
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error('it repeats parts of itself through aliases, which no publisher of OSCAL writes', {
      cause: error,
    });
  }
}

/** Counted on the tokens, which cost little: the tree built from them takes some hundred bytes for each. */
function checkSize(text: string): void {
  if (text.length > MAX_YAML_BYTES)
    throw new Error(
      `it has more than ${MAX_YAML_BYTES / 1024 / 1024} MB, which is too much for YAML; give the JSON form`,
    );
  let tokens = 0;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_NESTING) throw new Error(`it is nested more than ${MAX_NESTING} deep`);
    if (tokens > MAX_YAML_TOKENS)
      throw new Error('it holds more than any catalogue does; give the JSON form');
  }
  if (deepestIndent(text) > MAX_NESTING * WIDEST_INDENT)
    throw new Error(`it is nested more than ${MAX_NESTING} deep`);
}
/** Blanks by which people set a block under another. */
const WIDEST_INDENT = 8;
/** Blanks and hyphens before the first other sign of any line. */
function deepestIndent(text: string): number {
  let deepest = 0;
  let at = 0;
  while (at < text.length) {
    let first = at;
    while (text[first] === ' ' || text[first] === '-') first += 1;
    deepest = Math.max(deepest, first - at);
    const end = text.indexOf('\n', first);
    at = end < 0 ? text.length : end + 1;
  }
  return deepest;
}
