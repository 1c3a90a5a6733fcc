import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useIdentity } from '../../host/use-identity.ts';
import { changeDraft, type Draft, NO_DRAFT } from './draft.ts';
import { DraftStore, isDraftEntry } from './draft-store.ts';

let store: DraftStore | null = null;
/** One for the page: every card and every list looks at the same drafts. */
const drafts = (): DraftStore => {
  store ??= new DraftStore(localStorage);
  return store;
};
const NONE: ReadonlySet<string> = new Set();

export interface DraftControl {
  readonly draft: Draft;
  /** As it is at this moment, not when the card was drawn. */
  now(): Draft;
  /** Only what the change names; undefined takes it out. */
  change(change: { readonly [K in keyof Draft]?: Draft[K] | undefined }): void;
  set(draft: Draft): void;
  discard(): void;
}

/** The draft of one duty. */
export function useDraft(ref: string): DraftControl {
  const workbook = useIdentity();
  const all = drafts();
  const draft = useSyncExternalStore(
    all.subscribe,
    useCallback(() => (workbook === null ? NO_DRAFT : all.draft(workbook, ref)), [all, workbook, ref]),
  );
  const set = useCallback(
    (next: Draft) => {
      if (workbook !== null) all.set(workbook, ref, next);
    },
    [all, workbook, ref],
  );
  return {
    draft,
    now: () => (workbook === null ? NO_DRAFT : all.draft(workbook, ref)),
    change: (change) => {
      if (workbook !== null) set(changeDraft(all.draft(workbook, ref), change));
    },
    set,
    discard: () => set(NO_DRAFT),
  };
}

/** Changes every text in the drafts of a workbook. */
export const rewriteDrafts = (workbook: string, change: (text: string) => string): void =>
  drafts().rewrite(workbook, change);

/** The duties that have a draft, for the marks of lists. */
export function useDrafted(): ReadonlySet<string> {
  const workbook = useIdentity();
  const all = drafts();
  useEffect(() => {
    const look = (event: StorageEvent) => {
      if (isDraftEntry(event.key)) all.forget();
    };
    window.addEventListener('storage', look);
    return () => window.removeEventListener('storage', look);
  }, [all]);
  return useSyncExternalStore(
    all.subscribe,
    useCallback(() => (workbook === null ? NONE : all.refs(workbook)), [all, workbook]),
  );
}
