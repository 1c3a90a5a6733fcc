import { type RefObject, useEffect, useRef } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import { Button } from '../../components/button/button.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { suggestionWords } from '../../components/ownership/answers.ts';
import { OwnershipChip } from '../../components/ownership/ownership-chip.tsx';
import { useOwnershipShown } from '../../components/ownership/shown-ahead.ts';
import { useFootBar } from '../../components/toast/use-foot-bar.ts';
import { useDemarcData, useDemarcQuery, useQueryCache } from '../../host/queries.ts';
import { STATUS_WORDS } from '../../lib/words.ts';
import type { CardControl, Places } from '../card-control.ts';
import { CardKeys } from '../card-keys.tsx';
import { CardBadges } from '../card-view.tsx';
import type { CardAct } from '../keys.ts';
import { KeysBeforeCard } from '../keys-before-card.tsx';
import { AnswerPanels } from '../parts/answer-panels.tsx';
import { useFocusBack } from '../parts/focus-card.ts';
import { Foundation } from '../parts/foundation.tsx';
import { heldWords } from '../parts/held-words.ts';
import { useCard } from '../use-card.ts';
import { tellsLast, useSaid } from '../use-said.ts';
import styles from './line.module.css';
import { useSettled } from './use-settled.ts';

export interface CardLineProps {
  /** The duty in focus; null where none is asked. */
  readonly at: string | null;
  /** The duties that the next key may lead to. */
  readonly near: readonly string[];
  /** Opens the whole card, for what a line has no room for. */
  readonly onWhole: (ref: string, act: CardAct | null) => void;
  /** Takes the focus back to what the line is about. */
  readonly onBack: () => void;
}

/** The card of the duty in focus as one line, with its keys. What an answer asks opens above it; its height is fixed else, so nothing jumps. */
export function CardLine(props: CardLineProps) {
  const { at } = props;
  // Running through cells with an arrow held down must not ask for every card on the way.
  const settled = useSettled(at);
  const query = useDemarcQuery(
    'assignments.card',
    { ref: settled ?? '' },
    { enabled: settled !== null, keepPrevious: true },
  );
  useAskedAhead(settled === null ? [] : props.near);
  const bar = useFootBar<HTMLElement>();
  const root = useRef<HTMLDivElement>(null);
  return (
    <section ref={bar} className={styles.strip} aria-label="The cell in focus">
      <div ref={root} data-ref={at ?? undefined}>
        {at === null ? (
          <div className={styles.line}>
            <span className={styles.text}>This duty is not asked of this service.</span>
          </div>
        ) : query.data ? (
          <Line {...props} at={at} card={query.data} root={root} />
        ) : (
          <div className={styles.line}>
            <KeysBeforeCard />
          </div>
        )}
      </div>
    </section>
  );
}

/** Where the line has stood: its room is left when the whole card is drawn, so that nobody waits for what moves by it. */
export const CardLineRoom = ({ left }: { readonly left: boolean }) =>
  left ? (
    <span />
  ) : (
    <div className={styles.strip}>
      <div className={styles.line} />
    </div>
  );

/** The cards beside it are there when one goes on, so that a key need not wait for its card. */
function useAskedAhead(near: readonly string[]): void {
  const cache = useQueryCache();
  const list = near.join('\n');
  useEffect(() => {
    for (const ref of list === '' ? [] : list.split('\n')) cache.prefetch('assignments.card', { ref });
  }, [cache, list]);
}

const NOWHERE: Places = { previous: null, next: null, nextOpen: null };

function Line(
  props: CardLineProps & {
    readonly at: string;
    readonly card: Card;
    readonly root: RefObject<HTMLDivElement | null>;
  },
) {
  const { at, card, root, onWhole } = props;
  const control = useSaid(
    useCard(at, card, {
      parties: useDemarcData('parties.list', {}),
      readOnly: useDemarcData('workbook.info', {}).readOnly,
      // The focus stays in its cell: where to go on is the grid's own business.
      goOn: false,
      places: NOWHERE,
      go: () => false,
      line: true,
    }),
  );
  const told = control.said === '' || control.card.ref !== at || tellsLast(control);
  const { panel, fields } = control;
  useFocusBack(panel !== null, root, props.onBack);
  const conflict = fields.edit.state === 'conflict';
  useEffect(() => {
    if (conflict) onWhole(at, null);
  }, [conflict, onWhole, at]);
  return (
    <>
      <CardKeys
        control={control}
        size="line"
        root={root}
        onPickEvidence={() => onWhole(at, 'pick-evidence')}
        onAddLink={() => onWhole(at, 'add-link')}
        onWhole={(act) => onWhole(at, act)}
      />
      {panel !== null && <Asked control={control} />}
      <div className={styles.line}>
        {card.ref === at ? <Words control={control} /> : <span className={styles.text} />}
        {/* In place of the keys, so that nothing of the line moves. */}
        <span role="status" className={told ? 'visually-hidden' : styles.said}>
          {control.said}
        </span>
        {panel === null && told && (
          <span className={styles.keys} aria-hidden="true">
            {['a', 'c', 's', 'n'].map((key) => (
              <Kbd key={key} keys={key} />
            ))}
          </span>
        )}
        <Button size="small" onClick={() => onWhole(at, null)}>
          Open card {panel === null && <Kbd keys="Enter" />}
        </Button>
      </div>
    </>
  );
}

/** What is asked before something is recorded, and in how many columns it will show. */
function Asked({ control }: { readonly control: CardControl }) {
  const kind = control.panel?.kind;
  if (kind !== 'differs' && kind !== 'not-applicable')
    return <AnswerPanels control={control} before={<Foundation control={control} />} />;
  if (control.card.foundation === null) return <AnswerPanels control={control} />;
  return (
    <div role="alertdialog" aria-label="Before it is recorded in every column">
      <div className={styles.foundation}>
        <Foundation control={control} />
      </div>
      <AnswerPanels control={control} />
    </div>
  );
}

/** Alone with what a key shows ahead, so that nothing else of the line is drawn anew for it. */
function Owner({ card, parties }: { readonly card: Card; readonly parties: readonly Party[] }) {
  return <OwnershipChip ownership={useOwnershipShown(card)} parties={parties} words large />;
}

function Words({ control }: { readonly control: CardControl }) {
  const { card, sides, parties } = control;
  const { assignment } = card;
  const said =
    card.ownership.kind === 'unanswered'
      ? `Suggested: ${suggestionWords(card.suggestion, sides)}. ${card.suggestion.why}`
      : [
          card.common && card.common.how !== 'source' && heldWords(card.common),
          assignment?.notApplicable,
          assignment?.shares.some((share) => share.person !== null) ? null : 'Nobody is named.',
          assignment ? STATUS_WORDS[control.fields.status.value] : null,
          assignment?.note,
        ]
          .filter(Boolean)
          .join(' · ');
  return (
    <>
      <span className={styles.owner}>
        <Owner card={card} parties={parties} />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>
          {card.subject.label}: {card.responsibility.name}
        </span>
        <span className={styles.more}>{said}</span>
      </span>
      <CardBadges control={control} />
    </>
  );
}
