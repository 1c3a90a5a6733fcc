import {
  type Alias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
} from 'yaml';
import { invalidInput } from '../../contract/errors.ts';
import { clip } from './found.ts';
import { MAX_YAML_ALIASES, MAX_YAML_BYTES } from './limits.ts';

/**
 * A YAML template as the JSON form would give it: short intrinsics become their long form (`!Sub x` -> `{"Fn::Sub": x}`),
 * and any other tag becomes an object with the tag as its key, so that a tagged value is never mistaken for plain text.
 */
export function parseTemplateYaml(file: string, text: string): unknown {
  if (text.length > MAX_YAML_BYTES)
    throw invalidInput(
      `${file} is larger than ${MAX_YAML_BYTES / 1024 / 1024} MB of YAML; CloudFormation itself takes 1 MB. Split it, or give it as JSON.`,
    );
  // Comparing every key with every earlier one takes quadratic time, and CloudFormation reports duplicates itself.
  const document = parseDocument(text, { uniqueKeys: false, merge: true, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    const place = error.linePos?.[0];
    const where = place ? `line ${place.line}, column ${place.col}` : 'an unknown place';
    throw invalidInput(
      `${file} is not a template that can be read: ${clip(error.message.split('\n')[0] ?? error.code, 200)} (${where}). Correct it, or give the JSON form.`,
    );
  }
  visit(document, {
    Node: (_key, node) => (isTagged(node) ? unwrapTag(node) : undefined),
  });
  try {
    return document.toJS({ maxAliasCount: MAX_YAML_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError)
      throw invalidInput(`${file} repeats parts of itself through too many aliases. Give it without them.`);
    throw error;
  }
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
