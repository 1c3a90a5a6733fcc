import type { FindingsFormat } from '../../contract/findings.ts';
import { counted } from '../../domain/words/counted.ts';
import { countedWords } from '../../domain/words/counted-words.ts';
import { isNo, isYes } from '../../domain/words/yes-no.ts';
import type { Row } from './csv-rows.ts';
import { isOfPeople } from './makers-columns.ts';
import { saysNone } from './sure-words.ts';
import type { Reading } from './words.ts';

/** More different words than that are texts, of which none stands for all. */
const MAX_WORDS = 8;
const MAX_LENGTH = 40;
const MAX_COLUMNS = 8;

class Said {
  rows = 0;
  private readonly words = new Map<string, number>();

  add(text: string): void {
    this.rows += 1;
    if (this.words.size <= MAX_WORDS) this.words.set(text, (this.words.get(text) ?? 0) + 1);
  }

  get text(): string {
    const isTexts =
      this.words.size > MAX_WORDS || [...this.words.keys()].some(({ length }) => length > MAX_LENGTH);
    return isTexts ? counted(this.rows, 'text') : countedWords(this.words, MAX_WORDS);
  }
}

/**
 * What people wrote beside the findings of a table in columns of their own. Only what says plainly that a failed one is false or accepted changes how it counts, as
 * suppressed; all else is told, with its words.
 */
export class PeoplesColumns {
  private readonly format: FindingsFormat;
  private readonly unread = new Map<string, Said>();
  private readonly none = new Map<string, Said>();

  constructor(format: FindingsFormat) {
    this.format = format;
  }

  /** What was read of a row, by what people say in it. */
  judge(row: Row, reading: Reading): Reading {
    let isNone = false;
    for (const [column, text] of row) {
      if (!isOfPeople(column, this.format)) continue;
      if (saysNone(column) && isNo(text)) continue;
      const isSaid = saysNone(text) || (saysNone(column) && isYes(text));
      const isFailed = 'finding' in reading && !('skipped' in reading) && reading.finding.result === 'fail';
      isNone ||= isSaid && isFailed;
      add(isSaid && isFailed ? this.none : this.unread, column, text);
    }
    return isNone ? suppressed(reading) : reading;
  }

  /** What is to be told of them. `where` names the table where a file has several. */
  notes(where: string): readonly string[] {
    const none = [...this.none].map(([column, said]) => `${column} (${said.text})`);
    const unread = [...this.unread].map(([column, said]) => `${column} (${said.text})`);
    const shown = unread.slice(0, MAX_COLUMNS);
    const more = unread.length - shown.length;
    return [
      ...(none.length > 0
        ? [
            `Failed findings${where} count as suppressed, since somebody says beside them that they are false or accepted: ${none.join(', ')}.`,
          ]
        : []),
      ...(unread.length > 0
        ? [
            `Columns${where} that are not known are not read, whatever they say of the findings: ${[...shown, ...(more > 0 ? [counted(more, 'more column')] : [])].join(', ')}.`,
          ]
        : []),
    ];
  }
}

function add(to: Map<string, Said>, column: string, text: string): void {
  const said = to.get(column) ?? new Said();
  // A stranger's table may have any number of columns.
  if (to.size >= 1000 && !to.has(column)) return;
  to.set(column, said);
  said.add(text);
}

/** A failed finding that somebody says is none to be mended. */
export const suppressed = (reading: Reading): Reading =>
  'finding' in reading && !('skipped' in reading) && reading.finding.result === 'fail'
    ? { ...reading, finding: { ...reading.finding, result: 'suppressed' } }
    : reading;
