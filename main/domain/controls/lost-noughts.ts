// A spreadsheet takes 5.20 for a number and keeps 5.2, which is another control.

/** How many controls each clause of Annex A has: ISO/IEC 27001:2022. */
const ANNEX_A: ReadonlyMap<string, number> = new Map([
  ['5', 37],
  ['6', 8],
  ['7', 14],
  ['8', 34],
]);
/** With the A of the annex it is no number, and loses none. */
const SHORT_ID = /^\d{1,2}\.[1-9]$/;
const BEGINS = /^(?:A\.? ?)?(\d{1,2})\.(\d{1,2})(?![\d.])/i;
const MAY_LOSE = /\.[1-3]$/;
const WITH_NOUGHT = /^\d{1,2}\.[1-9]0$/;

/** An id, once for all the rows in a line that have it. */
interface Place {
  readonly rows: number[];
  readonly text: string;
  readonly chapter: string;
  readonly number: number;
  /** What it was if it lost a nought; null where it cannot have lost one. */
  readonly restored: number | null;
}

/** A list that begins again costs more than one nought, and less than two. */
const AGAIN = 1.5;
const LOST = 1;

/**
 * Which ids of a column may have lost a nought at their end, by index, each with the id before it that shows so; null where only others of the
 * column show that noughts were lost, and its order fits both. The texts are those of the rows in their order, '' where a row has none.
 */
export function lostNoughts(
  texts: readonly string[],
  scheme: string | null,
): ReadonlyMap<number, string | null> {
  const lost = new Map<number, string | null>();
  const runs = runsOf(texts, scheme);
  for (const run of runs)
    for (const [at, [asIs, without]] of waysThrough(run, LOST).entries())
      if (without < asIs) for (const row of run[at]?.rows ?? []) lost.set(row, run[at - 1]?.text ?? null);
  if (lost.size === 0) return lost;
  for (const run of runs)
    for (const [at, [asIs, without]] of waysThrough(run, 0).entries())
      if (without <= asIs) for (const row of run[at]?.rows ?? []) if (!lost.has(row)) lost.set(row, null);
  return lost;
}

type Cost = readonly [asIs: number, restored: number];
/** What the order of a run costs with each id as it stands, and with the nought that it may have lost. */
function waysThrough(run: readonly Place[], price: number): readonly Cost[] {
  const back = costs(run.toReversed(), price, true).toReversed();
  // What a lost nought costs stands in both ways that meet there.
  return costs(run, price).map(([asIs, restored], at) => [
    asIs + (back[at]?.[0] ?? 0),
    restored + (back[at]?.[1] ?? 0) - price,
  ]);
}

/** What it costs to come to each place in order: with its id as it stands, and with the nought that it may have lost. */
function costs(run: readonly Place[], price: number, isBackwards = false): readonly Cost[] {
  const found: Cost[] = [];
  for (const [at, { number, restored }] of run.entries()) {
    const from = run[at - 1];
    const [asIs, without] = found.at(-1) ?? [0, 0];
    const step = (one: number, other: number) => ((isBackwards ? one >= other : one <= other) ? 0 : AGAIN);
    const to = (wanted: number): number =>
      from === undefined
        ? 0
        : Math.min(asIs + step(from.number, wanted), without + step(from.restored ?? 0, wanted));
    found.push([to(number), restored === null ? Number.POSITIVE_INFINITY : to(restored) + price]);
  }
  return found;
}

/** The ids of a column as runs of one chapter. */
function runsOf(texts: readonly string[], scheme: string | null): readonly (readonly Place[])[] {
  const runs: Place[][] = [];
  let last: Place | undefined;
  const isSpoken = scheme === 'iso-27001' && !keepsNoughts(texts);
  for (const [row, written] of texts.entries()) {
    const text = written.trim();
    if (text === last?.text) last.rows.push(row);
    const [, chapter, digits = ''] = BEGINS.exec(text) ?? [];
    if (chapter === undefined || text === last?.text) continue;
    const number = Number(digits);
    const restored = SHORT_ID.test(text) ? number * 10 : null;
    const isBehind = last?.chapter === chapter && last.number + 1 === restored;
    const may = isBehind || (isSpoken && restored !== null && restored <= (ANNEX_A.get(chapter) ?? 0));
    const place: Place = { rows: [row], text, chapter, number, restored: may ? restored : null };
    if (last?.chapter === chapter) runs.at(-1)?.push(place);
    else runs.push([place]);
    last = place;
  }
  return runs;
}

/** Whether one kept its nought, as the others then did, or ids that cannot have lost one go down, so that the order tells nothing. */
function keepsNoughts(texts: readonly string[]): boolean {
  let before = { chapter: '', number: 0 };
  for (const written of texts) {
    const text = written.trim();
    if (WITH_NOUGHT.test(text)) return true;
    const [, chapter, digits] = BEGINS.exec(text) ?? [];
    if (chapter === undefined || (SHORT_ID.test(text) && MAY_LOSE.test(text))) continue;
    const number = Number(digits);
    if (before.chapter === chapter && number < before.number) return true;
    before = { chapter, number };
  }
  return false;
}
