import type { EmbeddedFont, RawDocument } from './raw-document.ts';

type Font = EmbeddedFont['font'];
interface Known {
  readonly font: Font;
  /** As they stand in the file: a document that puts letters together of parts writes larger ones. */
  readonly most: Font['maxp'];
}
const known = new Map<string, Known>();

/**
 * Opens a font of `source` (a path, or its bytes) for a document, under its name. What was read of the file for an earlier document of this
 * process is read no more: the files never change, and to read their directory, their rules of kerning and the places of their outlines takes
 * longer than to write a short document. Everything that one document makes of a font (its glyphs and what they stand for) is its own.
 */
export function openFont(doc: RawDocument, name: string, source: () => string | Uint8Array): EmbeddedFont {
  const read = known.get(name);
  doc.registerFont(name, read ? anew(read) : source());
  doc.font(name);
  const { font } = doc._font;
  if (!read) known.set(name, { font, most: { ...font.maxp } });
  return doc._font;
}

/** A font of the same file as the one that was read, with its tables, as it was before anything was drawn in it. */
function anew({ font, most }: Known): Font {
  const fresh = Object.create(Object.getPrototypeOf(font)) as Font;
  // Each table is read when it is first looked for, whichever document that is for.
  for (const tag of Object.keys(font.directory.tables))
    if (tag in font)
      Object.defineProperty(fresh, tag, { get: () => font[tag as 'maxp'], configurable: true });
  Object.defineProperty(fresh, 'maxp', { value: { ...most } });
  const { type, stream, directory } = font;
  return Object.assign(fresh, {
    ...{ type, stream, directory, _tables: font._tables, _glyphs: {} },
    ...{ defaultLanguage: null, variationCoords: null },
  });
}
