import { numeral } from '../../domain/words/counted.ts';
import type { Attributes } from '../sheets/xml.ts';
import { readXml } from '../sheets/xml.ts';
import { MAX_ELEMENTS } from './limits.ts';
import { closing, isMarkup, opening } from './markup.ts';
import type { Loose } from './values.ts';
import { isAlwaysObject, listOf, textMemberOf } from './xml-names.ts';

interface Open {
  readonly name: string;
  readonly members: Map<string, unknown>;
  /** Its own text, with the marks of prose. */
  text: string;
}

/**
 * A document of OSCAL in XML as its JSON would be: an object with the root's name as its only member. Throws the part of a
 * sentence for what is not well-formed, too deep or too much; no document type is read and no entity expanded.
 */
export async function parseOscalXml(bytes: Uint8Array): Promise<Loose> {
  const open: Open[] = [{ name: '', members: new Map(), text: '' }];
  const marks: { readonly name: string; readonly attributes: Attributes }[] = [];
  let elements = 0;
  const handlers = {
    open(name: string, attributes: Attributes) {
      elements += 1 + Object.keys(attributes).length;
      if (elements > MAX_ELEMENTS)
        throw new Error(`it holds more than ${numeral(MAX_ELEMENTS)} elements and attributes`);
      const at = open.at(-1);
      // The root may be called anything; nothing in it that is called like a mark is anything else.
      if (at && open.length > 1 && isMarkup(name)) {
        at.text += opening(name, attributes, marks.at(-1)?.name);
        marks.push({ name, attributes });
        return;
      }
      const members = new Map<string, unknown>();
      for (const [key, value] of Object.entries(attributes))
        if (!key.startsWith('xmlns')) members.set(key, value);
      open.push({ name, members, text: '' });
    },
    text(text: string) {
      const at = open.at(-1);
      // A line may end anywhere within prose: only what stands as it was typed keeps its own.
      const isProse = marks.length > 0 && !marks.some(({ name }) => name === 'pre');
      if (at) at.text += isProse ? text.replace(/\s+/g, ' ') : text;
    },
    close(name: string) {
      const at = open.at(-1);
      if (marks.at(-1)?.name === name && at) {
        const mark = marks.pop();
        if (mark) at.text += closing(name, mark.attributes);
        return;
      }
      open.pop();
      const parent = open.at(-1);
      if (at && parent) put(parent, at.name, contentOf(at));
    },
  };
  for await (const _ of readXml(piecesOf(bytes), handlers));
  const [root] = open;
  return root ? objectOf(root.members) : {};
}

/** Pieces of a size at which a hostile document is noticed early. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}
const PIECE = 256 * 1024;

function put(parent: Open, name: string, value: unknown): void {
  const list = listOf(parent.name, name);
  const known = parent.members.get(list ?? name);
  if (list === undefined) parent.members.set(name, known ?? value);
  else if (Array.isArray(known)) known.push(value);
  else parent.members.set(list, [value]);
}

function contentOf({ name, members, text }: Open): unknown {
  const lines = text.split('\n').map((line) => line.trim());
  const said = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (members.size === 0 && !isAlwaysObject(name)) return said;
  if (said !== '') members.set(textMemberOf(name), said);
  return objectOf(members);
}
/** As `JSON.parse` would make it: a member of any name is a member of its own. */
function objectOf(members: ReadonlyMap<string, unknown>): Loose {
  return Object.fromEntries(members);
}
