import { getRouteApi, Link } from '@tanstack/react-router';
import { useArrival } from '../../components/arrival/use-arrival.ts';
import { buttonClass } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Page } from '../../components/page/page.tsx';
import { useWorkbookId } from '../../host/context.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { Agenda } from './components/agenda.tsx';
import { Decisions } from './components/decisions.tsx';
import { HandOuts } from './components/hand-outs.tsx';
import { Meetings } from './components/meetings.tsx';
import { ParkedList } from './components/parked-list.tsx';
import { ToConfirm } from './components/to-confirm.tsx';

const route = getRouteApi('/w/$workbook/workshop');

/** Everything around the room: who is there, what comes next, what was decided, and what was put aside. */
export function WorkshopScreen() {
  const info = useDemarcData('workbook.info', {});
  const workbook = useWorkbookId();
  const { entry } = route.useSearch();
  const navigate = route.useNavigate();
  useArrival(entry, () => void navigate({ search: {}, replace: true }));
  return (
    <Page
      title="Workshop"
      lead="Go through the services with everybody who owns a part of them. The presenter view shows one question at a time, large enough for a projector."
      actions={
        <Link
          to="/w/$workbook/present/{-$subject}"
          params={{ workbook }}
          search={{}}
          className={buttonClass('primary', 'large')}
        >
          <Icon name="present" />
          Present
        </Link>
      }
    >
      <Meetings readOnly={info.readOnly} wanted={entry} />
      <Agenda readOnly={info.readOnly} />
      <ToConfirm readOnly={info.readOnly} />
      <ParkedList />
      <Decisions readOnly={info.readOnly} />
      <HandOuts />
    </Page>
  );
}
