import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { AgendaItem, Meeting } from '../../../../main/contract/workshop.ts';
import { durationWords } from '../../../../main/domain/meetings.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { cx } from '../../../lib/cx.ts';
import { formatNumber } from '../../../lib/format.ts';
import { agendaTotals, moved } from '../model.ts';
import { useRunningMeeting } from '../use-room.ts';
import styles from './workshop.module.css';

/** Zero is said by an empty cell: what stands out is what is left. */
const shown = (count: number): string => (count === 0 ? '' : formatNumber(count));

const number = cx(table.end, styles.number);

/** Services in walking order, with how far each is and how long it took. */
export function Agenda({ readOnly }: { readonly readOnly: boolean }) {
  const agenda = useDemarcData('workshop.agenda', {});
  const meeting = useRunningMeeting();
  const [choosing, setChoosing] = useState(false);
  const order = useAgendaOrder(meeting);
  const editing = choosing && meeting !== null && !readOnly;
  const total = agendaTotals(agenda);
  return (
    <Section
      title="Agenda"
      hint={
        editing
          ? 'Tick what this meeting goes through, and put it in its order. What is not ticked comes after.'
          : 'A service opens in the presenter view at its first duty without an answer.'
      }
      actions={
        meeting !== null &&
        !readOnly && (
          <>
            {editing && <KeepAsUsual agenda={meeting.agenda} />}
            <Button icon={editing ? 'check' : 'list'} onClick={() => setChoosing(!editing)}>
              {editing ? 'Done' : 'Choose for this meeting'}
            </Button>
          </>
        )
      }
    >
      <Panel>
        <div className={table.scroll}>
          <table className={table.table}>
            <Heads editing={editing} />
            <tbody>
              {agenda.map((item) => (
                <Row key={item.ref} item={item} order={editing ? order : null} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                {editing && <td />}
                <th scope="row" className={styles.together}>
                  Together
                </th>
                <td className={number}>
                  {formatNumber(total.answered)} of {formatNumber(total.asked)}
                </td>
                <td className={number}>{shown(total.parked)}</td>
                <td className={number}>{shown(total.toConfirm)}</td>
                <td className={number}>{durationWords(total.secondsNow)}</td>
                <td className={number}>{durationWords(total.seconds)}</td>
                {editing && <td />}
              </tr>
            </tfoot>
          </table>
        </div>
      </Panel>
    </Section>
  );
}

function Heads({ editing }: { readonly editing: boolean }) {
  return (
    <thead>
      <tr>
        {editing && (
          <th scope="col">
            <span className="visually-hidden">On the agenda</span>
          </th>
        )}
        <th scope="col">Service</th>
        <th scope="col" className={table.end}>
          Answered
        </th>
        <th scope="col" className={table.end}>
          Parked
        </th>
        <th scope="col" className={table.end}>
          To be confirmed
        </th>
        <th scope="col" className={table.end}>
          This meeting
        </th>
        <th scope="col" className={table.end}>
          In all
        </th>
        {editing && (
          <th scope="col">
            <span className="visually-hidden">Order</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function Row(props: {
  readonly item: AgendaItem /** Null while it is not chosen. */;
  readonly order: Order | null;
}) {
  const { item, order } = props;
  const workbook = useWorkbookId();
  return (
    <tr>
      {order && (
        <td>
          <Checkbox
            label={<span className="visually-hidden">{item.label} is on the agenda</span>}
            checked={item.place !== null}
            onChecked={(on) => order.choose(item.ref, on)}
          />
        </td>
      )}
      <th scope="row" className={styles.rowHead}>
        {item.place !== null && <span className={styles.place}>{item.place}.</span>}
        <Link to="/w/$workbook/present/{-$subject}" params={{ workbook, subject: item.ref }} search={{}}>
          {item.label}
        </Link>
        <span className={styles.soft}> {item.detail}</span>
      </th>
      <td className={number}>
        {formatNumber(item.answered)} of {formatNumber(item.asked)}
      </td>
      <td className={number}>{shown(item.parked)}</td>
      <td className={number}>{shown(item.toConfirm)}</td>
      <td className={number}>{durationWords(item.secondsNow)}</td>
      <td className={number}>{durationWords(item.seconds)}</td>
      {order && (
        <td className={styles.order}>{item.place !== null && <Steps item={item} order={order} />}</td>
      )}
    </tr>
  );
}

/** The next meetings begin with it, also those of a workbook that begins from this one. */
function KeepAsUsual({ agenda }: { readonly agenda: readonly string[] }) {
  const { usualAgenda } = useDemarcData('workbook.info', {});
  const { run, busy } = useCommand('workbook.update');
  const isUsual = usualAgenda.join() === agenda.join();
  return (
    <Button
      kind="quiet"
      disabled={busy || isUsual}
      onClick={() => void run({ usualAgenda: [...agenda] })}
      title="Meetings that begin from now on go through the same, in this order"
    >
      {isUsual ? 'Kept for the next meetings' : 'Keep for the next meetings'}
    </Button>
  );
}

interface Order {
  readonly count: number;
  readonly busy: boolean;
  choose(ref: string, on: boolean): void;
  move(ref: string, by: -1 | 1): void;
}

/** Changes what the running meeting goes through, and in which order. */
function useAgendaOrder(meeting: Meeting | null): Order {
  const update = useCommand('workshop.update');
  const agenda = meeting?.agenda ?? [];
  const save = (next: readonly string[]) => {
    if (meeting && next !== meeting.agenda && !update.busy)
      void update.run({ meeting: meeting.number, agenda: [...next] });
  };
  return {
    count: agenda.length,
    busy: update.busy,
    choose: (ref, on) => save(on ? [...agenda, ref] : agenda.filter((other) => other !== ref)),
    move: (ref, by) => save(moved(agenda, ref, by)),
  };
}

/** One step up or down. Its row moves under the focus, which stays on the button. */
function Steps({ item, order }: { readonly item: AgendaItem; readonly order: Order }) {
  const pressed = useRef<HTMLButtonElement | null>(null);
  const { place } = item;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the row has moved
  useEffect(() => {
    if (pressed.current && document.activeElement === document.body) pressed.current.focus();
  }, [place]);
  const step = (by: -1 | 1) => (event: React.MouseEvent<HTMLButtonElement>) => {
    pressed.current = event.currentTarget;
    order.move(item.ref, by);
  };
  return (
    <>
      <span className={styles.upwards}>
        <IconButton
          icon="chevron"
          label={`${item.label} earlier`}
          aria-disabled={place === 1}
          onClick={step(-1)}
        />
      </span>
      <IconButton
        icon="chevron"
        label={`${item.label} later`}
        aria-disabled={place === order.count}
        onClick={step(1)}
      />
    </>
  );
}
