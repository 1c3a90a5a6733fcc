import { useCallback, useSyncExternalStore } from 'react';
import { Button, buttonClass } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { useKept, useSaves, useWorkbookId } from '../../host/context.tsx';
import type { KeptEdit } from '../../host/kept-edits.ts';
import { useSaveSummary } from '../../host/use-autosave.ts';
import { useIdentity } from '../../host/use-identity.ts';

const NONE: readonly KeptEdit[] = [];

/** What could not be saved and why; and what was typed before the program or the page ended, to be looked at and saved or given up. */
export function UnsavedNotice() {
  const saves = useSaves();
  const kept = useKept();
  const workbook = useWorkbookId();
  const identity = useIdentity();
  const { failed } = useSaveSummary();
  const all = useSyncExternalStore(
    kept.subscribe,
    useCallback(() => (identity === null ? NONE : kept.of(identity)), [kept, identity]),
  );
  const failing = failed.find(({ state }) => state === 'failed');
  // What is on its way already says so itself.
  const waiting = all.filter(({ key }) => saves.entry(key) === null);
  const [first] = waiting;
  return (
    <>
      {failing?.error && <Notice tone="bad">{failing.error.message}</Notice>}
      {first && identity !== null && (
        <Notice
          tone="warn"
          title="Typed earlier, and not in the workbook yet"
          actions={
            <>
              <a className={buttonClass('primary')} href={`#/w/${workbook}/${first.place}`}>
                {`Show ${first.label}`}
              </a>
              <Button
                onClick={() => {
                  for (const { key } of waiting) kept.drop(identity, key);
                }}
              >
                {waiting.length === 1 ? 'Discard it' : 'Discard all'}
              </Button>
            </>
          }
        >
          {`${waiting.map(({ label }) => label).join(', ')}. It stands in its field again where it was typed, to be saved or discarded.`}
        </Notice>
      )}
    </>
  );
}
