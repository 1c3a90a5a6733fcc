import { PageEntries, type PageStorage } from '../../host/page-entries.ts';
import { type Draft, isEmptyDraft, NO_DRAFT, readDraft } from './draft.ts';

const PREFIX = 'demarc-draft:';
/** Whether a change of the page's storage is one of a draft. */
export const isDraftEntry = (name: string | null): boolean => name === null || name.startsWith(PREFIX);

/**
 * The drafts of every duty, kept in the page's own storage under the workbook's identity, so that they outlive going elsewhere,
 * a reload and the program behind the page. Another window of the same page sees them, too. Where the storage takes nothing, a draft
 * lives on in memory, as long as the page does.
 */
export class DraftStore {
  readonly #entries: PageEntries;
  readonly #read = new Map<string, Draft>();
  readonly #refs = new Map<string, ReadonlySet<string>>();

  constructor(storage: PageStorage) {
    this.#entries = new PageEntries(storage, PREFIX);
  }

  subscribe = (listener: () => void): (() => void) => this.#entries.subscribe(listener);

  /** The draft of a duty; the same object until it changes. */
  draft(workbook: string, ref: string): Draft {
    const name = nameOf(workbook, ref);
    let draft = this.#read.get(name);
    if (!draft) {
      draft = readDraft(this.#entries.read(name));
      this.#read.set(name, draft);
    }
    return draft;
  }
  set(workbook: string, ref: string, draft: Draft): void {
    const name = nameOf(workbook, ref);
    const empty = isEmptyDraft(draft);
    this.#read.set(name, empty ? NO_DRAFT : draft);
    this.#entries.write(name, empty ? null : JSON.stringify(draft));
    // Lists are not drawn again for each character that is typed.
    if (this.#refs.get(workbook)?.has(ref) === empty) this.#refs.delete(workbook);
    this.#entries.tell();
  }
  /** The duties of a workbook that have a draft; the same set until one comes or goes. */
  refs(workbook: string): ReadonlySet<string> {
    let refs = this.#refs.get(workbook);
    if (!refs) {
      const start = nameOf(workbook, '');
      const inMemory = [...this.#read]
        .filter(([name, draft]) => name.startsWith(start) && !isEmptyDraft(draft))
        .map(([name]) => name.slice(start.length));
      refs = new Set([...inMemory, ...this.#entries.namesAfter(start)]);
      this.#refs.set(workbook, refs);
    }
    return refs;
  }
  /** Of those, the ones of one responsibility, as one text: the same until one comes or goes. */
  refsInLine(workbook: string, responsibility: string): string {
    const refs = this.refs(workbook);
    // Every line in view asks at every key: mostly there is nothing to look through.
    if (refs.size === 0) return '';
    return [...refs].filter((ref) => ref.slice(ref.indexOf('/') + 1) === responsibility).join(' ');
  }
  /** Changes every text in the drafts of a workbook, as where a person was erased from it. */
  rewrite(workbook: string, change: (text: string) => string): void {
    this.#entries.rewrite(nameOf(workbook, ''), change);
    this.forget();
  }
  /** Another window wrote. */
  forget(): void {
    this.#read.clear();
    this.#refs.clear();
    this.#entries.tell();
  }
}

const nameOf = (workbook: string, ref: string): string => `${workbook}:${ref}`;
