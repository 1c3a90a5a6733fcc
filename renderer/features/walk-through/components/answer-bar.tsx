import type { Walk } from '../../../../main/contract/assignments.ts';
import { kindsById, type OwnershipKey, ownerClassOf, partiesOf } from '../../../../main/domain/ownership.ts';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { suggestionWords } from '../../../components/ownership/answers.ts';
import { MisconceptionPanel } from '../../../components/ownership/misconception-panel.tsx';
import { NotApplicablePanel } from '../../../components/ownership/not-applicable-panel.tsx';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { cx } from '../../../lib/cx.ts';
import type { WalkControl } from '../use-walk.ts';
import styles from './answer-bar.module.css';
import { BulkMenu } from './bulk-menu.tsx';

/** The answers, always at the same place at the foot of the card, with what they ask opening above them. */
export function AnswerBar(props: { readonly control: WalkControl; readonly walk: Walk }) {
  const { control } = props;
  const { card, sides, locked, panel, picked } = control;
  return (
    <section className={styles.bar} aria-label="Answer">
      {panel?.kind === 'not-applicable' && (
        <NotApplicablePanel
          initial={
            card.assignment?.notApplicable ?? (card.suggestion.owner === 'na' ? card.suggestion.why : '')
          }
          onRecord={control.recordNotApplicable}
          onClose={control.closePanel}
        />
      )}
      {panel?.kind === 'misconception' && (
        <MisconceptionPanel
          warning={panel.warning}
          answer={answerWords(control)}
          suggestion={suggestionWords(card.suggestion.owner, sides)}
          onTake={control.takeSuggestion}
          onRecord={control.recordAnyway}
          onClose={control.closePanel}
        />
      )}
      <div className={styles.row}>
        <AnswerButtons control={control} />
        <AcceptButton control={control} />
      </div>
      <div className={styles.row}>
        <fieldset className={styles.parties}>
          <legend className="visually-hidden">Choose parties one by one</legend>
          <span className={styles.hint}>Or choose:</span>
          {control.parties.slice(0, 9).map((party, index) => (
            <button
              key={party.id}
              type="button"
              className={styles.party}
              aria-pressed={picked.includes(party.id)}
              disabled={locked}
              onClick={() => control.pick(party.id)}
            >
              <kbd className={styles.digit}>{index + 1}</kbd>
              <span className={styles.partyName}>{party.name}</span>
            </button>
          ))}
        </fieldset>
        <BulkMenu control={control} walk={props.walk} />
      </div>
    </section>
  );
}

function AnswerButtons({ control }: { readonly control: WalkControl }) {
  const { card, sides, parties, locked } = control;
  const current = ownerClassOf(card.ownership, kindsById(parties));
  const plain = partiesOf(card.ownership).every(
    (party) => party === sides.provider?.id || party === sides.customer?.id,
  );
  const is = (owner: typeof current) => current === owner && plain;
  return (
    <fieldset className={styles.answers}>
      <legend className="visually-hidden">Who does it</legend>
      <AnswerButton
        letter="A"
        keys={['provider']}
        label={sides.provider?.name ?? 'Provider'}
        pressed={is('aws')}
        disabled={locked}
        onPress={() => control.answerAs('provider')}
      />
      <AnswerButton
        letter="C"
        keys={['organisation']}
        label={sides.customer?.name ?? 'Customer'}
        pressed={is('customer')}
        disabled={locked}
        onPress={() => control.answerAs('customer')}
      />
      <AnswerButton
        letter="S"
        keys={['provider', 'organisation']}
        label="Shared"
        pressed={is('shared')}
        disabled={locked}
        onPress={() => control.answerAs('shared')}
      />
      <AnswerButton
        letter="N"
        keys={['not-applicable']}
        label="N/A"
        title="not applicable"
        pressed={current === 'na'}
        disabled={locked}
        onPress={control.askNotApplicable}
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
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      className={cx(styles.answer, props.pressed && styles.pressed)}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.letter}
      title={props.title ?? props.label}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      <span className={styles.key} aria-hidden="true">
        {props.keys.map((key) => (
          <span key={key} className={cx(styles.keyPart, ownClass(key))} />
        ))}
        <span className={cx(styles.keyLetter, ownClass(props.keys[0] ?? 'unanswered'))}>{props.letter}</span>
      </span>
      <span className={styles.answerLabel}>{props.label}</span>
      {props.title && <span className="visually-hidden">({props.title})</span>}
    </button>
  );
}

/** Enter: what it does depends on where one is, and it says so. */
function AcceptButton({ control }: { readonly control: WalkControl }) {
  const { card, sides, locked, picked, parties } = control;
  const open = card.ownership.kind === 'unanswered';
  const names = parties.filter((party) => picked.includes(party.id)).map((party) => party.name);
  const label =
    picked.length > 0
      ? `Record: ${names.join(' + ')}`
      : open
        ? `Accept: ${suggestionWords(card.suggestion.owner, sides)}`
        : card.assignment?.confirmLater
          ? 'Confirm and go on'
          : 'Next duty';
  const short = label.split(/[: ]/)[0];
  return (
    <button
      type="button"
      className={styles.accept}
      aria-keyshortcuts="Enter"
      disabled={(locked && open) || (!open && picked.length === 0 && card.next === null)}
      title={label}
      onClick={control.accept}
    >
      <span className={styles.acceptLabel}>{label}</span>
      <span className={styles.acceptShort} aria-hidden="true">
        {short}
      </span>
      <span aria-hidden="true">
        <Kbd keys="Enter" />
      </span>
    </button>
  );
}

function answerWords({ panel, parties }: WalkControl): string {
  if (panel?.kind !== 'misconception') return '';
  if ('notApplicable' in panel.answer) return 'Not applicable';
  const { owners } = panel.answer;
  const names = owners.map((id) => parties.find((party) => party.id === id)?.name ?? id);
  return names.length === 1 ? `${names[0]} alone` : `shared by ${names.join(' and ')}`;
}
