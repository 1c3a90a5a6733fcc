const PREFIX = 'demarc-unsaved:';

export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What was typed into one record and has not reached the workbook. */
export interface KeptEdit {
  /** The save target's own key, such as `assignment:orders-db/os-patching`. */
  readonly key: string;
  /** What a reader calls it, for "Not saved: ...". */
  readonly label: string;
  readonly patch: Readonly<Record<string, unknown>>;
  /** Revision of the record that was on the screen, so that what others saved meanwhile is not written over. */
  readonly baseRev?: number;
  /** Where it was typed, below the workbook's own address: `walk/orders-db?card=os-patching`. */
  readonly place: string;
}

/**
 * Typed text that could not be saved, kept in the page's own storage under the workbook's identity: it outlives a reload and the program
 * behind the page. Where the storage is full or forbidden, nothing is kept, and the page alone holds it, as before.
 */
export class KeptEdits {
  readonly #storage: PageStorage;
  readonly #listeners = new Set<() => void>();
  #known = new Map<string, readonly KeptEdit[]>();

  constructor(storage: PageStorage) {
    this.#storage = storage;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  keep(workbook: string, edit: KeptEdit): void {
    this.#write(() => this.#storage.setItem(keyOf(workbook, edit.key), JSON.stringify(edit)));
  }
  drop(workbook: string, key: string): void {
    if (this.find(workbook, key)) this.#write(() => this.#storage.removeItem(keyOf(workbook, key)));
  }
  find(workbook: string, key: string): KeptEdit | undefined {
    return this.of(workbook).find((edit) => edit.key === key);
  }
  /** All of a workbook; the same list until one comes or goes. */
  of(workbook: string): readonly KeptEdit[] {
    let edits = this.#known.get(workbook);
    if (!edits) {
      edits = this.#read(workbook);
      this.#known.set(workbook, edits);
    }
    return edits;
  }
  /** Another window wrote. */
  forget(): void {
    this.#known = new Map();
    for (const listener of [...this.#listeners]) listener();
  }

  #read(workbook: string): readonly KeptEdit[] {
    const edits: KeptEdit[] = [];
    try {
      for (let at = 0; at < this.#storage.length; at += 1) {
        const name = this.#storage.key(at);
        if (!name?.startsWith(keyOf(workbook, ''))) continue;
        const edit = readEdit(this.#storage.getItem(name));
        if (edit) edits.push(edit);
      }
    } catch {
      // No storage, nothing kept.
    }
    return edits.sort((a, b) => (a.key < b.key ? -1 : 1));
  }
  #write(act: () => void): void {
    try {
      act();
    } catch {
      return;
    }
    this.forget();
  }
}

const keyOf = (workbook: string, key: string): string => `${PREFIX}${workbook}:${key}`;
/** Whether a change of the page's storage is one of these. */
export const isKeptEdit = (name: string | null): boolean => name === null || name.startsWith(PREFIX);

/** Anything else than what was kept is nothing. */
function readEdit(stored: string | null): KeptEdit | null {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { key, label, patch, place } = value as Partial<KeptEdit>;
    const whole =
      typeof key === 'string' &&
      typeof label === 'string' &&
      typeof place === 'string' &&
      typeof patch === 'object' &&
      patch !== null;
    return whole ? (value as KeptEdit) : null;
  } catch {
    return null;
  }
}
