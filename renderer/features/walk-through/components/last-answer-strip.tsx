import { useState } from 'react';
import { namesById } from '../../../../main/domain/ownership.ts';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { recordedWords } from '../model.ts';
import { useEdit } from '../use-edit.ts';
import type { LastAnswer, WalkControl } from '../use-walk.ts';
import styles from './strip.module.css';

/**
 * One line that is always there: how far one is, what was recorded last, and the way back to it. A deviating answer asks
 * for its reason here, while the next card is already in view.
 */
export function LastAnswerStrip({ control }: { readonly control: WalkControl }) {
  const { card, last, said } = control;
  return (
    <div className={styles.strip}>
      <span className={styles.count}>
        Duty {card.index + 1} of {card.total}
      </span>
      {last ? <Recorded key={last.ref} last={last} control={control} /> : <span className={styles.text} />}
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}

function Recorded({ last, control }: { readonly last: LastAnswer; readonly control: WalkControl }) {
  const [reason, setReason] = useState('');
  const edit = useEdit(last.ref, last.name, last.rev);
  const away = last.ref !== control.card.ref;
  return (
    <>
      <span className={styles.text} title={last.name}>
        <Icon name="check" size={14} />
        <span className={styles.name}>{last.name}</span>
        <span className={styles.words}>{recordedWords(last.ownership, namesById(control.parties))}</span>
      </span>
      {last.differs && away && (
        <input
          type="text"
          data-key="last-reason"
          className={styles.reason}
          aria-label={`Why the answer for ${last.name} differs from the suggestion`}
          placeholder="Differs from the suggestion: why? (R)"
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            edit.edit({ reason: event.target.value });
          }}
          onBlur={edit.flush}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            edit.flush();
            control.say('Reason recorded.');
            document.querySelector<HTMLElement>('article[tabindex="-1"]')?.focus();
          }}
        />
      )}
      {away && (
        <Button size="small" kind="quiet" onClick={() => control.goTo(last.ref)}>
          Back to it
        </Button>
      )}
      <Button size="small" kind="quiet" icon="undo" onClick={() => control.takeBack(last.ref)}>
        Take back
      </Button>
    </>
  );
}
