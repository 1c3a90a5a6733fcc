import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { JobBar } from '../../components/progress/progress.tsx';
import { useHost, useSaves } from '../../host/context.tsx';
import { useAttempt } from '../../host/use-attempt.ts';
import { useCapability } from '../../host/use-capability.ts';
import { useJob } from '../../host/use-job.ts';
import { formatBytes, today } from '../../lib/format.ts';
import styles from './shell.module.css';

/** `acme.demarc` becomes `acme 2026-11-26.demarc`. */
const copyName = (fileName: string): string => `${fileName.replace(/\.demarc$/i, '')} ${today()}.demarc`;

/** Saves a whole copy of the open workbook: what copying the file in its folder, while it is open, would not give. */
export function SaveCopy({ info, onClose }: { readonly info: WorkbookInfo; readonly onClose: () => void }) {
  const host = useHost();
  const saves = useSaves();
  const reveal = useCapability('revealInFolder');
  const job = useJob('workbook.saveCopy');
  const { problem, setProblem, attempt } = useAttempt();
  const write = () =>
    attempt(async () => {
      if (!(await saves.flushAll())) {
        setProblem('Something is not saved yet, so the copy would miss it. Save or discard it first.');
        return;
      }
      const target = await host.pickTarget({ suggestedName: copyName(info.fileName), format: 'demarc' });
      if (target) await job.run({ target: target.handle });
    });
  const { status } = job;
  const failure = problem ?? (status.state === 'failed' ? status.failure.message : null);
  const written = status.state === 'done' ? status.result : null;
  return (
    <Dialog
      title="Save a copy"
      onClose={onClose}
      footer={
        written ? (
          <>
            <Button onClick={onClose}>Done</Button>
            <Button
              kind="primary"
              icon={reveal ? 'folder' : 'download'}
              onClick={() => void attempt(() => host.deliver(written))}
            >
              {reveal ? 'Show in folder' : 'Download'}
            </Button>
          </>
        ) : (
          <Button kind="primary" disabled={status.state === 'running'} onClick={() => void write()}>
            Save a copy
          </Button>
        )
      }
    >
      <div className={styles.dialog}>
        <p>
          The copy holds every answer up to now, with the evidence and the change log. A file that is copied
          in its folder while it is open can miss the last answers; this one does not.
        </p>
        {status.state === 'running' && (
          <JobBar
            title="Copying"
            progress={status.progress}
            cancelling={status.cancelling}
            onCancel={job.cancel}
          />
        )}
        {written && (
          <Notice tone="good" title="The copy is whole">
            {written.name}, {formatBytes(written.bytes)}, as of revision {written.rev}.
          </Notice>
        )}
        {failure && (
          <Notice tone="bad" title="No copy was saved">
            {failure}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
