import { useState } from 'react';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { TextField } from '../../components/field/field.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { JobBar } from '../../components/progress/progress.tsx';
import { useSaves } from '../../host/context.tsx';
import { useAttempt } from '../../host/use-attempt.ts';
import { useJob } from '../../host/use-job.ts';
import { CheckFindings } from './check-findings.tsx';
import styles from './check-workbook.module.css';

/** Checks the open workbook as `demarc verify` does, and holds a digest that was written down on paper against its history. */
export function CheckWorkbook(props: { readonly info: WorkbookInfo; readonly onClose: () => void }) {
  const saves = useSaves();
  const job = useJob('workbook.verify');
  const { problem, setProblem, attempt } = useAttempt();
  const [head, setHead] = useState('');
  const { status } = job;
  const running = status.state === 'running';
  const check = () =>
    attempt(async () => {
      if (!(await saves.flushAll())) {
        setProblem('Something is not saved yet, so the check would miss it. Save or discard it first.');
        return;
      }
      await job.run(head.trim() === '' ? {} : { head: head.trim() });
    });
  const failure = problem ?? (status.state === 'failed' ? status.failure.message : null);
  return (
    <Dialog
      title="Check this workbook"
      onClose={props.onClose}
      onSubmit={() => void (running || check())}
      footer={
        <>
          <Button onClick={props.onClose}>Close</Button>
          <Button kind="primary" type="submit" disabled={running}>
            {status.state === 'done' ? 'Check again' : 'Check'}
          </Button>
        </>
      }
    >
      <div className={styles.check}>
        <p>
          Every page of the file, every link of the change log, every record against what the log says of it,
          and every piece of evidence against its hash. Nothing is changed.
        </p>
        <TextField
          label="A digest from a document"
          optional
          hint="The head of the change log or the digest of the state, as a PDF or a pack has it; its first 12 digits are enough. It is looked for in the history of this workbook."
          value={head}
          onValue={setHead}
          disabled={running}
          autoComplete="off"
          spellCheck={false}
        />
        {running && (
          <JobBar
            title="Checking"
            progress={status.progress}
            cancelling={status.cancelling}
            onCancel={job.cancel}
          />
        )}
        {failure && (
          <Notice tone="bad" title="The workbook was not checked">
            {failure}
          </Notice>
        )}
        {status.state === 'done' && (
          <CheckFindings info={props.info} report={status.result} onClose={props.onClose} />
        )}
      </div>
    </Dialog>
  );
}
