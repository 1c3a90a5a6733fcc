import {
  type Alias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
} from 'yaml';
import { invalidInput } from '../../../contract/errors.ts';
import { MAX_DEPTH } from '../../text/json.ts';
import { clip } from '../found.ts';
import { MAX_YAML_ALIASES, MAX_YAML_BYTES, MAX_YAML_TOKENS } from '../limits.ts';

/**
 * A YAML template as the JSON form would give it: short intrinsics become their long form (`!Sub x` -> `{"Fn::Sub": x}`),
 * and any other tag becomes an object with the tag as its key, so that a tagged value is never mistaken for plain text.
 */
export function parseTemplateYaml(file: string, text: string): unknown {
  checkYamlSize(file, text);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    // Comparing every key with every earlier one takes quadratic time, and CloudFormation reports duplicates itself.
    uniqueKeys: false,
    // Pretty errors quote the source once per warning, which takes as long on a large file of one line.
    prettyErrors: false,
    merge: true,
    logLevel: 'error',
    lineCounter: lines,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const reason = /call stack/.test(error.message) ? 'it is nested too deep' : error.message.split('\n')[0];
    throw invalidInput(
      `${file} is not a template that can be read: ${clip(reason ?? error.code, 200)} (line ${line}, column ${col}). Correct it, or give the JSON form.`,
    );
  }
  visit(document, {
    Node: (_key, node) => (isTagged(node) ? unwrapTag(node) : undefined),
  });
  try {
    return document.toJS({ maxAliasCount: MAX_YAML_ALIASES });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw invalidInput(
      /alias count/i.test(reason)
        ? `${file} repeats parts of itself through too many aliases. Give it without them.`
        : `${file} is not a template that can be read: ${clip(reason, 200)}. Correct it, or give the JSON form.`,
    );
  }
}

/** Counted on the tokens, which cost little: the tree built from them takes about a kilobyte for each. */
function checkYamlSize(file: string, text: string): void {
  let tokens = 0;
  let depth = 0;
  if (text.length <= MAX_YAML_BYTES)
    for (const token of new Lexer().lex(text)) {
      tokens += 1;
      if (token === '[' || token === '{') depth += 1;
      else if (token === ']' || token === '}') depth -= 1;
      if (depth > MAX_DEPTH)
        throw invalidInput(`${file} is nested more than ${MAX_DEPTH} levels deep, which no template is.`);
      if (tokens > MAX_YAML_TOKENS) break;
    }
  if (text.length > MAX_YAML_BYTES || tokens > MAX_YAML_TOKENS)
    throw invalidInput(
      `${file} is larger than a YAML template can be: CloudFormation takes 1 MB. Split it, or give it as JSON.`,
    );
}

type Tagged = Exclude<Node, Alias> & { tag: string };

const isTagged = (node: Node): node is Tagged =>
  (isScalar(node) || isMap(node) || isSeq(node)) && node.tag?.startsWith('!') === true;

function unwrapTag(node: Tagged): Node {
  const name = node.tag.slice(1);
  const key = name === 'Ref' || name === 'Condition' || name.includes('::') ? name : `Fn::${name}`;
  const map = new YAMLMap();
  if (node.anchor) {
    map.anchor = node.anchor;
    delete node.anchor;
  }
  const plain: { tag?: string | undefined } = node;
  plain.tag = undefined;
  map.items.push(new Pair(new Scalar(key), node));
  return map;
}
