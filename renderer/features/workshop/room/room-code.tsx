import { encode } from 'uqr';
import type { RoomState } from '../../../../main/contract/room.ts';
import styles from './room.module.css';

/** How one joins: the picture to scan, the address and the code to type. Large enough for the back of a room. */
export function RoomCode({ room }: { readonly room: RoomState }) {
  return (
    <div className={styles.code}>
      <Picture text={`${room.url}/#${room.code}`} />
      <dl className={styles.ways}>
        <dt>Address</dt>
        <dd className={styles.address}>{room.url}</dd>
        <dt>Code of the room</dt>
        <dd className={styles.letters}>{room.code}</dd>
      </dl>
    </div>
  );
}

/** Dark on white in every theme: cameras want it so. */
function Picture({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label="Picture to scan with a phone; it leads to the address with the code"
      className={styles.picture}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
