import type { FindingsFormat } from '../../contract/findings.ts';
import { counted } from '../../domain/words/counted.ts';
import { countedWords } from '../../domain/words/counted-words.ts';
import { isNo, isYes } from '../../domain/words/yes-no.ts';
import type { Row } from './csv-rows.ts';
import { isOfPeople } from './makers-columns.ts';
import { saysNone } from './sure-words.ts';
import { decidesNothing, lastYearOf, speaksAgainst } from './triage-words.ts';
import type { Reading } from './words.ts';

/** More different words than that are texts, of which none stands for all. */
const MAX_WORDS = 8;
const MAX_LENGTH = 40;
const MAX_COLUMNS = 8;
/** "False positive?" */
const asks = (text: string): boolean => text.trimEnd().endsWith('?');

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
 * suppressed, and only where it was decided, and nothing else in the row says otherwise; all else is told, with its words.
 */
export class PeoplesColumns {
  private readonly format: FindingsFormat;
  private readonly asOf: string | null;
  private readonly lastYear: number;
  /** By column: a table has few, and each of its rows asks for all of them. */
  private readonly ofPeople = new Map<string, boolean>();
  private readonly unread = new Map<string, Said>();
  private readonly none = new Map<string, Said>();
  private readonly contested = new Map<string, Said>();

  /** `columns`: all of the table, in lower case; `asOf`: the day (ISO) on which exceptions have to hold, that of each finding where it is null. */
  constructor(format: FindingsFormat, columns: readonly string[], asOf: string | null) {
    this.format = format;
    this.asOf = asOf;
    this.lastYear = lastYearOf(columns.filter((column) => this.isOfPeople(column)));
  }

  private isOfPeople(column: string): boolean {
    const known = this.ofPeople.get(column) ?? isOfPeople(column, this.format);
    this.ofPeople.set(column, known);
    return known;
  }

  /** What was read of a row, by what people say in it, and by whether the table itself says that what it holds is false or accepted. */
  judge(row: Row, reading: Reading, isOfNone = false): Reading {
    const time = 'finding' in reading ? (reading.finding?.observedAt ?? '') : '';
    const day = this.asOf ?? time.slice(0, 10);
    const hasFailed = isFailed(reading);
    const cells = [...row].filter(
      ([column, text]) => this.isOfPeople(column) && !(saysNone(column) && isNo(text)),
    );
    const said = cells.filter(
      ([column, text]) => hasFailed && ((saysNone(text) && !asks(text)) || (saysNone(column) && isYes(text))),
    );
    const decides = ([column]: readonly [string, string]) => !decidesNothing(column, this.lastYear);
    const isNone = isOfNone || said.some(decides);
    const against =
      hasFailed && (isNone || said.length > 0)
        ? cells.filter((cell) => decides(cell) && speaksAgainst(...cell, day))
        : [];
    const isContested = against.length > 0;
    for (const cell of cells) {
      const isJudged = against.includes(cell) || (said.includes(cell) && (!isNone || decides(cell)));
      const to = !isJudged ? this.unread : isNone && !isContested ? this.none : this.contested;
      add(to, ...cell);
    }
    return isNone && !isContested ? suppressed(reading) : reading;
  }

  /** What is to be told of them. `where` names the table where a file has several. */
  notes(where: string): readonly string[] {
    const none = [...this.none].map(([column, said]) => `${column} (${said.text})`);
    const contested = [...this.contested].map(([column, said]) => `${column} (${said.text})`);
    const unread = [...this.unread].map(([column, said]) => `${column} (${said.text})`);
    const shown = unread.slice(0, MAX_COLUMNS);
    const more = unread.length - shown.length;
    return [
      ...(none.length > 0
        ? [
            `Failed findings${where} count as suppressed, since somebody says beside them that they are false or accepted: ${none.join(', ')}.`,
          ]
        : []),
      ...(contested.length > 0
        ? [
            `Failed findings${where} stay failed though somebody says beside them that they are false or accepted, since that was only asked for, held before, is past its day, or is said otherwise as well: ${contested.join(', ')}.`,
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

/** Whether what was read is a failed finding. */
export const isFailed = (reading: Reading): boolean =>
  'finding' in reading && !('skipped' in reading) && reading.finding.result === 'fail';

/** A failed finding that somebody says is none to be mended. */
const suppressed = (reading: Reading): Reading =>
  'finding' in reading && !('skipped' in reading) && reading.finding.result === 'fail'
    ? { ...reading, finding: { ...reading.finding, result: 'suppressed' } }
    : reading;
