/**
 * Plain data with every text in it as UTF-8 can hold it: half of a pair of surrogates, which a text has that was cut in the middle of a
 * character, is the sign for what could not be kept. A database writes it so, too, and what was hashed before would be another text.
 */
export const wellFormed = <T>(value: T): T => (isWhole(value) ? value : (kept(value) as T));

/** Nearly always so, and then nothing has to be made anew. */
function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (Array.isArray(value)) return value.every(isWhole);
  if (!isPlain(value)) return true;
  return Object.entries(value).every(([key, part]) => key.isWellFormed() && isWhole(part));
}

function kept(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(kept);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key.toWellFormed(), kept(part)]));
}

/** Bytes, days and the like hold no texts of their own. */
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
