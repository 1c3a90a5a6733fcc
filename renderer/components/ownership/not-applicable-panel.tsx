import { useEffect, useRef, useState } from 'react';
import { Button } from '../button/button.tsx';
import { TextField } from '../field/field.tsx';
import { Kbd } from '../kbd/kbd.tsx';
import styles from './panel.module.css';

/** Asks why nobody has to do it; Enter saves, Escape goes back. */
export function NotApplicablePanel(props: {
  readonly initial: string;
  readonly onText: (text: string) => void;
  readonly onRecord: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState(props.initial);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      aria-label="Not applicable"
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') setMissing(true);
        else props.onRecord(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <div className={styles.field}>
        <TextField
          ref={field}
          label="Why does nobody have to do this here?"
          value={reason}
          error={
            missing && reason.trim() === ''
              ? 'An auditor asks for this reason first. Write it in a few words.'
              : null
          }
          onValue={(next) => {
            setReason(next);
            props.onText(next);
          }}
          placeholder="Such as: the service holds no data of ours"
        />
      </div>
      <Button type="submit" kind="primary">
        Record <Kbd keys="Enter" />
      </Button>
      <Button kind="quiet" onClick={props.onClose}>
        Cancel
      </Button>
    </form>
  );
}
