import { SaxesParser } from 'saxes';
import { decoderOf, encodingOf } from '../text/encoding.ts';
import { MAX_DEPTH } from './limits.ts';

export type Attributes = Readonly<Record<string, string>>;
/** What is told while a part is read; names come without their prefix, since producers choose those freely. */
export interface XmlHandlers {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
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
  let depth = 0;
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
    depth += 1;
    if (depth > MAX_DEPTH) throw new Error(`it nests deeper than ${MAX_DEPTH} levels`);
    handlers.open?.(localName(tag.name), tag.attributes as Attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    rootClosed = depth === 0;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text) {
    const text = handlers.text.bind(handlers);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decoder = new Utf();
  for await (const piece of bytes) {
    parser.write(decoder.decode(piece));
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
