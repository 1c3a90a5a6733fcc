import type { PartyKind } from '../../contract/parties.ts';
import { kindsById, namesById } from '../../domain/duties/ownership.ts';
import type { Report } from '../../domain/report/report.ts';
import { capital } from '../../domain/words/capital.ts';
import type { Book } from './book.ts';
import { type Counting, countingOf } from './counting.ts';
import type { Sheet, SheetOptions } from './sheet.ts';
import { footer, makeStyles, type Styles } from './styles.ts';

/** What every sheet is painted from. */
export interface Paint {
  readonly report: Report;
  readonly book: Book;
  readonly styles: Styles;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly names: ReadonlyMap<string, string>;
  readonly counting: Counting;
  sheet(name: string, options: Omit<SheetOptions, 'footer'>): Sheet;
}

/** What the sheets of a report are painted from; its names for cells are defined in the book at once. */
export function startPaint(report: Report, book: Book): Paint {
  const styles = makeStyles(book);
  const counting = countingOf(report, book.rowOf(0));
  book.define(counting.names);
  const foot = footer(report.meta.title, report.meta.digest);
  return {
    report,
    book,
    styles,
    kinds: kindsById(report.parties),
    names: namesById(report.parties),
    counting,
    sheet: (name, options) => book.sheet(name, { sealed: !options.hidden, ...options, footer: foot }),
  };
}

/** `no-named-person` -> `No named person`. */
export function sentenceCase(id: string): string {
  const words = id.replaceAll('-', ' ');
  return capital(words);
}
