import { PageEntries, type PageStorage } from './page-entries.ts';

const PREFIX = 'demarc-unsaved:';

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
  readonly #entries: PageEntries;
  #known = new Map<string, readonly KeptEdit[]>();

  constructor(storage: PageStorage) {
    this.#entries = new PageEntries(storage, PREFIX);
  }

  subscribe = (listener: () => void): (() => void) => this.#entries.subscribe(listener);

  keep(workbook: string, edit: KeptEdit): void {
    if (this.#entries.write(nameOf(workbook, edit.key), JSON.stringify(edit))) this.forget();
  }
  drop(workbook: string, key: string): void {
    if (this.find(workbook, key) && this.#entries.write(nameOf(workbook, key), null)) this.forget();
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
  /** Changes every text in what is kept of a workbook, as where a person was erased from it. */
  rewrite(workbook: string, change: (text: string) => string): void {
    this.#entries.rewrite(nameOf(workbook, ''), change);
    this.forget();
  }
  /** Another window wrote. */
  forget(): void {
    this.#known = new Map();
    this.#entries.tell();
  }

  #read(workbook: string): readonly KeptEdit[] {
    const start = nameOf(workbook, '');
    return this.#entries
      .namesAfter(start)
      .flatMap((key) => readEdit(this.#entries.read(start + key)) ?? [])
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

const nameOf = (workbook: string, key: string): string => `${workbook}:${key}`;
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
