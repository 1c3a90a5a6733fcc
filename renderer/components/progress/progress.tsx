import type { JobProgress } from '../../host/client.ts';
import { cx } from '../../lib/cx.ts';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../button/button.tsx';
import styles from './progress.module.css';

/** A bar alone; `total` null while it is not known how much there is. */
export function ProgressBar(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
}) {
  const { done, total } = props;
  return (
    <span
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total === null ? undefined : Math.min(done, total)}
      className={styles.bar}
    >
      <span
        className={cx(styles.fill, total === null && styles.unknown)}
        style={
          total === null ? undefined : { width: `${total === 0 ? 0 : Math.min(100, (100 * done) / total)}%` }
        }
      />
    </span>
  );
}

/** Long work: what is going on, how far it is, and a way to stop it. */
export function JobBar(props: {
  readonly title: string;
  readonly progress: JobProgress | null;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}) {
  const { progress } = props;
  const counts = progress
    ? progress.total === null
      ? `${progress.label} ${progress.done > 0 ? formatNumber(progress.done) : ''}`
      : `${progress.label} ${formatNumber(progress.done)} of ${formatNumber(progress.total)}`
    : 'Starting';
  return (
    <div className={styles.job}>
      <div className={styles.line}>
        <span>
          <strong>{props.title}</strong>{' '}
          <span role="status" className={styles.counts}>
            {props.cancelling ? 'Stopping' : counts}
          </span>
        </span>
        <Button size="small" onClick={props.onCancel} disabled={props.cancelling}>
          Cancel
        </Button>
      </div>
      <ProgressBar label={props.title} done={progress?.done ?? 0} total={progress?.total ?? null} />
    </div>
  );
}
