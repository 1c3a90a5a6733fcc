/** A stuck key, not a person. */
const MOST_WAITING = 64;

export interface Waiting<A> {
  readonly act: A;
  /** Typed after it for the field that it opens, key by key: characters, `Enter`, `Backspace`. */
  readonly keys: readonly string[];
}

/**
 * What was pressed while an answer was on its way, in order. Nothing is lost and nothing changes its meaning: after a key that
 * opens a field, what follows is kept for that field, and is never read as the commands that its letters are.
 */
export class KeyQueue<A> {
  #waiting: { act: A; opens: boolean; key: string | null; keys: string[] }[] = [];

  /** A field is about to open: keys are its text. */
  get typing(): boolean {
    return this.#waiting.at(-1)?.opens ?? false;
  }
  /** Something waits; what is pressed after it waits as well. */
  get waits(): boolean {
    return this.#waiting.length > 0;
  }
  /** What waits is not meant any more. */
  clear(): void {
    this.#waiting = [];
  }
  /** `key`: the character that was pressed for it, if it was one. */
  push(act: A, opens: boolean, key: string | null = null): void {
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push({ act, opens, key, keys: [] });
  }
  /** A field opens that nobody asked for by a key: whatever waits was typed for it, and so is what follows. `act` is done before. */
  asText(act: A): void {
    const keys = this.#waiting.flatMap((entry) => [
      ...(entry.key === null ? [] : [entry.key]),
      ...entry.keys,
    ]);
    this.#waiting = [{ act, opens: true, key: null, keys }];
  }
  /** Keeps a key for the field that opens; false when none does. */
  type(key: string): boolean {
    const last = this.#waiting.at(-1);
    if (!last?.opens || last.keys.length >= 1000) return false;
    if (key === 'Escape') this.#waiting.pop();
    else if ([...key].length === 1 || key === 'Enter' || key === 'Backspace') last.keys.push(key);
    return true;
  }
  take(): Waiting<A> | null {
    const first = this.#waiting.shift();
    return first ? { act: first.act, keys: first.keys } : null;
  }
}

/** The text that keys make, up to the first Enter, and whether one was pressed. */
export function textOf(keys: readonly string[]): { readonly text: string; readonly entered: boolean } {
  let text = '';
  for (const key of keys) {
    if (key === 'Enter') return { text, entered: true };
    text = key === 'Backspace' ? text.slice(0, -1) : text + key;
  }
  return { text, entered: false };
}
