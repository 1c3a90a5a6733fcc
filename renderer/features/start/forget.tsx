import { useState } from 'react';
import type { RecentWorkbook } from '../../../main/contract/app.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Checkbox } from '../../components/field/field.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import styles from './start.module.css';

/** Takes a workbook off the list, and says what becomes of its file and of its backups. */
export function Forget(props: { readonly workbook: RecentWorkbook; readonly onClose: () => void }) {
  const { id, title, fileName } = props.workbook;
  const backups = useDemarcQuery('app.backups', { recent: id }).data?.backups ?? [];
  const forget = useCommand('app.forget');
  const [also, setAlso] = useState(false);
  const submit = async () => {
    if ((await forget.run({ id, removeBackups: also })).ok) props.onClose();
  };
  const bytes = backups.reduce((sum, backup) => sum + backup.bytes, 0);
  return (
    <Dialog
      title={`Take ${title} off the list`}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind={also ? 'danger' : 'primary'} type="submit" data-autofocus disabled={forget.busy}>
            {also ? 'Take it off and remove the backups' : 'Take it off the list'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>
          The file {fileName} stays where it is.{' '}
          {backups.length === 0
            ? 'It has no backups.'
            : `Its ${formatCount(backups.length, 'backup')} (${formatBytes(bytes)}) stay too, and are found again when it is opened.`}
        </p>
        {backups.length > 0 && (
          <Checkbox
            label="Remove its backups as well"
            hint="This cannot be undone."
            checked={also}
            onChecked={setAlso}
          />
        )}
      </div>
    </Dialog>
  );
}
