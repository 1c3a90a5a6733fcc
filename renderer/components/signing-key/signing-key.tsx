import { useState } from 'react';
import { groupsOf } from '../../../main/domain/signatures/key-words.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { Button } from '../button/button.tsx';
import { Checkbox, TextField } from '../field/field.tsx';
import { Refusal } from '../notice/notice.tsx';
import styles from './signing-key.module.css';

/** Whether a key is to sign, and the passphrase typed for it. */
export interface KeyWanted {
  readonly on: boolean;
  readonly passphrase: string;
}
export const NO_KEY: KeyWanted = { on: false, passphrase: '' };

/** Offers to sign with the key of this profile, or to make one where there is none. */
export function SigningKey(props: {
  readonly wanted: KeyWanted;
  readonly disabled?: boolean;
  readonly onWanted: (wanted: KeyWanted) => void;
}) {
  const { wanted, disabled = false, onWanted } = props;
  const { data } = useDemarcQuery('keys.info', {});
  const [making, setMaking] = useState(false);
  if (!data) return null;
  const { own } = data;
  if (own === null)
    return making ? (
      <MakeKey
        onMade={(passphrase) => {
          setMaking(false);
          onWanted({ on: true, passphrase });
        }}
        onCancel={() => setMaking(false)}
      />
    ) : (
      <div className={styles.key}>
        <span>
          <Button icon="lock" disabled={disabled} onClick={() => setMaking(true)}>
            Make a key to sign with…
          </Button>
        </span>
      </div>
    );
  return (
    <div className={styles.key}>
      <Checkbox
        label={<strong>Sign with the key of {own.name}</strong>}
        hint={<span className={styles.fingerprint}>{groupsOf(own.fingerprint)}</span>}
        checked={wanted.on}
        disabled={disabled}
        onChecked={(on) => onWanted({ on, passphrase: '' })}
      />
      {wanted.on && own.protected && (
        <TextField
          label="Passphrase of the key"
          type="password"
          autoComplete="off"
          value={wanted.passphrase}
          disabled={disabled}
          onValue={(passphrase) => onWanted({ on: true, passphrase })}
        />
      )}
    </div>
  );
}

function MakeKey(props: { readonly onMade: (passphrase: string) => void; readonly onCancel: () => void }) {
  const make = useCommand('keys.new', { quiet: true });
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (name.trim() === '') return setProblem('Write whose key it is.');
    if (passphrase !== '' && passphrase.length < 8)
      return setProblem('A passphrase has at least 8 characters. Write a longer one, or none.');
    const made = await make.run({ name, ...(passphrase === '' ? {} : { passphrase }) });
    if (made.ok) props.onMade(passphrase);
    else setProblem(made.failure.message);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field makes the key, and not what the form around it does
    <div
      className={styles.make}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        void submit();
      }}
    >
      {problem && <Refusal>{problem}</Refusal>}
      <TextField label="Whose key it is" value={name} maxLength={200} onValue={setName} />
      <TextField
        label="Passphrase"
        optional
        type="password"
        autoComplete="new-password"
        hint="The key stays on this machine, in a file that only you can read. With a passphrase that file alone is of no use; nobody can recover a lost one."
        value={passphrase}
        onValue={setPassphrase}
      />
      <span>
        <Button kind="primary" disabled={make.busy} onClick={() => void submit()}>
          Make the key
        </Button>{' '}
        <Button onClick={props.onCancel}>Not now</Button>
      </span>
    </div>
  );
}
