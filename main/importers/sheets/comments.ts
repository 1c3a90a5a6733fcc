import { MAX_COMMENT_CHARACTERS, MAX_COMMENTS } from './limits.ts';
import type { Package } from './package.ts';
import { unescapeText } from './strings.ts';
import { attributeOf } from './xml.ts';

/** A comment (in Excel also called a note) beside a cell. */
export interface CellComment {
  /** Address of the cell. */
  readonly cell: string;
  readonly text: string;
}

/**
 * The comments of one sheet, of which Excel keeps a plain copy also where they are threads. ECMA-376 part 1, 18.7.
 * INVALID_INPUT when their part is damaged or holds more than anybody writes.
 */
export async function readComments(
  source: Package,
  sheetPart: string,
  signal?: AbortSignal,
): Promise<readonly CellComment[]> {
  const relation = (await source.relations(sheetPart)).find(({ type }) => type === 'comments');
  const part = relation && source.find(relation.target, sheetPart);
  if (part === undefined) return [];
  const comments: CellComment[] = [];
  let cell = '';
  let text = '';
  let inText = false;
  let total = 0;
  let seen = 0;
  await source.readAll(
    part,
    {
      open(name, attributes) {
        if (name === 't') inText = true;
        if (name !== 'comment') return;
        seen += 1;
        if (seen > MAX_COMMENTS) throw new Error(`it holds more than ${MAX_COMMENTS} comments`);
        cell = attributeOf(attributes, 'ref') ?? '';
        text = '';
      },
      text(piece) {
        if (!inText) return;
        text += piece;
        total += piece.length;
        if (total > MAX_COMMENT_CHARACTERS) throw new Error('its comments are longer than anybody writes');
      },
      close(name) {
        if (name === 't') inText = false;
        if (name === 'comment' && text.trim() !== '') comments.push({ cell, text: unescapeText(text) });
      },
    },
    signal,
  );
  return comments;
}
