import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import { buttonClass } from '../../components/button/button.tsx';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { useWorkbookId } from '../../host/context.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { SubjectScreen } from './components/subject-screen.tsx';

const route = getRouteApi('/w/$workbook/walk/{-$subject}');

/** One service at a time, one responsibility at a time; without an address it goes on where one stopped. */
export function WalkThroughScreen() {
  const { subject } = route.useParams();
  const { card } = route.useSearch();
  const subjects = useDemarcData('assignments.subjects', {});
  if (subject === undefined) return <Resume />;
  if (!subjects.some((entry) => entry.ref === subject)) return <Gone subject={subject} />;
  return <SubjectScreen subject={subject} card={card} subjects={subjects} />;
}

/** Goes to the card where the assessor stopped, else to the first service with something open. */
function Resume() {
  const workbook = useWorkbookId();
  const subjects = useDemarcData('assignments.subjects', {});
  const position = useDemarcData('assignments.position', {});
  const [stopped, card] = position.ref?.split('/') ?? [];
  const known = subjects.find((entry) => entry.ref === stopped);
  const open = (list: typeof subjects) => list.find((entry) => entry.answered + entry.parked < entry.asked);
  const target =
    known ?? open(subjects.filter((entry) => entry.kind === 'service')) ?? open(subjects) ?? subjects[0];
  if (!target)
    return (
      <EmptyState
        icon="walk"
        level={1}
        title="Nothing to walk through yet"
        actions={
          <Link
            to="/w/$workbook/services"
            params={{ workbook }}
            search={{ add: 'catalogue' }}
            className={buttonClass('primary')}
          >
            Add services
          </Link>
        }
      >
        Say which AWS services you use; then each of their duties is asked here, one at a time.
      </EmptyState>
    );
  return (
    <Navigate
      to="/w/$workbook/walk/{-$subject}"
      params={{ workbook, subject: target.ref }}
      search={known && card ? { card } : {}}
      replace
    />
  );
}

function Gone({ subject }: { readonly subject: string }) {
  const workbook = useWorkbookId();
  return (
    <EmptyState
      icon="walk"
      level={1}
      title="Not in this workbook"
      actions={
        <Link
          to="/w/$workbook/walk/{-$subject}"
          params={{ workbook, subject: undefined }}
          search={{}}
          className={buttonClass('primary')}
        >
          Go on with another
        </Link>
      }
    >
      There is no service “{subject}” here. It may have been removed; its evidence is still in the register.
    </EmptyState>
  );
}
