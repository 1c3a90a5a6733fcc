import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import type { MisconceptionWarning } from '../../../main/contract/assignments.ts';
import { Button } from '../button/button.tsx';
import { TextField } from '../field/field.tsx';
import { Icon } from '../icon/icon.tsx';
import { Kbd } from '../kbd/kbd.tsx';
import styles from './panel.module.css';

const FAMILIES: Readonly<Record<1 | 2 | 3, string>> = {
  1: '“AWS will secure everything”',
  2: '“We need no security expertise”',
  3: '“Backups are AWS’s job”',
};

/** Nothing is recorded yet: the belief, what is true, and the two ways on. */
export function MisconceptionPanel(props: {
  readonly warning: MisconceptionWarning;
  /** What the answer would be when the suggestion is taken, such as `shared by AWS and Acme`. */
  readonly suggestion: string;
  readonly answer: string;
  readonly initial: string;
  readonly onText: (text: string) => void;
  readonly onTake: () => void;
  readonly onRecord: (reason: string) => void;
  readonly onClose: () => void;
  /** What else is to be known before it is recorded. */
  readonly children?: ReactNode;
}) {
  const { warning } = props;
  const id = useId();
  const take = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState(props.initial);
  // With the words: on a busy machine a later effect may come after the next key.
  useLayoutEffect(() => take.current?.focus(), []);
  return (
    <div
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className={styles.warning}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <div className={styles.text}>
        <h3 id={`${id}-title`} className={styles.title}>
          <Icon name="warning" />
          Not recorded yet: “{props.answer}” is a known misconception
        </h3>
        <dl id={`${id}-text`} className={styles.pair}>
          <dt>Often believed</dt>
          <dd>{warning.belief}</dd>
          <dt>In truth</dt>
          <dd>
            {warning.correction}
            {warning.family !== null && (
              <span className={styles.family}> A common one: {FAMILIES[warning.family]}.</span>
            )}
          </dd>
        </dl>
        {props.children}
      </div>
      <div className={styles.ways}>
        <Button ref={take} kind="primary" onClick={props.onTake}>
          Take the suggestion: {props.suggestion} <Kbd keys="Enter" />
        </Button>
        <form
          className={styles.reason}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') props.onRecord(reason.trim());
          }}
        >
          <TextField
            label="Or record it all the same, with your reason"
            value={reason}
            onValue={(next) => {
              setReason(next);
              props.onText(next);
            }}
            placeholder="Why it is so here"
          />
          <Button type="submit" disabled={reason.trim() === ''}>
            Record it
          </Button>
        </form>
        <Button kind="quiet" onClick={props.onClose}>
          Back to the question
        </Button>
      </div>
    </div>
  );
}
