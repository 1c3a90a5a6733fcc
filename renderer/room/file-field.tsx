import { useId, useState } from 'react';
import { MOST_FILE_BYTES, type RoomDuty } from '../../main/contract/room.ts';
import { type Answer, offer } from './asking.ts';
import styles from './room.module.css';

/** A file or a photograph for the duty: held until whoever records takes it. */
export function FileField(props: {
  readonly duty: RoomDuty;
  readonly onOffered: (answer: Answer<RoomDuty>, words: string) => void;
}) {
  const [busy, setBusy] = useState(false);
  const id = useId();
  const send = async (file: File) => {
    if (file.size === 0 || file.size > MOST_FILE_BYTES) {
      const message =
        file.size === 0
          ? 'This file is empty.'
          : 'This file is larger than the 25 MB that can be offered here.';
      props.onOffered({ ok: false, error: { code: 'INVALID_INPUT', message } }, '');
      return;
    }
    setBusy(true);
    const answer = await offer<RoomDuty>(props.duty.ref, file);
    setBusy(false);
    props.onOffered(answer, 'Your file is held until it is looked at.');
  };
  return (
    <div className={styles.file}>
      <label htmlFor={id}>{busy ? 'Sending the file' : 'Attach a file or a photograph'}</label>
      <input
        id={id}
        type="file"
        disabled={busy}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void send(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}
