import { useState } from 'react';
import { namesById, ownershipWords } from '../../../../main/domain/ownership.ts';
import { Button } from '../../../components/button/button.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { AnswerButtons } from '../../../components/ownership/answer-buttons.tsx';
import { suggestionWords } from '../../../components/ownership/answers.ts';
import { MisconceptionPanel } from '../../../components/ownership/misconception-panel.tsx';
import { NotApplicablePanel } from '../../../components/ownership/not-applicable-panel.tsx';
import styles from './presenter.module.css';
import type { Presenter } from './use-presenter.ts';

/** The room's decision, with what it asks opening above it. */
export function AnswerRow({ control }: { readonly control: Presenter }) {
  const { card, sides, parties, locked, panel } = control;
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
      <AnswerButtons
        ownership={card.ownership}
        parties={parties}
        sides={sides}
        locked={locked}
        room
        onAnswer={control.answerAs}
        onNotApplicable={() => control.open('not-applicable')}
      />
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
