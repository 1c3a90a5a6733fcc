import { Button } from '../../components/button/button.tsx';
import { Panel } from '../../components/page/page.tsx';
import { cx } from '../../lib/cx.ts';
import styles from './import.module.css';
import { type Arrival, KIND_LABELS } from './model.ts';

/** Several files at once: what each is, to be taken in one after the other. */
export function ArrivalList(props: {
  readonly arrivals: readonly Arrival[];
  readonly onOpen: (handle: string) => void;
}) {
  return (
    <Panel>
      <ul className={styles.arrivals}>
        {props.arrivals.map(({ file, state }) => (
          <li key={file.handle}>
            <div className={styles.arrival}>
              <strong>{file.name}</strong>
              <p className={cx(styles.why, state.is === 'refused' && styles.refused)}>
                {state.is === 'waiting' && 'Being looked at'}
                {state.is === 'refused' && state.why}
                {state.is === 'known' && `${KIND_LABELS[state.incoming.kind]}. ${state.incoming.why}`}
              </p>
            </div>
            {state.is === 'known' && (
              <Button aria-label={`Look at ${file.name}`} onClick={() => props.onOpen(file.handle)}>
                Look at it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
