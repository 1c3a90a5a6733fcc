import { useEffect, useState } from 'react';
import type { Person } from '../../../../main/contract/parties.ts';
import { namesAlone, Redactor } from '../../../../main/domain/erasure/redactor.ts';
import { rewriteDrafts } from '../../../answering/draft/use-draft.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { ErasureFacts, Remaining } from '../../../components/erasure/erased.tsx';
import { Select, TextField } from '../../../components/field/field.tsx';
import { Notice, Refusal } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useKept, useWorkbookId } from '../../../host/context.tsx';
import { useJob } from '../../../host/use-job.ts';
import styles from './scope.module.css';

/** Erases somebody of the list for good: who it is comes first. */
export function ErasePersonDialog(props: {
  readonly people: readonly Person[];
  readonly onClose: () => void;
}) {
  const [id, setId] = useState('');
  // As they were chosen: in the list they bear another name once it is done.
  const [person, setPerson] = useState<Person | null>(null);
  const chosen = props.people.find((one) => one.id === id) ?? null;
  if (person) return <EraseDialog person={person} onClose={props.onClose} />;
  return (
    <Dialog
      title="Erase somebody for good"
      onClose={props.onClose}
      onSubmit={() => setPerson(chosen)}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={chosen === null}>
            Show what it touches
          </Button>
        </>
      }
    >
      <Select
        label="Whom"
        value={id}
        options={[
          { value: '', label: 'Choose a person' },
          ...props.people.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onValue={setId}
      />
    </Dialog>
  );
}

/** Says what erasing a person touches, and does it once the name was typed. There is no way back. */
function EraseDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const workbook = useWorkbookId();
  const look = useJob('erasure.look');
  const erase = useJob('erasure.person', 'files');
  const [typed, setTyped] = useState('');
  const { run: lookAt } = look;
  const { id, name } = person;
  useEffect(() => void lookAt({ who: id }), [lookAt, id]);
  const kept = useKept();
  const done = erase.status.state === 'done' ? erase.status.result.report : null;
  const identity = erase.status.state === 'done' ? erase.status.result.info.uuid : null;
  useEffect(() => {
    if (done === null || done.label === null || identity === null) return;
    const redactor = new Redactor(namesAlone(done.label, done));
    const change = (text: string) => redactor.text(text);
    rewriteDrafts(identity, change);
    kept.rewrite(identity, change);
  }, [done, identity, kept]);
  const looked = look.status.state === 'done' ? look.status.result : null;
  const busy = erase.status.state === 'running';
  const isTyped = typed.trim().toLowerCase() === name.trim().toLowerCase();
  const canErase = looked !== null && isTyped && !busy && done === null;
  return (
    <Dialog
      title={done ? 'Erased for good' : `Erase ${name} for good`}
      onClose={() => !busy && onClose()}
      onSubmit={() => canErase && void erase.run({ workbook, who: id, typed })}
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
            <Button kind="danger" type="submit" disabled={!canErase}>
              Erase for good
            </Button>
          </>
        )
      }
    >
      <div className={styles.erasing}>
        {look.status.state === 'running' && (
          <JobBar
            title="Looking where the name stands"
            progress={look.status.progress}
            cancelling={look.status.cancelling}
            onCancel={onClose}
          />
        )}
        {look.status.state === 'failed' && <Notice tone="bad">{look.status.failure.message}</Notice>}
        {busy && (
          <JobBar
            title="Writing the workbook and its backups anew"
            progress={erase.status.state === 'running' ? erase.status.progress : null}
            cancelling={erase.status.state === 'running' && erase.status.cancelling}
            onCancel={erase.cancel}
          />
        )}
        {erase.status.state === 'failed' && <Refusal>{erase.status.failure.message}</Refusal>}
        {done && (
          <div role="status">
            <Notice tone="good" title={`"${done.label}" stands there now`}>
              The workbook was checked from end to end. Its log says that a person was erased, by whom and
              when.
            </Notice>
            <ErasureFacts report={done} />
            <Remaining report={done} />
          </div>
        )}
        {!done && looked && !busy && (
          <>
            <p>
              {`"${looked.label}" will stand wherever ${[...looked.names, ...looked.addresses].join(', ')} stands: in the records, in the whole history, in snapshots and in the backups that Demarc keeps. What they are named for, and their role, stay with that label.`}
            </p>
            <ErasureFacts report={looked} />
            <Remaining report={looked} />
            <Notice tone="bad" title="There is no way back">
              No undo, no backup and no repair brings the name back. To take somebody off the list only,
              remove them instead.
            </Notice>
            <TextField label={`Type ${name} to confirm`} value={typed} onValue={setTyped} maxLength={200} />
          </>
        )}
      </div>
    </Dialog>
  );
}
