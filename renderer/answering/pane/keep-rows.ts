/**
 * Rows as they are listed now, with those that were there before and have left since put back where they stood, if they are to be
 * kept. A row that comes after none of those before it stands first.
 */
export function keepRows<R>(
  now: readonly R[],
  before: readonly R[],
  keyOf: (row: R) => string,
  kept: (row: R) => boolean,
): readonly R[] {
  const present = new Set(now.map(keyOf));
  const missing = before.filter((row) => !present.has(keyOf(row)) && kept(row));
  if (missing.length === 0) return now;
  const after = new Map<string | null, R[]>();
  let last: string | null = null;
  for (const row of before) {
    const key = keyOf(row);
    if (present.has(key)) last = key;
    else if (kept(row)) after.set(last, [...(after.get(last) ?? []), row]);
  }
  const taken = (key: string | null): readonly R[] => {
    const rows = after.get(key) ?? [];
    after.delete(key);
    return rows;
  };
  return [...taken(null), ...now.flatMap((row) => [row, ...taken(keyOf(row))])];
}
