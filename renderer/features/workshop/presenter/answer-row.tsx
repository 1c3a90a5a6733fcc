import { useState } from 'react';
import {
  kindsById,
  namesById,
  type OwnershipKey,
  ownerClassOf,
  ownershipWords,
  partiesOf,
} from '../../../../main/domain/ownership.ts';
import { Button } from '../../../components/button/button.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { suggestionWords } from '../../../components/ownership/answers.ts';
import { MisconceptionPanel } from '../../../components/ownership/misconception-panel.tsx';
import { NotApplicablePanel } from '../../../components/ownership/not-applicable-panel.tsx';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { cx } from '../../../lib/cx.ts';
import styles from './presenter.module.css';
import type { Presenter } from './use-presenter.ts';

/** The room's decision, with what it asks opening above it. */
export function AnswerRow({ control }: { readonly control: Presenter }) {
  const { card, sides, parties, locked, panel } = control;
  const current = ownerClassOf(card.ownership, kindsById(parties));
  const plain = partiesOf(card.ownership).every(
    (party) => party === sides.provider?.id || party === sides.customer?.id,
  );
  const button = (
    letter: string,
    label: string,
    keys: readonly OwnershipKey[],
    on: boolean,
    run: () => void,
  ) => (
    <button
      type="button"
      className={cx(styles.answer, on && styles.pressed)}
      aria-pressed={on}
      aria-keyshortcuts={letter}
      disabled={locked}
      onClick={run}
    >
      <span aria-hidden="true" className={styles.key}>
        {keys.map((key) => (
          <span key={key} className={cx(styles.keyPart, ownClass(key))} />
        ))}
        <span className={cx(styles.keyLetter, ownClass(keys[0] ?? 'unanswered'))}>{letter}</span>
      </span>
      <span className={styles.answerLabel}>{label}</span>
    </button>
  );
  return (
    <section aria-label="The room’s decision" className={styles.bar}>
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
          answer={
            'owners' in panel.answer
              ? panel.answer.owners.map((id) => namesById(parties).get(id) ?? id).join(' and ')
              : 'not applicable'
          }
          suggestion={suggestionWords(card.suggestion.owner, sides)}
          onTake={control.takeSuggestion}
          onRecord={control.recordAnyway}
          onClose={control.closePanel}
        />
      )}
      {panel?.kind === 'decision' && <DecisionPanel control={control} />}
      <div className={styles.answers}>
        {button('A', sides.provider?.name ?? 'Provider', ['provider'], current === 'aws' && plain, () =>
          control.answerAs('provider'),
        )}
        {button(
          'C',
          sides.customer?.name ?? 'Customer',
          ['organisation'],
          current === 'customer' && plain,
          () => control.answerAs('customer'),
        )}
        {button('S', 'Shared', ['provider', 'organisation'], current === 'shared' && plain, () =>
          control.answerAs('shared'),
        )}
        {button('N', 'Not applicable', ['not-applicable'], current === 'na', () =>
          control.open('not-applicable'),
        )}
      </div>
      <div className={styles.foot}>
        <p role="status" className={styles.said}>
          {control.said || roomWords(control)}
        </p>
        <p className={styles.hints}>
          <Kbd keys="p" /> park <Kbd keys="d" /> decision <Kbd keys="o" /> person <Kbd keys="?" /> all keys
        </p>
      </div>
    </section>
  );
}

const roomWords = ({ card, parties }: Presenter): string =>
  card.ownership.kind === 'unanswered'
    ? 'Not decided yet.'
    : `Decided: ${ownershipWords(card.ownership, namesById(parties))}.`;

function DecisionPanel({ control }: { readonly control: Presenter }) {
  const [text, setText] = useState('');
  return (
    <form
      aria-label="Decision"
      className={styles.decision}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') control.decide(text.trim());
      }}
    >
      <TextField
        label={`What was decided on “${control.card.responsibility.name}”?`}
        value={text}
        onValue={setText}
        autoFocus
        maxLength={10_000}
      />
      <Button type="submit" kind="primary" disabled={text.trim() === ''}>
        Note it <Kbd keys="Enter" />
      </Button>
      <Button kind="quiet" onClick={control.closePanel}>
        Cancel
      </Button>
    </form>
  );
}
