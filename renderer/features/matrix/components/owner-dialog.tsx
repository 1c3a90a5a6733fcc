import { useState } from 'react';
import type { Party } from '../../../../main/contract/parties.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Checkbox, TextArea } from '../../../components/field/field.tsx';
import type { BulkSet } from '../use-desk.ts';
import styles from './bulk.module.css';

/** Who owns what is selected: one party, several of them, or nobody because it does not apply. */
export function OwnerDialog(props: {
  readonly title: string;
  readonly parties: readonly Party[];
  readonly onClose: () => void;
  readonly onSet: (set: BulkSet) => void;
}) {
  const [owners, setOwners] = useState<readonly string[]>([]);
  const [notApplicable, setNotApplicable] = useState(false);
  const [reason, setReason] = useState('');
  const ready = notApplicable ? reason.trim() !== '' : owners.length > 0;
  const submit = () => {
    if (!ready) return;
    const why = reason.trim();
    props.onSet(
      notApplicable
        ? { notApplicable: why }
        : { owners: [...owners], ...(why === '' ? {} : { reason: why }) },
    );
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={!ready}>
            Set owner
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <fieldset className={styles.options}>
          <legend>Parties; several of them share the duty</legend>
          {props.parties.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={owners.includes(id)}
              disabled={notApplicable}
              onChecked={(on) =>
                setOwners((now) => (on ? [...now, id] : now.filter((entry) => entry !== id)))
              }
            />
          ))}
          <Checkbox label="Not applicable" checked={notApplicable} onChecked={setNotApplicable} />
        </fieldset>
        <TextArea
          label="Reason"
          optional={!notApplicable}
          hint={
            notApplicable
              ? 'Why nobody has to do this here.'
              : 'Known misconceptions are left as they are unless a reason is given.'
          }
          value={reason}
          onValue={setReason}
        />
      </div>
    </Dialog>
  );
}
