import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { Action } from '../../../main/contract/actions.ts';
import { useArrival } from '../../components/arrival/use-arrival.ts';
import { Button } from '../../components/button/button.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { Tabs } from '../../components/tabs/tabs.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { ActionDialog, type NewAction } from './components/action-dialog.tsx';
import { ActionsView } from './components/actions-view.tsx';
import { Body } from './components/body.tsx';
import { GapsView } from './components/gaps-view.tsx';
import { Misconceptions } from './components/misconceptions.tsx';
import { RisksView } from './components/risks-view.tsx';
import { TrackersMenu } from './components/trackers-menu.tsx';
import { useGaps } from './components/use-gaps.ts';
import type { GapPatch, GapSearch, GapView } from './search.ts';

const route = getRouteApi('/w/$workbook/gaps');
const FREE_ACTION: NewAction = { title: '', subject: null, responsibility: null, rule: null };

/** What is wrong or missing, who does something about it, and the beliefs behind it. */
export function GapsScreen() {
  const { readOnly } = useDemarcData('workbook.info', {});
  const { actions } = useGaps();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [dialog, setDialog] = useState<{ make: NewAction } | { edit: Action } | null>(null);
  const view = search.view ?? 'gaps';
  const change = useCallback(
    (patch: GapPatch) =>
      void navigate({
        search: (now): GapSearch =>
          Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== undefined)),
        replace: true,
      }),
    [navigate],
  );
  const show = (next: GapView) => change({ view: next === 'gaps' ? undefined : next });
  const openAction = (number: number) => {
    const action = actions.find((entry) => entry.number === number);
    if (action && !readOnly) setDialog({ edit: action });
    else change({ view: 'actions', closed: true, action: number, text: undefined });
  };
  // Where it can be changed it opens; read only, there is no more of it than its line.
  useArrival(search.action === undefined ? undefined : `action-${search.action}`, () => {
    const wanted = actions.find((entry) => entry.number === search.action);
    change({ action: undefined });
    if (wanted && !readOnly) setDialog({ edit: wanted });
  });
  const addFree = () => setDialog({ make: FREE_ACTION });
  useShortcut('n', 'Add an action', addFree, { group: 'Gaps', enabled: !readOnly });
  return (
    <FullPage
      title="Gaps and actions"
      actions={
        <>
          <Tabs<GapView>
            label="What to look at"
            value={view}
            onValue={show}
            tabs={[
              { value: 'gaps', label: 'Gaps' },
              { value: 'actions', label: 'Actions' },
              { value: 'risks', label: 'Accepted risks' },
              { value: 'misconceptions', label: 'Misconceptions' },
            ]}
          />
          {view === 'actions' && <TrackersMenu />}
          {!readOnly && (
            <Button icon="add" onClick={addFree}>
              Add an action
            </Button>
          )}
        </>
      }
    >
      {view === 'gaps' ? (
        <GapsView
          search={search}
          readOnly={readOnly}
          change={change}
          onMake={(make) => setDialog({ make })}
          onAction={openAction}
        />
      ) : view === 'actions' ? (
        <ActionsView
          readOnly={readOnly}
          closed={search.closed ?? false}
          search={search}
          change={change}
          onClosed={(closed) => change({ closed: closed || undefined })}
          onAdd={addFree}
          onEdit={(edit) => setDialog({ edit })}
        />
      ) : view === 'risks' ? (
        <RisksView readOnly={readOnly} search={search} change={change} />
      ) : (
        <Body label="Misconceptions">
          <Misconceptions />
        </Body>
      )}
      {dialog && <ActionDialog action={dialog} onClose={() => setDialog(null)} />}
    </FullPage>
  );
}
