import { useState } from 'react';
import { Button } from '../components/button/button.tsx';
import { failureOf } from '../host/call-error.ts';
import { useHost } from '../host/context.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import { useCapability } from '../host/use-capability.ts';
import { useCommand } from '../host/use-command.ts';
import styles from './preferences.module.css';

/** Where backups go; another disk protects from the loss of this one. Only a window can choose a folder. */
export function BackupFolder() {
  const host = useHost();
  const dialogs = useCapability('nativeDialogs');
  const state = useDemarcQuery('app.backupFolder', {});
  const choose = useCommand('app.chooseBackupFolder', { quiet: true });
  const [problem, setProblem] = useState<string | null>(null);
  if (!state.data) return null;
  const { folder, chosen, instead } = state.data;
  const set = async (wanted: string | null) => {
    setProblem(null);
    const done = await choose.run({ folder: wanted });
    if (done.ok) await state.refetch();
    else setProblem(done.failure.message);
  };
  const pick = async () => {
    try {
      const picked = await host.pickFolder();
      if (picked) await set(picked.handle);
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };
  return (
    <fieldset className={styles.folder}>
      <legend>Backups</legend>
      <p className={styles.path}>{folder}</p>
      {instead !== null && (
        <p className={styles.hint}>
          It is not there at the moment: copies are kept in {instead} until it is.
        </p>
      )}
      {chosen === 'environment' ? (
        <p className={styles.hint}>Named by DEMARC_BACKUPS_DIR, so it cannot be changed here.</p>
      ) : dialogs ? (
        <span className={styles.acts}>
          <Button size="small" icon="folder" disabled={choose.busy} onClick={() => void pick()}>
            Choose a folder
          </Button>
          {chosen === 'setting' && (
            <Button size="small" disabled={choose.busy} onClick={() => void set(null)}>
              Demarc's own
            </Button>
          )}
        </span>
      ) : (
        <p className={styles.hint}>
          Another folder, such as one on another disk, is chosen with <code>demarc backups folder PATH</code>.
        </p>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
