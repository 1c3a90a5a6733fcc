import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { ErasureFacts, Remaining } from '../../../components/erasure/erased.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Notice, Refusal } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useJob } from '../../../host/use-job.ts';
import styles from './register.module.css';

/** What is to be destroyed: pieces by number, or everything that is due. */
export interface Destroying {
  readonly numbers: readonly number[] | 'due';
  readonly title: string;
  /** Typed to confirm: `E-3`. */
  readonly word: string;
}

/** Destroys contents of evidence once their number was typed. There is no way back. */
export function DestroyDialog({
  what,
  onClose,
}: {
  readonly what: Destroying;
  readonly onClose: () => void;
}) {
  const workbook = useWorkbookId();
  const { status, run, cancel } = useJob('erasure.destroy', 'files');
  const [typed, setTyped] = useState('');
  const busy = status.state === 'running';
  const done = status.state === 'done' ? status.result.report : null;
  const can = typed.trim().toLowerCase() === what.word.toLowerCase() && !busy && done === null;
  const numbers = what.numbers === 'due' ? what.numbers : [...what.numbers];
  return (
    <Dialog
      title={done ? 'Destroyed for good' : what.title}
      onClose={() => !busy && onClose()}
      onSubmit={() => can && void run({ workbook, numbers, remove: true })}
      footer={
        done ? (
          <Button kind="primary" onClick={onClose} data-autofocus>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={busy}>
              Cancel
            </Button>
            <Button kind="danger" type="submit" disabled={!can}>
              Destroy for good
            </Button>
          </>
        )
      }
    >
      <div className={styles.form}>
        {status.state === 'running' && (
          <JobBar
            title="Writing the workbook and its backups anew"
            progress={status.progress}
            cancelling={status.cancelling}
            onCancel={cancel}
          />
        )}
        {status.state === 'failed' && <Refusal>{status.failure.message}</Refusal>}
        {done ? (
          <div role="status">
            <ErasureFacts report={done} />
            <Remaining report={done} />
          </div>
        ) : (
          !busy && (
            <>
              <p>
                The content goes from the workbook and from every backup that Demarc keeps of it, and the file
                shrinks. What is still in the register is removed from it. The history keeps title, size and
                SHA-256, and says who destroyed it and when.
              </p>
              <Notice tone="bad" title="There is no way back">
                Exports, packs, copies of the workbook and backups that others made keep what they have.
              </Notice>
              <TextField
                label={`Type ${what.word} to confirm`}
                value={typed}
                onValue={setTyped}
                maxLength={50}
              />
            </>
          )
        )}
      </div>
    </Dialog>
  );
}
