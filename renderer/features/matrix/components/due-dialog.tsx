import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { DateField } from '../../../components/field/edit-field.tsx';

export function DueDialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSet: (dueOn: string | null) => void;
}) {
  const [due, setDue] = useState<string | null>(null);
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={() => due !== null && props.onSet(due)}
      footer={
        <>
          <Button kind="quiet" onClick={() => props.onSet(null)}>
            Take dates out
          </Button>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={due === null}>
            Set date
          </Button>
        </>
      }
    >
      <DateField label="Due" value={due} onEdit={setDue} />
    </Dialog>
  );
}
