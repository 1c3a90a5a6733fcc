import { useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { DropZone } from '../../../components/drop-zone/drop-zone.tsx';
import { Checkbox, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useCapability } from '../../../host/use-capability.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { DateFields, type EvidenceDates } from './date-fields.tsx';
import styles from './register.module.css';

/** Brings a newer revision in; the old one stays in the register, marked. */
export function ReplaceDialog(props: {
  readonly piece: Evidence;
  readonly onDone: (newer: Evidence) => void;
  readonly onClose: () => void;
}) {
  const { piece } = props;
  const job = useJob('evidence.replace');
  // Only a desktop shell hands over files that stay where they are; an upload is a copy already.
  const canRefer = useCapability('nativeDialogs');
  const [file, setFile] = useState<FileHandle | null>(null);
  const [reference, setReference] = useState(canRefer && piece.kind === 'reference');
  const [title, setTitle] = useState(piece.title);
  const [dates, setDates] = useState<EvidenceDates>({
    coversFrom: piece.coversFrom,
    coversTo: piece.coversTo,
    expires: piece.expires,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (file === null) {
      setProblem('Choose the file first.');
      return;
    }
    setProblem(null);
    const newer = await job.run({
      number: piece.number,
      file: file.handle,
      reference,
      ...dates,
      ...(title.trim() === '' ? {} : { title: title.trim() }),
    });
    if (newer) props.onDone(newer);
  };
  const failed = job.status.state === 'failed' ? job.status.failure.message : null;
  const handedOn = piece.links.length === 0 ? '' : ` ${linksWords(piece.links.length)} to the new revision.`;
  return (
    <Dialog
      title={`Replace E-${piece.number}`}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={job.status.state === 'running'}>
            Replace
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {(problem ?? failed) && <Refusal>{problem ?? failed}</Refusal>}
        <p>
          {`E-${piece.number} stays in the register with its content, marked as replaced.${handedOn} A report on another period is better attached as a piece of its own, so that both periods stay covered.`}
        </p>
        <DropZone
          label={file ? 'Choose another file' : 'Choose the newer file'}
          hint={file ? `${file.name}, ${formatBytes(file.size)}` : 'or drop or paste it here'}
          purpose="evidence"
          multiple={false}
          compact
          onFiles={([first]) => setFile(first ?? null)}
        />
        <TextField label="Title" value={title} onValue={setTitle} maxLength={300} />
        {canRefer && (
          <Checkbox
            label="Leave the file where it is"
            hint="Only its path and SHA-256 are kept, for files that must not be copied."
            checked={reference}
            onChecked={setReference}
          />
        )}
        <DateFields dates={dates} onDates={setDates} />
        {job.status.state === 'running' && (
          <JobBar
            title="Copying into the workbook"
            progress={job.status.progress}
            cancelling={job.status.cancelling}
            onCancel={job.cancel}
          />
        )}
      </div>
    </Dialog>
  );
}

const linksWords = (count: number): string =>
  `What it supports, ${formatCount(count, 'duty', 'duties')}, ${count === 1 ? 'moves' : 'move'}`;
