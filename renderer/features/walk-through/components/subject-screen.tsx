import { Navigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { WalkSubject } from '../../../../main/contract/assignments.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { firstCard } from '../../../components/ownership/walking.ts';
import { whyNothing } from '../../../host/call-error.ts';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery, useQueryCache } from '../../../host/queries.ts';
import { AreaProblem } from './area-problem.tsx';
import { CardScreen } from './card-screen.tsx';
import { SubjectList } from './subject-list.tsx';
import styles from './walk.module.css';

/** The walk-through of one subject; finds the card to show when the address names none. */
export function SubjectScreen(props: {
  readonly subject: string;
  readonly card: string | undefined;
  readonly subjects: readonly WalkSubject[];
}) {
  const { subject, subjects } = props;
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  const walk = useDemarcQuery('assignments.walk', { subject }, { keepPrevious: true });
  const fresh = walk.data?.subject.ref === subject ? walk.data : undefined;
  const wanted = props.card === undefined ? undefined : `${subject}/${props.card}`;
  const card = useDemarcQuery(
    'assignments.card',
    { ref: wanted ?? '' },
    { enabled: wanted !== undefined, keepPrevious: true },
  );

  // The next card is asked for ahead, so that it is there at the press of a key.
  const { next, nextOpen, previous } = card.data ?? {};
  useEffect(() => {
    for (const ref of new Set([nextOpen, next, previous]))
      if (ref) cache.prefetch('assignments.card', { ref });
    const ahead = nextOpen?.split('/')[0];
    if (ahead) cache.prefetch('assignments.walk', { subject: ahead });
  }, [cache, next, nextOpen, previous]);

  if (wanted === undefined && fresh) {
    const first = firstCard(fresh.items);
    if (first)
      return (
        <Navigate
          to="/w/$workbook/walk/{-$subject}"
          params={{ workbook, subject }}
          search={{ card: first.slice(first.indexOf('/') + 1) }}
          replace
        />
      );
  }
  const problem = whyNothing(walk) ?? whyNothing(card);
  if (problem || (fresh && fresh.items.length === 0))
    return (
      <div className={styles.screen}>
        <SubjectList subjects={subjects} walk={fresh} current={subject} card={null} />
        <div className={styles.alone}>
          {problem ? (
            <AreaProblem error={problem} />
          ) : (
            <EmptyState icon="walk" title="Nothing is asked here">
              The catalogue has no duty for this service. Choose another at the left, or ask one of those
              listed as “Not asked here”.
            </EmptyState>
          )}
        </div>
      </div>
    );
  if (!walk.data || !card.data) return null;
  return (
    <CardScreen
      wanted={wanted ?? card.data.ref}
      card={card.data}
      walk={walk.data}
      subject={subject}
      subjects={subjects}
    />
  );
}
