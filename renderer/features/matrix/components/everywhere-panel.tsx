import { useEffect, useId, useRef } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import styles from '../../../components/ownership/panel.module.css';
import { formatCount } from '../../../lib/format.ts';

/** Nothing is recorded yet: a duty of the provider's own stands in every column, so one key changes all of them. */
export function EverywherePanel(props: {
  readonly answer: string;
  readonly columns: number;
  readonly onRecord: () => void;
  readonly onClose: () => void;
}) {
  const id = useId();
  const record = useRef<HTMLButtonElement>(null);
  useEffect(() => record.current?.focus(), []);
  return (
    <div
      role="alertdialog"
      aria-labelledby={id}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <p id={id} className={styles.field}>
        <Icon name="info" /> Not recorded yet: {props.answer}. This duty is the provider's own: it is answered
        once, and shows in {formatCount(props.columns, 'column')}.
      </p>
      <Button ref={record} kind="primary" onClick={props.onRecord}>
        Record it <Kbd keys="Enter" />
      </Button>
      <Button kind="quiet" onClick={props.onClose}>
        Cancel
      </Button>
    </div>
  );
}
