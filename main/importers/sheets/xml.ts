import { SaxesParser } from 'saxes';
import { decoderOf, encodingOf } from '../text/encoding.ts';
import { MAX_DEPTH } from './limits.ts';

export type Attributes = Readonly<Record<string, string>>;
/** What is told while a part is read; names come without their prefix, since producers choose those freely. */
export interface XmlHandlers {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
  readonly plain?: PlainReader;
}
/** Reads what comes in one plain form by the thousand, instead of the parser and to the same effect. */
export interface PlainReader {
  /** How each such piece begins, and how many levels of elements it has. */
  readonly begins: string;
  readonly levels: number;
  /** Reads pieces, one behind the other, from a place on that lies between two tags in the element `within`; gives where it stopped. */
  read(xml: string, from: number, within: string): number;
}

/**
 * Reads XML piece by piece; yields after each piece, so that what the handlers collected can be handed on.
 * Throws a plain sentence part for what is not well-formed, nests too deep, or declares a document type: entities are never expanded.
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false });
  const within: string[] = [];
  /** Where the last tag ended, of all that was written to the parser. */
  let tagEnd = 0;
  let rootClosed = false;
  parser.on('error', (error) => {
    throw new Error(`it is not well-formed XML (${firstLine(error.message)})`);
  });
  parser.on('doctype', () => {
    throw new Error(
      'it declares a document type, which no file that is read here needs and which could make it grow without end',
    );
  });
  parser.on('opentag', (tag) => {
    const name = localName(tag.name);
    if (within.push(name) > MAX_DEPTH) throw new Error(`it nests deeper than ${MAX_DEPTH} levels`);
    tagEnd = parser.position;
    handlers.open?.(name, tag.attributes as Attributes);
  });
  parser.on('closetag', (tag) => {
    within.pop();
    tagEnd = parser.position;
    rootClosed = within.length === 0;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text) {
    const text = handlers.text.bind(handlers);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const { plain } = handlers;
  let written = 0;
  let isBetween = false;
  const writeBeside = (text: string, { begins, levels, read }: PlainReader) => {
    for (let at = 0; at < text.length; ) {
      if (isBetween && within.length + levels <= MAX_DEPTH) at = read(text, at, within.at(-1) ?? '');
      const end = text.indexOf(`>${begins}`, at) + 1 || text.length;
      if (at < end) parser.write(text.slice(at, end));
      written += end - at;
      at = end;
      // Not in a comment that ends there, nor in a text.
      isBetween = text[end - 1] === '>' && written === tagEnd;
    }
  };
  const decoder = new Utf();
  for await (const piece of bytes) {
    const text = decoder.decode(piece);
    if (plain) writeBeside(text, plain);
    else parser.write(text);
    yield;
  }
  parser.write(decoder.end()).close();
  if (!rootClosed) throw new Error('it ends in the middle');
  yield;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The attribute of that local name, whatever prefix it bears: `id` finds `r:id`. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  for (const key of Object.keys(attributes)) if (localName(key) === name) return attributes[key];
  return undefined;
}

/** UTF-8, or UTF-16 where a byte-order mark says so: the two that every XML reader must know. */
class Utf {
  #decoder: InstanceType<typeof TextDecoder> | undefined;

  decode(piece: Uint8Array): string {
    this.#decoder ??= decoderOf(encodingOf(piece));
    try {
      return this.#decoder.decode(piece, { stream: true });
    } catch (error) {
      throw new Error('its text is not in the encoding it should be in', { cause: error });
    }
  }

  end(): string {
    return this.#decoder?.decode() ?? '';
  }
}
