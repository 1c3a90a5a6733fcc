import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Button } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { JobBar } from '../../components/progress/progress.tsx';
import { useHost } from '../../host/context.tsx';
import { useAttempt } from '../../host/use-attempt.ts';
import { useCapability } from '../../host/use-capability.ts';
import { useJob } from '../../host/use-job.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './check-workbook.module.css';

/** Writes what the change log says into a new file; the open workbook stays as it is. */
export function RebuildWorkbook({ info }: { readonly info: WorkbookInfo }) {
  const host = useHost();
  const reveal = useCapability('revealInFolder');
  const job = useJob('workbook.rebuild');
  const { problem, attempt } = useAttempt();
  const { status } = job;
  const write = () =>
    attempt(async () => {
      const suggestedName = `${info.fileName.replace(/\.demarc$/i, '')} rebuilt.demarc`;
      const target = await host.pickTarget({ suggestedName, format: 'demarc' });
      if (target) await job.run({ target: target.handle });
    });
  const failure = problem ?? (status.state === 'failed' ? status.failure.message : null);
  if (status.state === 'done') {
    const { result } = status;
    return (
      <Notice
        tone="good"
        title={`${result.name} is rebuilt`}
        actions={
          <Button
            icon={reveal ? 'folder' : 'download'}
            onClick={() => void attempt(() => host.deliver(result))}
          >
            {reveal ? 'Show in folder' : 'Download'}
          </Button>
        }
      >
        {result.broken === null
          ? 'It holds all that the change log says.'
          : `It holds what the change log says up to change ${result.upTo}: ${result.broken}`}{' '}
        {result.lost.length > 0 &&
          `${formatCount(result.lost.length, 'thing')} could not be brought over: ${result.lost.join(' ')} `}
        Close this workbook and go on in that one.
        {problem !== null && ` ${problem}`}
      </Notice>
    );
  }
  return (
    <>
      {status.state === 'running' ? (
        <JobBar
          title="Rebuilding"
          progress={status.progress}
          cancelling={status.cancelling}
          onCancel={job.cancel}
        />
      ) : (
        <div className={styles.acts}>
          <Button icon="archive" onClick={() => void write()}>
            Rebuild into a new file
          </Button>
        </div>
      )}
      {failure && (
        <Notice tone="bad" title="Nothing was rebuilt">
          {failure}
        </Notice>
      )}
    </>
  );
}
