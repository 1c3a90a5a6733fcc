import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Checkbox, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import type { Input } from '../../../host/client.ts';
import { useHost } from '../../../host/context.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useAttempt } from '../../../host/use-attempt.ts';
import { useCommand } from '../../../host/use-command.ts';
import styles from '../portfolio.module.css';

/** Connects another portfolio than the one on this machine, until the program ends. What is typed here is stored nowhere. */
export function ConnectDialog(props: { readonly onClose: () => void }) {
  const { onClose } = props;
  const host = useHost();
  const connect = useCommand('portfolio.connect', { quiet: true });
  const keeps = useDemarcQuery('portfolio.keepsPasswords', {}).data === true;
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(false);
  const { problem, setProblem, attempt } = useAttempt();
  const to = async (input: Input<'portfolio.connect'>) => {
    const done = await connect.run(input);
    if (done.ok) onClose();
    else setProblem(done.failure.message);
  };
  const toServer = () => {
    setProblem(address.trim() === '' ? 'Write the address of the server.' : null);
    if (address.trim() === '') return;
    void to({
      to: { address },
      ...(password === '' ? {} : { password, keep: keep && keeps }),
    });
  };
  const toFile = () =>
    attempt(async () => {
      const [file] = await host.pickFiles({ multiple: false, accept: [], purpose: 'import' });
      if (file) await to({ to: { file: file.handle } });
    });
  return (
    <Dialog
      title="Connect a portfolio"
      wide
      onClose={onClose}
      onSubmit={toServer}
      footer={
        <>
          <Button icon="folder" disabled={connect.busy} onClick={() => void toFile()}>
            Choose a portfolio file
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={connect.busy}>
            {connect.busy ? 'Connecting' : 'Connect'}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p>
          A portfolio on PostgreSQL, or in another file. It is asked and published to until you disconnect it
          or Demarc ends, here and on the cards of duties; never by itself.
        </p>
        {problem && <Refusal title="It was not connected">{problem}</Refusal>}
        <TextField
          label="Address of the server"
          value={address}
          maxLength={2000}
          spellCheck={false}
          placeholder="postgresql://user@host/database?sslmode=verify-full"
          hint="Without a password in it."
          onValue={setAddress}
        />
        <TextField
          label="Password"
          optional
          type="password"
          autoComplete="off"
          maxLength={1000}
          hint={`Stays in memory until Demarc ends. Left empty, ${keeps ? 'the one that was kept, else ' : ''}that of PGPASSWORD or of the file of PGPASSFILE.`}
          value={password}
          onValue={setPassword}
        />
        {keeps && (
          <Checkbox
            label="Keep the password in the key store of this system"
            hint="Connecting with a typed password and without this forgets the one that was kept."
            checked={keep}
            disabled={password === ''}
            onChecked={setKeep}
          />
        )}
      </div>
    </Dialog>
  );
}
