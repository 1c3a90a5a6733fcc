import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { useCommand } from '../../../host/use-command.ts';
import styles from './register.module.css';

/** Puts a piece of evidence, or the workbook, under a hold with a reason, or lifts the one that a piece is under. */
export function HoldDialog(props: {
  /** Null for the whole workbook. */
  readonly piece: { readonly number: number; readonly title: string } | null;
  /** Why it is under a hold; null while it is under none. */
  readonly hold: string | null;
  readonly onClose: () => void;
}) {
  const { piece, hold, onClose } = props;
  const [reason, setReason] = useState('');
  const one = useCommand('erasure.hold');
  const all = useCommand('erasure.rules');
  const lifting = hold !== null;
  const given = lifting ? null : reason.trim();
  const keep = async () => {
    const done = await (piece === null
      ? all.run({ hold: given })
      : one.run({ number: piece.number, reason: given }));
    if (done.ok) onClose();
  };
  const what = piece === null ? 'the workbook' : `E-${piece.number}`;
  return (
    <Dialog
      title={lifting ? `Lift the hold on ${what}` : `Put ${what} under a hold`}
      onClose={onClose}
      onSubmit={() => given !== '' && void keep()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={given === '' || one.busy || all.busy}>
            {lifting ? 'Lift the hold' : 'Put under a hold'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {lifting ? (
          <p>{`It may not be destroyed: ${hold}`}</p>
        ) : (
          <>
            <p>
              {piece === null
                ? 'Nothing of the workbook is erased or destroyed until the hold is lifted.'
                : `The content of "${piece.title}" is not destroyed until the hold is lifted, also after it was removed from the register.`}
            </p>
            <TextField label="Why" value={reason} onValue={setReason} maxLength={500} data-autofocus />
          </>
        )}
      </div>
    </Dialog>
  );
}
