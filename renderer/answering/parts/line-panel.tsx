import { useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { TextField } from '../../components/field/field.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import styles from '../../components/ownership/panel.module.css';

/** Asks for one line; Enter takes it, Escape goes back with nothing done. */
export function LinePanel(props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly act: string;
  readonly initial: string;
  readonly onText: (text: string) => void;
  readonly mayBeEmpty?: boolean;
  readonly onEnter: (text: string) => void;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState(props.initial);
  const given = text.trim();
  const ready = given !== '' || (props.mayBeEmpty ?? false);
  return (
    <form
      aria-label={props.name}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) props.onEnter(given);
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
          label={props.label}
          hint={props.hint}
          dir="auto"
          value={text}
          onValue={(next) => {
            setText(next);
            props.onText(next);
          }}
          autoFocus
          maxLength={10_000}
        />
      </div>
      <Button type="submit" kind="primary" disabled={!ready}>
        {props.act} <Kbd keys="Enter" />
      </Button>
      <Button kind="quiet" onClick={props.onClose}>
        Cancel
      </Button>
    </form>
  );
}
