/** Two rows of the table of edits, made once: there may be a million pairs of words to be compared. */
const ROOM = 256;
const rows = [new Uint16Array(ROOM), new Uint16Array(ROOM)] as const;

/** Edits (insert, delete, replace) that lead from one text to the other, as far as they are fewer than `limit`; else `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [row, next] = b.length < ROOM ? rows : [new Uint16Array(b.length + 1), new Uint16Array(b.length + 1)];
  for (let j = 0; j <= b.length; j += 1) row[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    next[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j += 1) {
      const edits = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (letter === b.charCodeAt(j - 1) ? 0 : 1),
      );
      next[j] = edits;
      if (edits < least) least = edits;
    }
    if (least >= limit) return limit;
    [row, next] = [next, row];
  }
  return Math.min(limit, row[b.length] ?? 0);
}

/** The known word nearest to a mistyped one, or null when none is near: at most a third of it may differ. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const wanted = word.slice(0, 64).toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const edits = lower.startsWith(wanted) && wanted.length > 2 ? 1 : distance(wanted, lower, least);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** Looks at names that the reading of one file may cost: some half a second. */
const LOOKS = 400_000;

/** `nearest` for the words of one file, of which there may be as many as there are names: after so many looks it finds none. */
export function nearestInFile(looks = LOOKS): (word: string, known: readonly string[]) => string | null {
  let left = looks;
  return (word, known) => {
    left -= known.length;
    return left < 0 ? null : nearest(word, known);
  };
}
