import type { RoomSeat, RoomState } from '../../../../main/contract/room.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from './room.module.css';

/** Who waits to be let in, and who is in. */
export function Seats({ room }: { readonly room: RoomState }) {
  const waiting = room.seats.filter(({ state }) => state === 'waiting');
  const inside = room.seats.filter(({ state }) => state === 'in');
  return (
    <>
      {waiting.length > 0 && <Waiting seats={waiting} />}
      <div>
        <h4 className={styles.title} id="room-inside">
          {inside.length === 0
            ? 'Nobody is in the room yet'
            : `${formatCount(inside.length, 'device')} in the room`}
        </h4>
        <ul aria-labelledby="room-inside" className={styles.seats}>
          {inside.map((seat) => (
            <Inside key={seat.id} seat={seat} />
          ))}
        </ul>
      </div>
    </>
  );
}

function Waiting({ seats }: { readonly seats: readonly RoomSeat[] }) {
  const workbook = useWorkbookId();
  const admit = useCommand('room.admit');
  const refuse = useCommand('room.refuse');
  const all = async () => {
    for (const seat of seats) if (!seat.instead) await admit.run({ workbook, seat: seat.id });
  };
  return (
    <section aria-label="Waiting to be let in" className={styles.waiting}>
      <div className={styles.line}>
        <h4 className={styles.title}>
          {seats.length === 1 ? '1 waits' : `${seats.length} wait`} to be let in
        </h4>
        {seats.length > 1 && (
          <Button size="small" disabled={admit.busy} onClick={() => void all()}>
            Let all in
          </Button>
        )}
      </div>
      <ul className={styles.list}>
        {seats.map((seat) => (
          <li key={seat.id} className={styles.line}>
            <span>
              <strong>{seat.name}</strong>{' '}
              <span className={styles.soft}>
                {[
                  seat.person === null ? 'guest' : null,
                  seat.device.toLowerCase(),
                  seat.instead ? 'is in already: letting this one in ends the other device' : null,
                ]
                  .filter((part) => part !== null)
                  .join(', ')}
              </span>
            </span>
            <span className={styles.acts}>
              <Button
                size="small"
                kind="primary"
                disabled={admit.busy}
                aria-label={`Let in: ${seat.name}`}
                onClick={() => void admit.run({ workbook, seat: seat.id })}
              >
                Let in
              </Button>
              <Button
                size="small"
                kind="quiet"
                aria-label={`Send away: ${seat.name}`}
                onClick={() => void refuse.run({ workbook, seat: seat.id })}
              >
                Send away
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Inside({ seat }: { readonly seat: RoomSeat }) {
  const workbook = useWorkbookId();
  const refuse = useCommand('room.refuse');
  const lower = useCommand('room.lowerHand');
  return (
    <li className={styles.seat}>
      <span>{seat.name}</span>
      {!seat.here && <span className={styles.soft}>away</span>}
      {seat.hand && (
        <>
          <Badge tone="warn">Hand up</Badge>
          <Button
            size="small"
            kind="quiet"
            aria-label={`Lower the hand of ${seat.name}`}
            onClick={() => void lower.run({ workbook, seat: seat.id })}
          >
            Lower
          </Button>
        </>
      )}
      <IconButton
        size="small"
        icon="close"
        label={`Send ${seat.name} away`}
        onClick={() => void refuse.run({ workbook, seat: seat.id })}
      />
    </li>
  );
}
