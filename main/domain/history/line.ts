import type { HistoryChange, HistoryLine, HistoryPart } from '../../contract/history.ts';
import { HISTORY_KINDS } from '../../contract/ways.ts';
import { fromOf, precedentOf, wayOf } from './ways.ts';

interface Entry {
  readonly rev: number;
  readonly at: string;
  readonly who: string | null;
  readonly origin: string;
  readonly method: string;
  readonly summary: string;
}

/** What a list shows of each line: so many parts, so many changes of each, so much of a text. */
const SHOWN = { parts: 3, changes: 6, text: 300 } as const;

/** One entry as a line. `parts` are those that were asked for; in short, a line holds the first of them only. */
export function lineOf(entry: Entry, parts: readonly HistoryPart[], whole: boolean): HistoryLine {
  const way = wayOf(entry);
  const { rev, at, who } = entry;
  const kinds = new Set(parts.map(({ kind }) => kind));
  return {
    rev,
    at,
    who,
    way,
    from: fromOf(way, entry),
    kinds: HISTORY_KINDS.filter((kind) => kinds.has(kind)),
    what: whatOf(entry, parts),
    why: withPrecedent(whyOf(parts), precedentOf(entry)),
    duties: parts.filter(({ ref }) => ref !== null).length,
    all: parts.length,
    parts: whole ? parts : parts.slice(0, SHOWN.parts).map(inShort),
  };
}

const inShort = (part: HistoryPart): HistoryPart => ({
  ...part,
  changes: part.changes.slice(0, SHOWN.changes).map((change) => ({
    ...change,
    before: clipped(change.before),
    after: clipped(change.after),
  })),
});
const clipped = (text: string | null): string | null =>
  text !== null && text.length > SHOWN.text ? `${text.slice(0, SHOWN.text)}…` : text;

/** `Restore testing, orders-db`; `12 duties of orders-db`; for other records the sentence of the log, its refs by their names. */
function whatOf({ summary }: Entry, parts: readonly HistoryPart[]): string {
  const [first] = parts;
  const duties = parts.filter(({ ref }) => ref !== null);
  if (first && duties.length === parts.length) {
    if (parts.length === 1) return `${first.name}, ${first.subject}`;
    const subjects = new Set(parts.map(({ subject }) => subject));
    return `${parts.length} duties of ${subjects.size === 1 ? first.subject : `${subjects.size} services`}`;
  }
  return duties.reduce(
    (text, { ref, name, subject }) => (ref === null ? text : text.replaceAll(ref, `${name}, ${subject}`)),
    summary,
  );
}

/** The reason that was given, and after it whom an answer follows where the reason does not say so itself. */
const withPrecedent = (why: string | null, precedent: string | null): string | null =>
  why === null || precedent === null || why.startsWith(precedent)
    ? (why ?? precedent)
    : `${why} (${precedent})`;

const WHY = new Set(['deviation_reason', 'not_applicable', 'review_text']);

/** The reason that the parts give, where they give one and the same. */
export function whyOf(parts: readonly HistoryPart[]): string | null {
  const reasons = new Set(
    parts.flatMap(({ changes }) =>
      changes.flatMap(({ field, after }: HistoryChange) => (WHY.has(field) && after !== null ? [after] : [])),
    ),
  );
  return reasons.size === 1 ? ([...reasons][0] ?? null) : null;
}
