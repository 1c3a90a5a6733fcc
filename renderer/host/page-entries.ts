export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Texts under one prefix of the page's own storage, which outlive a reload and the program behind the page, and whoever listens to
 * them. Where the storage is full or forbidden it takes and gives nothing; nothing here throws.
 */
export class PageEntries {
  readonly #storage: PageStorage;
  readonly #prefix: string;
  readonly #listeners = new Set<() => void>();

  constructor(storage: PageStorage, prefix: string) {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  read(name: string): string | null {
    return this.#try(() => this.#storage.getItem(this.#prefix + name), null);
  }
  /** Null takes the text away. False: the storage would not have it. */
  write(name: string, text: string | null): boolean {
    return this.#try(() => {
      if (text === null) this.#storage.removeItem(this.#prefix + name);
      else this.#storage.setItem(this.#prefix + name, text);
      return true;
    }, false);
  }
  /** What follows `start` in each name that begins with it. */
  namesAfter(start: string): readonly string[] {
    const whole = this.#prefix + start;
    return this.#try(() => {
      const names: string[] = [];
      for (let at = 0; at < this.#storage.length; at += 1) {
        const key = this.#storage.key(at);
        if (key?.startsWith(whole)) names.push(key.slice(whole.length));
      }
      return names;
    }, []);
  }

  /** Changes every text in what is kept under names that begin with `start`, in these names as well. */
  rewrite(start: string, change: (text: string) => string): void {
    for (const rest of this.namesAfter(start)) {
      const kept = this.read(start + rest);
      if (kept === null) continue;
      const now = this.#try(() => JSON.stringify(changedTexts(JSON.parse(kept), change)), change(kept));
      const name = change(rest);
      if (now === kept && name === rest) continue;
      this.write(start + rest, null);
      this.write(start + name, now);
    }
  }

  #try<V>(act: () => V, otherwise: V): V {
    try {
      return act();
    } catch {
      return otherwise;
    }
  }
}

function changedTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => changedTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, changedTexts(each, change)] as const),
  );
}
