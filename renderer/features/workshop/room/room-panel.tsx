import { useId, useState } from 'react';
import type { RoomState } from '../../../../main/contract/room.ts';
import type { Meeting } from '../../../../main/contract/workshop.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery, useQueryCache } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatMoment } from '../../../lib/format.ts';
import styles from './room.module.css';
import { RoomCode } from './room-code.tsx';
import { Seats } from './seats.tsx';

/**
 * The room of the running meeting: closed, with the way to open it, or open, with who is in it. One that is open can be closed whatever
 * became of its meeting and of the workbook.
 */
export function RoomPanel({
  room,
  meeting,
}: {
  readonly room: RoomState | null;
  readonly meeting: Meeting | undefined;
}) {
  const id = useId();
  return (
    <Panel padded>
      <section aria-labelledby={id} className={styles.panel}>
        <h3 id={id} className={styles.label}>
          The room: everybody on their own device
        </h3>
        {room !== null && <Open room={room} meeting={meeting} />}
        {room === null && meeting && <Closed meeting={meeting} />}
      </section>
    </Panel>
  );
}

function Closed({ meeting }: { readonly meeting: Meeting }) {
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  const networks = useDemarcQuery('room.networks', {}).data;
  const open = useCommand('room.open');
  const update = useCommand('workshop.update');
  const [chosen, setChosen] = useState('');
  const id = useId();
  const address = networks?.some((each) => each.address === chosen) ? chosen : (networks?.[0]?.address ?? '');
  return (
    <>
      <p className={styles.soft}>
        Whoever is here follows on a phone or laptop, agrees, objects and proposes. Only you record. It opens
        on one network of this computer, until you close it; nothing leaves that network.
      </p>
      {networks?.length === 0 ? (
        <Notice tone="warn" title="This computer is on no network">
          Join the Wi-Fi of the room, or switch on the hotspot of a phone and join that: it needs no internet.
          Then look again.
        </Notice>
      ) : (
        <>
          {networks !== undefined && networks.length > 1 && (
            <div className={styles.field}>
              <label htmlFor={id}>Network that the others are on</label>
              <select id={id} value={address} onChange={(event) => setChosen(event.target.value)}>
                {networks.map((each) => (
                  <option key={each.address} value={each.address}>
                    {each.address} ({each.name})
                  </option>
                ))}
              </select>
            </div>
          )}
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={meeting.anonymous}
              disabled={meeting.proposals > 0 || update.busy}
              onChange={(event) =>
                void update.run({ meeting: meeting.number, anonymous: event.target.checked })
              }
            />
            Keep no names of who says what
            {meeting.proposals > 0 && ' (chosen before anything is proposed)'}
          </label>
        </>
      )}
      <div className={styles.acts}>
        <Button
          kind="primary"
          disabled={address === '' || open.busy}
          onClick={() => void open.run({ workbook, address })}
        >
          Open the room
        </Button>
        <Button kind="quiet" onClick={() => void cache.refresh('room.networks', {})}>
          Look at the networks again
        </Button>
      </div>
    </>
  );
}

function Open({ room, meeting }: { readonly room: RoomState; readonly meeting: Meeting | undefined }) {
  const workbook = useWorkbookId();
  const close = useCommand('room.close');
  return (
    <>
      {room.lost && (
        <Notice tone="warn" title="The address of this computer changed">
          Nobody reaches {room.url} any more. Join the same network again, or close the room and open it on
          another one: everybody joins anew, and what was said is kept.
        </Notice>
      )}
      {room.wrong !== null && (
        <Notice tone="warn" title="Something is wrong on this computer">
          {room.wrong} Whoever met it on their device was told to turn to you: what they said then may not be
          recorded.
        </Notice>
      )}
      {room.wasWrong !== null && (
        <p className={styles.soft}>
          Well again, but when devices asked at {formatMoment(room.wasWrong.at)} this was wrong: “
          {room.wasWrong.words}” What was said then may not be recorded.
        </p>
      )}
      <RoomCode room={room} />
      {meeting?.anonymous && <p>No names are kept of who says what.</p>}
      <Seats room={room} />
      <Trouble room={room} />
      <div className={styles.acts}>
        <Button disabled={close.busy} onClick={() => void close.run({ workbook })}>
          Close the room
        </Button>
      </div>
    </>
  );
}

/** What to do where a device does not get in, and what its browser warns of. */
function Trouble({ room }: { readonly room: RoomState }) {
  return (
    <details className={styles.soft}>
      <summary>A device does not get in?</summary>
      <ul className={styles.list}>
        <li>
          <strong>The page never comes.</strong> The device has to be on the same network. The firewall of
          this computer has to let in connections to port {room.port}: allow Demarc when the system asks, or
          in its settings. Many guest networks keep devices apart; the hotspot of a phone does not.
        </li>
        {room.ownCertificate ? null : (
          <li>
            <strong>The browser warns.</strong> This room made its own certificate, which no authority vouches
            for. Choose “Advanced” and go on. The connection is encrypted; whoever wants to be sure that
            nothing stands in between compares the SHA-256 fingerprint:{' '}
            <code className={styles.print}>{room.fingerprint}</code>
          </li>
        )}
        <li>
          <strong>This computer sleeps.</strong> Then everybody waits; each page comes back by itself when it
          wakes. Keep it on power.
        </li>
      </ul>
    </details>
  );
}
