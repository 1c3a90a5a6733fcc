import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { buttonClass } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { firstCard } from '../../../components/ownership/walking.ts';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData, useDemarcQuery, useQueryCache } from '../../../host/queries.ts';
import { subjectToPresent } from '../model.ts';
import { useRoomSubjects } from '../use-room.ts';
import { PresenterView } from './presenter-view.tsx';

const route = getRouteApi('/w/$workbook/present/{-$subject}');

/** One question for the whole room; without an address it goes on where the room stopped. */
export function PresenterScreen() {
  const { subject: given } = route.useParams();
  const { card } = route.useSearch();
  const subjects = useRoomSubjects();
  const position = useDemarcData('assignments.position', {});
  // Chosen once: an answer must not move the room to another service by itself.
  const [begun] = useState(() => subjectToPresent(subjects, position.ref));
  const subject = given ?? begun;
  if (subject === null || !subjects.some((entry) => entry.ref === subject)) return <NothingToPresent />;
  return <Subject key={subject} subject={subject} card={card} />;
}

function Subject(props: { readonly subject: string; readonly card: string | undefined }) {
  const walk = useDemarcData('assignments.walk', { subject: props.subject });
  const cache = useQueryCache();
  // Where the address names no duty: the first open one, which stays in view when it is answered and the room stays with it.
  const [begun] = useState(() => firstCard(walk.items));
  const asked = walk.items.find((item) => item.responsibility === props.card)?.ref;
  const wanted = asked ?? walk.items.find((item) => item.ref === begun)?.ref ?? firstCard(walk.items);
  const { data: card } = useDemarcQuery(
    'assignments.card',
    { ref: wanted ?? '' },
    { enabled: wanted !== null, keepPrevious: true },
  );
  const nextOpen = card?.nextOpen ?? null;
  useEffect(() => {
    if (nextOpen !== null) cache.prefetch('assignments.card', { ref: nextOpen });
  }, [cache, nextOpen]);
  if (wanted === null) return <NothingToPresent />;
  return card ? <PresenterView wanted={wanted} card={card} walk={walk} /> : null;
}

function NothingToPresent() {
  const workbook = useWorkbookId();
  return (
    <EmptyState
      icon="present"
      level={1}
      title="Nothing to ask here"
      actions={
        <Link to="/w/$workbook/workshop" params={{ workbook }} className={buttonClass('primary')}>
          Go to the agenda
        </Link>
      }
    >
      No duty is asked at this place. Choose a service from the agenda of the workshop.
    </EmptyState>
  );
}
