import { useState } from 'react';
import type { Walk } from '../../../../main/contract/assignments.ts';
import { namesById } from '../../../../main/domain/ownership.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { recordedWords } from '../../../components/ownership/walking.ts';
import { ProgressBar } from '../../../components/progress/progress.tsx';
import { useEdit } from '../use-edit.ts';
import type { LastAnswer, LastBulk, WalkControl } from '../use-walk.ts';
import styles from './strip.module.css';

/**
 * One line that is always there: how far one is, what was recorded last, and the way back to it. A deviating answer asks
 * for its reason here, while the next card is already in view.
 */
export function LastAnswerStrip(props: {
  readonly control: WalkControl;
  readonly walk: Walk;
  readonly goOn: boolean;
  readonly onGoOn: (on: boolean) => void;
}) {
  const { control, walk } = props;
  const answered = walk.items.filter((item) => item.ownership.kind !== 'unanswered').length;
  const { card, last, said } = control;
  return (
    <div className={styles.strip}>
      <span className={styles.bar}>
        <ProgressBar label={`Answered for ${card.subject.label}`} done={answered} total={walk.items.length} />
      </span>
      <span className={styles.count}>
        Duty {card.index + 1} of {card.total}
        <span className={styles.wide}>, {answered} answered</span>
      </span>
      {last?.kind === 'answer' && <Recorded key={last.ref} last={last} control={control} />}
      {last?.kind === 'bulk' && <RecordedInBulk last={last} control={control} />}
      {!last && <span className={styles.text} />}
      <span className={styles.goOn} title="Go on to the next open duty after answering">
        <Checkbox label="Go on" checked={props.goOn} onChecked={props.onGoOn} />
      </span>
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
        <IconButton
          icon="back"
          size="small"
          label={`Back to ${last.name}`}
          onClick={() => control.goTo(last.ref)}
        />
      )}
      <IconButton
        icon="undo"
        size="small"
        label={`Take back the answer of ${last.name}`}
        onClick={() => control.takeBack(last.ref)}
      />
    </>
  );
}

function RecordedInBulk({ last, control }: { readonly last: LastBulk; readonly control: WalkControl }) {
  return (
    <>
      <span className={styles.text} title={last.text}>
        <Icon name="check" size={14} />
        <span className={styles.name}>{last.text}</span>
      </span>
      {last.refs.length > 0 && (
        <Button size="small" kind="quiet" icon="undo" onClick={() => control.takeBackAll(last.refs)}>
          Take back
        </Button>
      )}
    </>
  );
}
