import { useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { TextField } from '../../components/field/field.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import styles from '../../components/ownership/panel.module.css';
import { PersonField } from '../../components/person-field/person-field.tsx';
import type { CardControl } from '../card-control.ts';

type Whom = { readonly person: string } | { readonly name: string } | null;

/** Puts the duty aside: what it waits for, and whom; both can be left empty. Enter parks, Escape goes back. */
export function ParkPanel(props: {
  readonly control: CardControl;
  readonly initial: string;
  readonly onText: (text: string) => void;
}) {
  const { control } = props;
  const [what, setWhat] = useState(props.initial);
  const [whom, setWhom] = useState<Whom>(null);
  return (
    <form
      aria-label="Park"
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        const text = what.trim();
        control.park(text === '' && whom === null ? null : { for: text === '' ? null : text, whom });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        control.closePanel();
      }}
    >
      <div className={styles.field}>
        <TextField
          label="What does it wait for?"
          optional
          dir="auto"
          value={what}
          onValue={(next) => {
            setWhat(next);
            props.onText(next);
          }}
          autoFocus
          maxLength={10_000}
        />
      </div>
      <div className={styles.whom}>
        <span className={styles.whomLabel} aria-hidden="true">
          Whom does it wait for?
        </span>
        <PersonField
          party={control.sides.customer?.id ?? ''}
          partyName={control.sides.customer?.name ?? ''}
          label="Whom does it wait for?"
          person={whom && 'person' in whom ? whom.person : null}
          name={whom && 'name' in whom ? whom.name : null}
          disabled={false}
          onPerson={(person) => setWhom(person === null ? null : { person })}
          onName={(name) => setWhom({ name })}
        />
      </div>
      <Button type="submit" kind="primary">
        Park <Kbd keys="Enter" />
      </Button>
      <Button kind="quiet" onClick={control.closePanel}>
        Cancel
      </Button>
    </form>
  );
}
