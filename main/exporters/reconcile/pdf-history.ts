import type { HistoryLine, HistoryPart } from '../../contract/history.ts';
import { changesText, printedParts } from '../../domain/history/rows.ts';
import { MARKS } from '../pdf/marks.ts';
import type { MarkedText } from './pdf-marks.ts';
import { sameText } from './same-text.ts';

interface Expected {
  readonly line: HistoryLine;
  readonly part: HistoryPart;
}
function* expectedOf(lines: Iterable<HistoryLine>): Generator<Expected> {
  for (const line of lines) for (const part of printedParts(line)) yield { line, part };
}

/** Compares the annex of the history, as it is read back, with the change log itself. */
export class PdfHistory {
  readonly #expected: Iterator<Expected>;
  readonly #problem: (sentence: string) => void;
  #found: { readonly rev: string; text: string } | null = null;
  #lost = false;

  constructor(lines: Iterable<HistoryLine>, problem: (sentence: string) => void) {
    this.#expected = expectedOf(lines);
    this.#problem = problem;
  }

  /** True when the text belongs to the history. */
  take({ mark, text }: MarkedText): boolean {
    if (mark === MARKS.change) {
      this.#close();
      this.#found = { rev: text, text: '' };
      return true;
    }
    if (mark !== MARKS.changed && mark !== `${MARKS.changed}More`) return false;
    if (this.#found) this.#found.text += ` ${text}`;
    return true;
  }

  #close(): void {
    const found = this.#found;
    this.#found = null;
    if (!found || this.#lost) return;
    const next = this.#expected.next();
    if (next.done || String(next.value.line.rev) !== found.rev) {
      // Once it is out of step, every further row would differ.
      this.#lost = true;
      this.#problem(`Change ${found.rev} stands in the file, but not at this place of the change log.`);
    } else if (!sameText(found.text, changesText(next.value.part, next.value.line.why)))
      this.#problem(`What change ${found.rev} says differs in the file.`);
  }

  end(): void {
    this.#close();
    if (this.#lost) return;
    const next = this.#expected.next();
    if (!next.done) this.#problem(`Change ${next.value.line.rev} is missing from the file.`);
  }
}
