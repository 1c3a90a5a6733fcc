import { useState } from 'react';
import { useGoOn } from '../answering/use-go-on.ts';
import { Button } from '../components/button/button.tsx';
import { Dialog } from '../components/dialog/dialog.tsx';
import { Checkbox, Select, TextField } from '../components/field/field.tsx';
import { useSingleKeys } from '../components/shortcuts/shortcuts.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import { useCommand } from '../host/use-command.ts';
import { formatDate, today } from '../lib/format.ts';
import { useAppearance } from './appearance.tsx';
import { BackupFolder } from './backup-folder.tsx';
import { Keys } from './keys.tsx';
import styles from './preferences.module.css';

/** What belongs to the person at this machine, not to a workbook. */
export function Preferences(props: { readonly onClose: () => void }) {
  const { data } = useDemarcQuery('app.settings', {});
  return data ? <Form assessor={data.assessor ?? ''} onClose={props.onClose} /> : null;
}

function Form(props: { readonly assessor: string; readonly onClose: () => void }) {
  const { theme, density, dates, change } = useAppearance();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const [goOn, setGoOn] = useGoOn();
  const [assessor, setAssessor] = useState(props.assessor);
  const settings = useDemarcQuery('app.settings', {});
  const { run, busy } = useCommand('app.saveSettings');
  const save = async () => {
    const name = assessor.trim();
    const saved = await run({ assessor: name === '' ? null : name });
    if (!saved.ok) return;
    await settings.refetch();
    props.onClose();
  };
  return (
    <Dialog
      title="Preferences"
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <Button kind="primary" type="submit" disabled={busy}>
          Done
        </Button>
      }
    >
      <div className={styles.form}>
        <TextField
          label="Your name"
          hint="Written beside every change that you make. It is not taken from your login."
          value={assessor}
          onValue={setAssessor}
          maxLength={200}
        />
        <Select
          label="Theme"
          value={theme}
          onValue={(value) => change({ theme: value })}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
        <Select
          label="Density"
          hint="Compact shows more at once; comfortable is easier to hit and to read from afar."
          value={density}
          onValue={(value) => change({ density: value })}
          options={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
        />
        <Select
          label="Dates"
          hint={`Today is written ${formatDate(today())}. Exports are not affected.`}
          value={dates}
          onValue={(value) => change({ dates: value })}
          options={[
            { value: 'system', label: 'In the language of the system' },
            { value: 'en-GB', label: 'English (United Kingdom)' },
            { value: 'en-US', label: 'English (United States)' },
            { value: 'de', label: 'German' },
            { value: 'fr', label: 'French' },
          ]}
        />
        <BackupFolder />
        <Keys />
        <Checkbox
          label="An answer by its key goes on to the next open duty by itself"
          hint="Enter always records and goes on, Shift+Enter always records and stays."
          checked={goOn}
          onChecked={setGoOn}
        />
        <Checkbox
          label="Single keys act as shortcuts"
          hint="Such as A, C, S and N in the walk-through."
          checked={singleKeys}
          onChecked={setSingleKeys}
        />
      </div>
    </Dialog>
  );
}
