import { Door } from './door.tsx';
import { Inside } from './inside.tsx';
import styles from './room.module.css';
import { useRoom } from './use-room.ts';

/** The page of somebody who takes part, on their own device. */
export function RoomPage({ code }: { readonly code: string }) {
  const { standing, enter } = useRoom();
  switch (standing.at) {
    case 'asking':
      return (
        <Message title="One moment">
          <p role="status">{standing.wrong || 'Looking for the room.'}</p>
        </Message>
      );
    case 'door':
      return <Door brought={code} onJoined={enter} />;
    case 'over':
      return (
        <Message title="You are out of the room">
          <p role="status">
            {standing.wasIn
              ? 'It was closed, another device joined under your name, or whoever leads ended your place. What stood here as said is in the workbook and in the minutes; nothing that was typed is left on this device.'
              : 'It was closed, or whoever leads did not let you in.'}
          </p>
          <button type="button" className={styles.quiet} onClick={() => location.reload()}>
            Join again
          </button>
        </Message>
      );
    case 'room':
      return standing.view.state === 'waiting' ? (
        <Message title={`${standing.view.name}, one moment`}>
          <p role="status">
            Whoever leads <strong>{standing.view.meeting}</strong> lets you in. Keep this page open.
          </p>
          <p role="status" className={styles.lost}>
            {standing.wrong}
          </p>
        </Message>
      ) : (
        <Inside view={standing.view} wrong={standing.wrong} />
      );
  }
}

function Message(props: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <main className={styles.page}>
      <h1>{props.title}</h1>
      {props.children}
    </main>
  );
}
