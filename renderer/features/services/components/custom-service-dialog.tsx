import { useState } from 'react';
import type { ServiceModel } from '../../../../main/contract/catalogue.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Select, TextArea, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { MODEL_HINTS } from '../../../lib/words.ts';
import { MODEL_OPTIONS } from './model-options.ts';
import styles from './services.module.css';

/** A service that the catalogue lacks: it is added to the workbook's own entries and put to use at once. */
export function CustomServiceDialog(props: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [model, setModel] = useState<ServiceModel>('paas');
  const [notes, setNotes] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const create = useCommand('custom.addService', { quiet: true });
  const add = useCommand('services.add', { quiet: true });
  const toasts = useToasts();
  const submit = async () => {
    setTried(true);
    if (name.trim() === '') return;
    const made = await create.run({ name: name.trim(), model, notes: notes.trim() });
    if (!made.ok) {
      setProblem(made.failure.message);
      return;
    }
    const added = await add.run({ services: [{ catalogueId: made.value.id, label: name.trim() }] });
    if (!added.ok) {
      setProblem(added.failure.message);
      return;
    }
    toasts.show({ text: `${name.trim()} added` });
    props.onClose();
  };
  return (
    <Dialog
      title="A service of your own"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={create.busy || add.busy}>
            Add
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <Refusal>{problem}</Refusal>}
        <p className={styles.small}>
          For what the catalogue lacks. The suggestions come from the service model that you choose, and can
          be answered otherwise.
        </p>
        <TextField
          label="Name"
          value={name}
          onValue={setName}
          maxLength={200}
          error={tried && name.trim() === '' ? 'A name is needed.' : null}
        />
        <Select
          label="Service model"
          hint={MODEL_HINTS[model]}
          value={model}
          onValue={setModel}
          options={MODEL_OPTIONS}
        />
        <TextArea label="Notes" optional value={notes} onValue={setNotes} maxLength={2000} />
      </div>
    </Dialog>
  );
}
