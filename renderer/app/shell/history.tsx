import { IconButton } from '../../components/button/button.tsx';
import { isMac } from '../../components/shortcuts/keys.ts';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { useToasts } from '../../components/toast/toasts.tsx';
import { useSaves } from '../../host/context.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import styles from './shell.module.css';

/** Undo and redo of what was changed in this sitting, each naming what it would do. */
export function HistoryButtons() {
  const { data } = useDemarcQuery('workbook.history', {});
  const saves = useSaves();
  const toasts = useToasts();
  const undo = useCommand('workbook.undo');
  const redo = useCommand('workbook.redo');
  // What is still being typed is a change, too, and the last one.
  const onUndo = async () => {
    if (undo.busy || !(await saves.flushAll())) return;
    const done = await undo.run({});
    if (done.ok) toasts.show({ text: `Undone: ${done.value.undone}` });
  };
  const onRedo = async () => {
    if (redo.busy || !(await saves.flushAll())) return;
    const done = await redo.run({});
    if (done.ok) toasts.show({ text: `Redone: ${done.value.redone}` });
  };
  const group = { group: 'Workbook', notInText: true };
  useShortcut('Mod+Z', 'Undo', () => void onUndo(), { ...group, command: 'undo' });
  useShortcut(isMac() ? 'Mod+Shift+Z' : ['Mod+Y', 'Mod+Shift+Z'], 'Redo', () => void onRedo(), {
    ...group,
    command: 'redo',
  });
  const past = data?.undo ?? null;
  const future = data?.redo ?? null;
  return (
    <span className={styles.history}>
      <IconButton
        icon="undo"
        label="Undo the last change"
        title={past === null ? 'Nothing to undo' : `Undo: ${past}`}
        disabled={past === null || undo.busy}
        onClick={() => void onUndo()}
      />
      <IconButton
        icon="redo"
        label="Redo"
        title={future === null ? 'Nothing to redo' : `Redo: ${future}`}
        disabled={future === null || redo.busy}
        onClick={() => void onRedo()}
      />
    </span>
  );
}
