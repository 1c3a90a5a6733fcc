import type { Block } from '../../domain/report/document.ts';
import type { MarkedText } from './pdf-marks.ts';
import { sameText } from './same-text.ts';

/** Texts by the column that they stand in, in reading order: rows that go on over pages mix the columns, never one of them. */
type ByColumn = string[][];

/** Compares marked texts of a PDF with the pieces that it was painted from. */
export class TextCheck {
  readonly #expected: ByColumn = [];
  readonly #found: ByColumn = [];

  constructor(blocks: readonly Block[]) {
    for (const block of blocks) {
      if (block.kind === 'table') {
        for (const row of block.rows)
          for (const [column, text] of row.entries()) if (text !== '') put(this.#expected, column, text);
      } else if (block.kind === 'facts')
        for (const [name, value] of block.facts) {
          put(this.#expected, 0, name);
          put(this.#expected, 1, value);
        }
      else put(this.#expected, 0, block.text);
    }
  }

  /** Takes a mark of `textMark`; false for any other. */
  take({ mark, text }: MarkedText): boolean {
    const match = /^DemarcText(\d{1,3})(More)?$/.exec(mark);
    if (!match) return false;
    const column = Number(match[1]);
    const texts = this.#found[column];
    if (match[2] !== undefined && texts !== undefined && texts.length > 0)
      texts[texts.length - 1] = `${texts.at(-1)} ${text}`;
    else put(this.#found, column, text);
    return true;
  }

  /** What is missing or differs, as sentences: the first of each column. */
  problems(): readonly string[] {
    const columns = Math.max(this.#expected.length, this.#found.length);
    return Array.from({ length: columns }, (_, column) => {
      const [expected, found] = [this.#expected[column] ?? [], this.#found[column] ?? []];
      const at = expected.findIndex((text, index) => !sameText(found[index] ?? '', text));
      if (at >= 0)
        return [
          `The file has "${(found[at] ?? '').slice(0, 60)}" where "${(expected[at] ?? '').slice(0, 60)}" should stand.`,
        ];
      return found.length > expected.length
        ? [`The file has "${(found[expected.length] ?? '').slice(0, 60)}" too many.`]
        : [];
    }).flat();
  }
}

function put(texts: ByColumn, column: number, text: string): void {
  const list = texts[column] ?? [];
  texts[column] = list;
  list.push(text);
}
