import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import styles from './room.module.css';
import { RoomCode } from './room-code.tsx';
import { Seats } from './seats.tsx';
import { useOpenRoom, useShowing } from './use-open-room.ts';

/** In front of the room: how many are here, who waits or raises a hand, and how one joins. Shows everybody the duty. */
export function RoomStrip({ shown }: { readonly shown: string }) {
  const room = useOpenRoom();
  const [open, setOpen] = useState(false);
  useShowing(shown, room);
  if (room === null) return null;
  const here = room.seats.filter(({ state, here }) => state === 'in' && here).length;
  const waiting = room.seats.filter(({ state }) => state === 'waiting').length;
  const hands = room.seats.filter(({ hand }) => hand).map(({ name }) => name);
  const words = [
    `${here} here`,
    waiting > 0 ? `${waiting} waiting` : null,
    hands.length > 0
      ? `${hands.slice(0, 2).join(', ')}${hands.length > 2 ? ` and ${hands.length - 2} more` : ''}: hand up`
      : null,
  ].filter((part) => part !== null);
  return (
    <>
      <Button kind="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.join(' · ')}
      </Button>
      <span role="status" className="visually-hidden">
        {waiting > 0 ? `${waiting} waiting to be let in` : ''}
      </span>
      {open && (
        <Dialog title="The room" onClose={() => setOpen(false)} wide>
          <div className={styles.panel}>
            <RoomCode room={room} />
            <Seats room={room} />
          </div>
        </Dialog>
      )}
    </>
  );
}
