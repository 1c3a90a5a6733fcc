import { namesById, partiesOf } from '../../../main/domain/duties/ownership.ts';
import { Button } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import type { CardControl } from '../card-control.ts';
import { draftDifferences } from '../conflict.ts';
import { draftFor } from '../draft/draft.ts';
import { Both } from './conflict.tsx';
import styles from './draft-state.module.css';

/** A dot and the word: what was chosen or typed here is not recorded yet. */
export function DraftBadge({ control }: { readonly control: CardControl }) {
  if (!control.drafted) return null;
  return (
    <span className={styles.draft}>
      <span className={styles.dot} aria-hidden="true" />
      <span title="Chosen or typed here and kept on this computer. Nothing of it is recorded yet.">
        Draft, not recorded
      </span>
      <Button size="small" kind="quiet" onClick={control.draft.discard}>
        Discard
      </Button>
    </span>
  );
}

/** An answer was recorded elsewhere while a draft stood here: both are shown, and neither goes over the other by itself. */
export function DraftBeside({ control }: { readonly control: CardControl }) {
  const { card, draft, drafted, parties } = control;
  const people = useDemarcQuery('people.list', {}).data ?? [];
  if (!drafted || card.ownership.kind === 'unanswered') return null;
  const found = draftDifferences(draft.draft, card.assignment, { parties: namesById(parties), people });
  if (found.length === 0) return null;
  // The text of a party that has no part in the answer cannot be recorded; it can be read here, and copied.
  const fits = Object.keys(draftFor(draft.draft, partiesOf(card.ownership))).length > 0;
  return (
    <Notice
      tone="note"
      title="A draft of yours stands beside the recorded answer"
      actions={
        <>
          {fits && (
            <Button kind="primary" onClick={control.recordDraft}>
              Record the draft
            </Button>
          )}
          <Button onClick={draft.discard}>Discard it</Button>
        </>
      }
    >
      <Both found={found} theirs="Recorded" mine="Your draft" />
    </Notice>
  );
}
