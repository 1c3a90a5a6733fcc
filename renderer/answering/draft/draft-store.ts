import type { PageStorage } from '../../host/kept-edits.ts';
import { type Draft, isEmptyDraft, NO_DRAFT, readDraft } from './draft.ts';

const PREFIX = 'demarc-draft:';

/**
 * The drafts of every duty, kept in the page's own storage under the workbook's identity, so that they outlive going elsewhere,
 * a reload and the program behind the page. Another window of the same page sees them, too.
 */
export class DraftStore {
  readonly #storage: PageStorage;
  readonly #read = new Map<string, Draft>();
  readonly #listeners = new Set<() => void>();
  readonly #refs = new Map<string, ReadonlySet<string>>();

  constructor(storage: PageStorage) {
    this.#storage = storage;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** The draft of a duty; the same object until it changes. */
  draft(workbook: string, ref: string): Draft {
    const key = keyOf(workbook, ref);
    let draft = this.#read.get(key);
    if (!draft) {
      draft = readDraft(this.#get(key));
      this.#read.set(key, draft);
    }
    return draft;
  }
  set(workbook: string, ref: string, draft: Draft): void {
    const key = keyOf(workbook, ref);
    const empty = isEmptyDraft(draft);
    this.#read.set(key, empty ? NO_DRAFT : draft);
    try {
      if (empty) this.#storage.removeItem(key);
      else this.#storage.setItem(key, JSON.stringify(draft));
    } catch {
      // A full or forbidden storage: the draft lives on in memory, as long as the page does.
    }
    this.#emit();
  }
  /** The duties of a workbook that have a draft; the same set until one comes or goes. */
  refs(workbook: string): ReadonlySet<string> {
    let refs = this.#refs.get(workbook);
    if (!refs) {
      refs = new Set(this.#stored(workbook));
      this.#refs.set(workbook, refs);
    }
    return refs;
  }
  /** Another window wrote. */
  forget(): void {
    this.#read.clear();
    this.#emit();
  }

  #stored(workbook: string): string[] {
    const prefix = keyOf(workbook, '');
    const refs = [...this.#read]
      .filter(([key, draft]) => key.startsWith(prefix) && !isEmptyDraft(draft))
      .map(([key]) => key.slice(prefix.length));
    try {
      for (let at = 0; at < this.#storage.length; at += 1) {
        const key = this.#storage.key(at);
        if (key?.startsWith(prefix)) refs.push(key.slice(prefix.length));
      }
    } catch {
      // Only what is in memory.
    }
    return refs;
  }
  #get(key: string): string | null {
    try {
      return this.#storage.getItem(key);
    } catch {
      return null;
    }
  }
  #emit(): void {
    this.#refs.clear();
    for (const listener of [...this.#listeners]) listener();
  }
}

const keyOf = (workbook: string, ref: string): string => `${PREFIX}${workbook}:${ref}`;
