import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useIdentity } from '../../host/use-identity.ts';
import { changeDraft, type Draft, NO_DRAFT } from './draft.ts';
import { DraftStore, isDraftEntry } from './draft-store.ts';

let store: DraftStore | null = null;
/** One for the page: every card and every list looks at the same drafts. */
const drafts = (): DraftStore => {
  if (store) return store;
  const made = new DraftStore(localStorage);
  window.addEventListener('storage', (event) => {
    if (isDraftEntry(event.key)) made.forget();
  });
  store = made;
  return made;
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
  return useSyncExternalStore(
    all.subscribe,
    useCallback(() => (workbook === null ? NONE : all.refs(workbook)), [all, workbook]),
  );
}

/** Those of one responsibility, whatever the service: a line of the grid is drawn again only when one of its own comes or goes. */
export function useDraftedInLine(responsibility: string): ReadonlySet<string> {
  const workbook = useIdentity();
  const all = drafts();
  const refs = useSyncExternalStore(
    all.subscribe,
    useCallback(
      () => (workbook === null ? '' : all.refsInLine(workbook, responsibility)),
      [all, workbook, responsibility],
    ),
  );
  return useMemo(() => (refs === '' ? NONE : new Set(refs.split(' '))), [refs]);
}
