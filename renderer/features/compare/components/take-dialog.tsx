import { useState } from 'react';
import type { Snapshot } from '../../../../main/contract/snapshots.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { TextArea, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useSaves } from '../../../host/context.tsx';
import { useCommand } from '../../../host/use-command.ts';

/** Names the state of now and freezes it. */
export function TakeDialog(props: {
  readonly onClose: () => void;
  readonly onTaken: (snapshot: Snapshot) => void;
}) {
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const saves = useSaves();
  const take = useCommand('snapshots.take', { quiet: true });
  const submit = async () => {
    if (name.trim() === '') {
      setProblem('Give the snapshot a name, such as "Before the workshop".');
      return;
    }
    // What is still being typed belongs into the snapshot.
    if (!(await saves.flushAll())) {
      setProblem('Something in this workbook is not saved yet. Save or discard it, then take the snapshot.');
      return;
    }
    const taken = await take.run({ name, note: note.trim() === '' ? null : note });
    if (taken.ok) props.onTaken(taken.value);
    else setProblem(taken.failure.message);
  };
  return (
    <Dialog
      title="Take a snapshot"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={take.busy}>
            Take it
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        hint="What this state is, such as: Signed off in 2026"
        value={name}
        maxLength={200}
        onValue={setName}
      />
      <TextArea label="Note" optional value={note} maxLength={10_000} onValue={setNote} />
      {problem && <Refusal>{problem}</Refusal>}
    </Dialog>
  );
}
