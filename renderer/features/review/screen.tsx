import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { FullPage } from '../../components/page/page.tsx';
import { Tabs } from '../../components/tabs/tabs.tsx';
import { AcknowledgementsView } from './components/acknowledgements-view.tsx';
import { DueView } from './components/due-view.tsx';
import { QueueView } from './components/queue-view.tsx';
import { RulesView } from './components/rules-view.tsx';
import { SignOffView } from './components/sign-off-view.tsx';
import type { ReviewPatch, ReviewSearch, ReviewView } from './search.ts';

const route = getRouteApi('/w/$workbook/review');

/** What waits for review, who signed what, and who acknowledged their duties. */
export function ReviewScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const view = search.view ?? 'queue';
  const change = useCallback(
    (patch: ReviewPatch) =>
      void navigate({
        search: (now): ReviewSearch =>
          Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== undefined)),
        replace: true,
      }),
    [navigate],
  );
  return (
    <FullPage
      title="Review and sign-off"
      actions={
        <Tabs<ReviewView>
          label="What to look at"
          value={view}
          onValue={(next) => change({ view: next === 'queue' ? undefined : next })}
          tabs={[
            { value: 'queue', label: 'Answers' },
            { value: 'due', label: 'Due' },
            { value: 'sign-off', label: 'Sign-offs' },
            { value: 'owners', label: 'Acknowledgements' },
            { value: 'rules', label: 'Rules' },
          ]}
        />
      }
    >
      {view === 'queue' && <QueueView search={search} change={change} />}
      {view === 'due' && <DueView search={search} change={change} />}
      {view === 'sign-off' && <SignOffView />}
      {view === 'rules' && <RulesView />}
      {view === 'owners' && (
        <AcknowledgementsView
          onDuties={(person) => change({ view: undefined, person, state: 'all', subject: undefined })}
        />
      )}
    </FullPage>
  );
}
