import { useEffect } from 'react';
import type { EvidenceCheck } from '../../../../main/contract/evidence.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useJob } from '../../../host/use-job.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import styles from './register.module.css';

/** Reads every file again and says which no longer has its hash. Begins as soon as it is opened. */
export function CheckHashesDialog(props: {
  readonly onOpen: (number: number) => void;
  readonly onClose: () => void;
}) {
  const { status, run, cancel } = useJob('evidence.checkHashes');
  useEffect(() => void run({}), [run]);
  return (
    <Dialog
      title="Check all hashes"
      onClose={props.onClose}
      footer={
        <>
          {status.state !== 'running' && <Button onClick={() => void run({})}>Check again</Button>}
          <Button kind="primary" onClick={props.onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {status.state === 'idle' && <p>Nothing has been checked.</p>}
        {status.state === 'running' && (
          <JobBar
            title="Reading every file"
            progress={status.progress}
            cancelling={status.cancelling}
            onCancel={cancel}
          />
        )}
        {status.state === 'failed' && <Notice tone="bad">{status.failure.message}</Notice>}
        {status.state === 'done' && <Found check={status.result} onOpen={props.onOpen} />}
      </div>
    </Dialog>
  );
}

function Found({
  check,
  onOpen,
}: {
  readonly check: EvidenceCheck;
  readonly onOpen: (number: number) => void;
}) {
  const read = `${formatCount(check.files, 'file')} inside the workbook and ${check.references} outside, ${formatBytes(check.bytes)} read.`;
  if (check.problems.length === 0)
    return (
      <div role="status">
        <Notice tone="good" title="Every file still has its SHA-256">
          {read}
        </Notice>
      </div>
    );
  return (
    <>
      <Notice
        tone="bad"
        title={
          check.problems.length === 1
            ? '1 file is not what it was'
            : `${check.problems.length} files are not what they were`
        }
      >
        {read}
      </Notice>
      <ul className={styles.links}>
        {check.problems.map((problem) => (
          <li key={problem.number} className={styles.linked}>
            <span className={styles.duty}>{problem.sentence}</span>
            <Button size="small" onClick={() => onOpen(problem.number)}>
              {`Open E-${problem.number}`}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
