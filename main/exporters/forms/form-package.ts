import { posix } from 'node:path';
import type { ZipReader } from '../../platform/zip-reader.ts';
import { attributeOf, walkXml } from './xml-places.ts';

/** Where the parts of a workbook lie in its package, by the names of its sheets. */
export interface FormPackage {
  readonly workbook: string;
  readonly sheets: ReadonlyMap<string, string>;
  readonly styles: string | null;
  /** What the names that it defines for all its sheets stand for, by name in lower case. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether it counts days from 1904. */
  readonly from1904: boolean;
  text(part: string): Promise<string>;
}

/** What a part of a form may unpack to; the readers of its cells have stricter bounds and come first. */
const MAX_NAMES = 10_000;
const MAX_PART_BYTES = 96 * 1024 ** 2;

/** Finds the parts of a workbook. Throws a plain sentence part for what cannot be followed or is not in UTF-8. */
export async function openPackage(zip: ZipReader): Promise<FormPackage> {
  const names = new Map(zip.names.map((name) => [name.toLowerCase(), name]));
  const find = (target: string, from: string): string | null => {
    const path = target.startsWith('/') ? target : posix.join('/', posix.dirname(from), target);
    return names.get(path.slice(1).toLowerCase()) ?? null;
  };
  const text = (part: string) => readText(zip, part);
  const relationsOf = async (part: string) => {
    const list = find(posix.join('/', posix.dirname(part), '_rels', `${posix.basename(part)}.rels`), '');
    const relations: { readonly id: string; readonly type: string; readonly part: string | null }[] = [];
    if (list === null) return relations;
    walkXml(await text(list), {
      open({ name, attributes }) {
        if (name !== 'Relationship') return;
        const target = attributeOf(attributes, 'Target') ?? '';
        relations.push({
          id: attributeOf(attributes, 'Id') ?? '',
          type: (attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
          part: find(target, part),
        });
      },
      close() {},
    });
    return relations;
  };
  const root = await relationsOf('');
  const workbook = root.find(({ type }) => type === 'officeDocument')?.part ?? names.get('xl/workbook.xml');
  if (workbook === undefined || workbook === null) throw new Error('it has no workbook part');
  const relations = await relationsOf(workbook);
  const sheets = new Map<string, string>();
  let from1904 = false;
  const defined = new Map<string, string>();
  let naming: string | null = null;
  walkXml(await text(workbook), {
    open({ name, attributes }) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      if (name === 'definedName' && attributes.localSheetId === undefined && defined.size < MAX_NAMES)
        naming = (attributes.name ?? '').toLowerCase();
      if (name !== 'sheet') return;
      const id = attributeOf(attributes, 'id');
      const relation = relations.find((each) => each.id === id);
      if (relation?.type === 'worksheet' && relation.part !== null)
        sheets.set(attributes.name ?? '', relation.part);
    },
    text(piece) {
      if (naming !== null) defined.set(naming, `${defined.get(naming) ?? ''}${piece}`);
    },
    close(name) {
      if (name === 'definedName') naming = null;
    },
  });
  const styles = relations.find(({ type }) => type === 'styles')?.part ?? null;
  return { workbook, sheets, styles, names: defined, from1904, text };
}

async function readText(zip: ZipReader, part: string): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of zip.read(part)) {
    size += piece.length;
    if (size > MAX_PART_BYTES) throw new Error(`the part ${part} is too large`);
    pieces.push(Buffer.from(piece));
  }
  try {
    // What cannot be written back letter by letter must not be read: a mark of the byte order stays where it is.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
  } catch (error) {
    throw new Error(`the part ${part} is not in UTF-8`, { cause: error });
  }
}
