import { useId, useLayoutEffect, useRef } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import styles from '../../components/ownership/panel.module.css';
import { formatCount } from '../../lib/format.ts';

/** Nothing is recorded yet: a duty of the provider's own, or a common control, stands in many columns, so one key changes all of them. */
export function EverywherePanel(props: {
  /** The answer in words; null where the one that is recorded is taken back. */
  readonly answer: string | null;
  readonly columns: number;
  /** Of a party that answers for many services; else of the provider itself. */
  readonly common: boolean;
  readonly onRecord: () => void;
  readonly onClose: () => void;
}) {
  const id = useId();
  const act = useRef<HTMLButtonElement>(null);
  // With the words: on a busy machine a later effect may come after the next key.
  useLayoutEffect(() => act.current?.focus(), []);
  const whose = props.common ? 'This is a common control' : "This duty is the provider's own";
  const where = `${whose}: it is answered once, and shows in ${formatCount(props.columns, 'column')}.`;
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
      <p id={id} className={styles.said}>
        <Icon name="info" />
        <span>
          {props.answer === null ? 'Not taken back yet.' : `Not recorded yet: ${props.answer}.`} {where}
        </span>
      </p>
      <Button ref={act} kind="primary" onClick={props.onRecord}>
        {props.answer === null ? 'Take it back' : 'Record it'} <Kbd keys="Enter" />
      </Button>
      <Button kind="quiet" onClick={props.onClose}>
        Cancel
      </Button>
    </div>
  );
}
