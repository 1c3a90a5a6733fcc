import { SaxesParser } from 'saxes';

export type Attributes = Readonly<Record<string, string>>;
/** An element while it goes by. Places are in UTF-16 units of the text. */
export interface Place {
  /** Without its prefix, and the prefix with its colon. */
  readonly name: string;
  readonly prefix: string;
  readonly attributes: Attributes;
  /** Where its start tag begins, and the place behind that. */
  readonly start: number;
  readonly inside: number;
  readonly empty: boolean;
}
export interface PlaceHandlers {
  open(place: Place): void;
  text?(text: string): void;
  /** Where its end tag begins, and the place behind it. Of an empty element both are the place behind its start tag. */
  close(name: string, start: number, end: number): void;
}

const MAX_DEPTH = 64;

/**
 * Walks through an XML text and tells of each element where it stands. Throws a plain sentence part for what is not well-formed,
 * nests too deep or declares a document type.
 */
export function walkXml(xml: string, handlers: PlaceHandlers): void {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let empty = false;
  parser.on('error', (error) => {
    throw new Error(`it is not well-formed XML (${error.message.split('\n', 1)[0] ?? ''})`);
  });
  parser.on('doctype', () => {
    throw new Error('it declares a document type, which no spreadsheet needs');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new Error(`it nests deeper than ${MAX_DEPTH} levels`);
    empty = tag.isSelfClosing;
    const colon = tag.name.indexOf(':');
    handlers.open({
      name: tag.name.slice(colon + 1),
      prefix: tag.name.slice(0, colon + 1),
      attributes: tag.attributes as Attributes,
      // No tag holds a bare "<", not even in a value.
      start: xml.lastIndexOf('<', parser.position - 1),
      inside: parser.position,
      empty,
    });
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    const end = parser.position;
    handlers.close(
      tag.name.slice(tag.name.indexOf(':') + 1),
      empty ? end : xml.lastIndexOf('<', end - 1),
      end,
    );
    empty = false;
  });
  if (handlers.text) {
    const text = handlers.text.bind(handlers);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.write(xml).close();
}

/** The attribute of that local name, whatever its prefix. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  const found = Object.keys(attributes).find((key) => key.slice(key.indexOf(':') + 1) === name);
  return found === undefined ? undefined : attributes[found];
}

/** A start tag of these attributes, in their order. */
export function startTag(name: string, attributes: Attributes, empty: boolean): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  return `<${name}${all.join('')}${empty ? '/>' : '>'}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const escapeAttribute = (value: string): string =>
  value.replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
