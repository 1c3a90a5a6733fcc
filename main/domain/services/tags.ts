/** As the contract bounds them. */
const MAX_LENGTH = 60;
const MAX_TAGS = 30;

const key = (tag: string): string => tag.normalize('NFKC').toLowerCase();

/** Tags as they are kept: trimmed, each once whatever its case (the first spelling stays), in the order of the alphabet. */
export function tidyTags(tags: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const tag of tags) {
    const text = tag.normalize('NFC').trim().replace(/\s+/g, ' ');
    if (text !== '' && !byKey.has(key(text))) byKey.set(key(text), text);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, tag]) => tag);
}

/** Whether two tags are the same one. */
export const sameTag = (a: string, b: string): boolean => key(a) === key(b);

/** What one types into a field for tags: parted by commas or semicolons. */
export const readTags = (text: string): readonly string[] => tidyTags(text.split(/[,;\n]/));

/** What is wrong with tags as typed, as a sentence; null when nothing is. */
export function tagProblem(text: string): string | null {
  const tags = readTags(text);
  if (tags.length > MAX_TAGS) return `A service takes up to ${MAX_TAGS} tags.`;
  const long = tags.find((tag) => tag.length > MAX_LENGTH);
  return long === undefined ? null : `“${long.slice(0, 20)}…” is longer than ${MAX_LENGTH} characters.`;
}
