import { useEffect, useState } from 'react';
import type { Matrix } from '../../../../main/contract/matrix.ts';
import { namesById } from '../../../../main/domain/ownership.ts';
import { parkedWords } from '../../../../main/domain/parking.ts';
import { Button } from '../../../components/button/button.tsx';
import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { suggestionWords } from '../../../components/ownership/answers.ts';
import { MisconceptionPanel } from '../../../components/ownership/misconception-panel.tsx';
import { NotApplicablePanel } from '../../../components/ownership/not-applicable-panel.tsx';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { useFootBar } from '../../../components/toast/use-foot-bar.ts';
import { useDemarcQuery } from '../../../host/queries.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import type { CellAnswers } from '../use-cell-answers.ts';
import { EverywherePanel } from './everywhere-panel.tsx';
import styles from './strip.module.css';

const SETTLE_MS = 90;

/** What stands in the focused cell, in words, with the keys that change it. Its height is fixed, so the grid never jumps. */
export function CellStrip(props: {
  readonly cellRef: string | null;
  readonly place: string;
  readonly answers: CellAnswers;
  /** How many columns show the duty in focus. */
  readonly columns: number;
  readonly parties: Matrix['parties'];
  readonly onOpen: (ref: string) => void;
}) {
  const { cellRef, answers, parties } = props;
  // Running through cells with an arrow held down must not ask for every card on the way.
  const settled = useSettled(cellRef);
  const query = useDemarcQuery(
    'assignments.card',
    { ref: settled ?? '' },
    { enabled: settled !== null, keepPrevious: true },
  );
  const card = query.data?.ref === cellRef ? query.data : undefined;
  const people = namesById(useDemarcQuery('people.list', {}).data ?? []);
  const { panel } = answers;
  const bar = useFootBar<HTMLElement>();
  const done = (act: () => void) => () => {
    act();
    focusActiveCell();
  };
  return (
    <section ref={bar} className={styles.strip} aria-label="The cell in focus">
      {panel?.kind === 'not-applicable' && (
        <NotApplicablePanel
          initial={card?.assignment?.notApplicable ?? ''}
          onRecord={(reason) => done(() => answers.recordNotApplicable(reason))()}
          onClose={done(answers.close)}
        />
      )}
      {panel?.kind === 'misconception' && card && (
        <MisconceptionPanel
          warning={panel.warning}
          answer={'owners' in panel.answer ? ownersWords(panel.answer.owners, parties) : 'Not applicable'}
          suggestion={suggestionWords(card.suggestion.owner, answers.sides)}
          onTake={done(() => answers.takeSuggestion(card))}
          onRecord={(reason) => done(() => answers.recordAnyway(reason))()}
          onClose={done(answers.close)}
        />
      )}
      {panel?.kind === 'everywhere' && (
        <EverywherePanel
          answer={'owners' in panel.answer ? ownersWords(panel.answer.owners, parties) : 'not applicable'}
          columns={props.columns}
          onRecord={done(answers.recordEverywhere)}
          onClose={done(answers.close)}
        />
      )}
      <div className={styles.line}>
        {cellRef === null ? (
          <span className={styles.text}>This duty is not asked of this service.</span>
        ) : card ? (
          <>
            <span className={styles.owner}>
              <OwnershipChip ownership={card.ownership} parties={parties} words large />
            </span>
            <span className={styles.text}>
              <span className={styles.name}>
                {card.subject.label}: {card.responsibility.name}
              </span>
              <span className={styles.more}>
                {card.assignment?.parked && `${parkedWords(card.assignment.waits, people)}. `}
                {card.ownership.kind === 'unanswered'
                  ? `Suggested: ${suggestionWords(card.suggestion.owner, answers.sides)}. ${card.suggestion.why}`
                  : [
                      card.assignment?.notApplicable,
                      card.assignment?.shares.some((share) => share.person !== null)
                        ? null
                        : 'Nobody is named.',
                      card.assignment ? STATUS_WORDS[card.assignment.status] : null,
                      card.assignment?.note,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
              </span>
            </span>
          </>
        ) : (
          <span className={styles.text} />
        )}
        <span className={styles.keys} aria-hidden="true">
          {['a', 'c', 's', 'n'].map((key) => (
            <Kbd key={key} keys={key} />
          ))}
        </span>
        <Button
          size="small"
          disabled={cellRef === null}
          onClick={() => cellRef !== null && props.onOpen(cellRef)}
        >
          Open card <Kbd keys="Enter" />
        </Button>
      </div>
      <span role="status" className="visually-hidden">
        {answers.said}
      </span>
    </section>
  );
}

function useSettled(value: string | null): string | null {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function ownersWords(owners: readonly string[], parties: Matrix['parties']): string {
  const names = owners.map((id) => parties.find((party) => party.id === id)?.name ?? id);
  return names.length === 1 ? `${names[0]} alone` : `shared by ${names.join(' and ')}`;
}
