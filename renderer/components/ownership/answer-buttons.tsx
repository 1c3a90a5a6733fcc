import type { Ownership } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import {
  kindsById,
  type OwnershipKey,
  ownerClassOf,
  partiesOf,
} from '../../../main/domain/duties/ownership.ts';
import { cx } from '../../lib/cx.ts';
import styles from './answer-buttons.module.css';
import type { AnswerAs, Sides } from './answers.ts';
import { ownClass } from './own-class.ts';

/** The four answers with their keys. `room` is for a projector: larger, and in whole words. */
export function AnswerButtons(props: {
  readonly ownership: Ownership;
  readonly parties: readonly Party[];
  readonly sides: Sides;
  readonly locked: boolean;
  readonly room?: boolean;
  readonly onAnswer: (as: AnswerAs) => void;
  readonly onNotApplicable: () => void;
}) {
  const { ownership, parties, sides, onAnswer, room = false } = props;
  const current = ownerClassOf(ownership, kindsById(parties));
  const plain = partiesOf(ownership).every(
    (party) => party === sides.provider?.id || party === sides.customer?.id,
  );
  const is = (owner: typeof current) => current === owner && plain;
  const common = { disabled: props.locked, room };
  return (
    <fieldset className={cx(styles.answers, room && styles.inRoom)}>
      <legend className="visually-hidden">Who does it</legend>
      <AnswerButton
        {...common}
        letter="A"
        keys={['provider']}
        label={sides.provider?.name ?? 'Provider'}
        pressed={is('aws')}
        onPress={() => onAnswer('provider')}
      />
      <AnswerButton
        {...common}
        letter="C"
        keys={['organisation']}
        label={sides.customer?.name ?? 'Customer'}
        pressed={is('customer')}
        onPress={() => onAnswer('customer')}
      />
      <AnswerButton
        {...common}
        letter="S"
        keys={['provider', 'organisation']}
        label="Shared"
        pressed={is('shared')}
        onPress={() => onAnswer('shared')}
      />
      <AnswerButton
        {...common}
        letter="N"
        keys={['not-applicable']}
        {...(room ? { label: 'Not applicable' } : { label: 'N/A', title: 'not applicable' })}
        pressed={current === 'na'}
        onPress={props.onNotApplicable}
      />
    </fieldset>
  );
}

function AnswerButton(props: {
  readonly letter: string;
  readonly keys: readonly OwnershipKey[];
  readonly label: string;
  readonly title?: string;
  readonly pressed: boolean;
  readonly disabled: boolean;
  readonly room: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      className={cx(styles.answer, props.pressed && styles.pressed)}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.letter}
      title={props.title ?? (props.room ? undefined : props.label)}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      <span className={styles.key} aria-hidden="true">
        {props.keys.map((key) => (
          <span key={key} className={cx(styles.keyPart, ownClass(key))} />
        ))}
        <span className={cx(styles.keyLetter, ownClass(props.keys[0] ?? 'unanswered'))}>{props.letter}</span>
      </span>
      <span className={styles.label}>{props.label}</span>
      {props.title && <span className="visually-hidden">({props.title})</span>}
    </button>
  );
}
