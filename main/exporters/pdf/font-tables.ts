import type { EmbeddedFont } from './raw-document.ts';

/** By which letters are joined and kerned. What a document changes in a font stands in other tables. */
const TAGS = ['GDEF', 'GPOS', 'GSUB'] as const;
const known = new Map<string, ReadonlyMap<string, unknown>>();

/**
 * Has a font find what was read of its file for an earlier document of this process. The files never change, and to read their rules of
 * kerning takes longer than to write a short document.
 */
export function keepTables(name: string, { font }: EmbeddedFont): void {
  const read = known.get(name);
  if (read) for (const [tag, table] of read) font._tables[tag] = table;
  else known.set(name, new Map(TAGS.flatMap((tag) => (font[tag] ? [[tag, font[tag]]] : []))));
}
