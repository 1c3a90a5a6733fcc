import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { useSaves } from '../../host/context.tsx';
import { useSaveSummary } from '../../host/use-autosave.ts';
import { cx } from '../../lib/cx.ts';
import styles from './shell.module.css';

/** "Saved", "Saving", "Not saved": always there, never loud, read aloud only when something failed. */
export function SaveStateView() {
  const saves = useSaves();
  const { state, failed } = useSaveSummary();
  const [first] = failed;
  if (state !== 'failed' || !first)
    return (
      <span className={styles.save} data-save-state={state}>
        {state === 'saved' ? <Icon name="check" size={14} /> : <span className={styles.dot} />}
        {state === 'saved' ? 'Saved' : state === 'held' ? 'Can be undone' : 'Saving'}
      </span>
    );
  const more = failed.length > 1 ? ` and ${failed.length - 1} more` : '';
  return (
    <span className={cx(styles.save, styles.saveFailed)} data-save-state="failed" role="alert">
      <Icon name="warning" size={14} />
      <span title={first.error?.message}>
        Not saved: {first.label}
        {more}
      </span>
      {first.state === 'failed' && (
        <Button size="small" onClick={() => void saves.flushAll()}>
          Try again
        </Button>
      )}
      <Button size="small" kind="quiet" onClick={() => saves.cancel(first.key)}>
        Discard
      </Button>
    </span>
  );
}
