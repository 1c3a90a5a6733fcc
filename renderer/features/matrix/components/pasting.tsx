import { type ReactNode, useState } from 'react';
import type { CellChange } from '../../../../main/contract/cells.ts';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatCount } from '../../../lib/format.ts';
import type { PastedCell, PastePlan } from '../paste-plan.ts';
import { PasteDialog } from './paste-dialog.tsx';

interface Tried {
  readonly changes: readonly PastedCell[];
  readonly cells: readonly CellChange[];
  readonly ignored: readonly string[];
}

/** Tells of Escape from now on, until it is ended: what was left before it could be shown does not come up afterwards. */
function watchEscape(): { came(): boolean; end(): void } {
  const watch = new AbortController();
  let came = false;
  const onKey = ({ key }: KeyboardEvent) => {
    came ||= key === 'Escape';
  };
  window.addEventListener('keydown', onKey, { capture: true, signal: watch.signal });
  return { came: () => came, end: () => watch.abort() };
}

/**
 * Pasting with its preview: `start` tries a plan, as soon as it is there, and shows what would come of it, unless Escape left it
 * meanwhile; `dialog` is that preview, or nothing.
 */
export function usePasting(parties: ReadonlyMap<string, string>): {
  readonly start: (plan: PastePlan | Promise<PastePlan>) => Promise<void>;
  readonly dialog: ReactNode;
} {
  const [tried, setTried] = useState<Tried | null>(null);
  const info = useDemarcData('workbook.info', {});
  const apply = useCommand('assignments.applyCells');
  const offer = useUndoOffer();
  const toasts = useToasts();
  const start = async (plan: PastePlan | Promise<PastePlan>) => {
    if (info.readOnly) {
      toasts.show({ text: 'This workbook is open for reading only, so nothing can be pasted.' });
      return;
    }
    const leaving = watchEscape();
    try {
      await tryOut(await plan, leaving.came);
    } catch (error) {
      toasts.show({ tone: 'error', text: failureOf(error).message });
    } finally {
      leaving.end();
    }
  };
  const tryOut = async ({ changes, ignored }: PastePlan, left: () => boolean) => {
    if (left()) return;
    if (changes.length === 0) {
      toasts.show({ text: ignored[0] ?? 'There is nothing in it that could be pasted here.' });
      return;
    }
    const done = await apply.run({ changes: [...changes], dryRun: true });
    if (left() || !done.ok) return;
    const { cells } = done.value;
    if (ignored.length === 0 && cells.every((cell) => cell.refusal === null && cell.before === cell.after))
      toasts.show({ text: 'What was pasted is there already: nothing to change.' });
    else setTried({ changes, cells, ignored });
  };
  const confirm = async ({ changes }: Tried) => {
    const done = await apply.run({ changes: [...changes] });
    if (!done.ok) return;
    setTried(null);
    offer(`Pasted into ${formatCount(done.value.changed.length, 'duty', 'duties')}.`, done.change);
  };
  return {
    start,
    dialog: tried && (
      <PasteDialog
        cells={tried.cells}
        ignored={tried.ignored}
        parties={parties}
        busy={apply.busy}
        onClose={() => setTried(null)}
        onApply={() => void confirm(tried)}
      />
    ),
  };
}
