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

  #try<V>(act: () => V, otherwise: V): V {
    try {
      return act();
    } catch {
      return otherwise;
    }
  }
}
