import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useHost } from '../../../host/context.tsx';
import { useAttempt } from '../../../host/use-attempt.ts';
import { useCapability } from '../../../host/use-capability.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatBytes, formatCount, today } from '../../../lib/format.ts';
import type { State } from '../model.ts';
import styles from './compare.module.css';

/** Writes the comparison in view as an Excel file and hands it over. */
export function SheetExport(props: { readonly ends: { readonly from: State; readonly to: State } }) {
  const host = useHost();
  const reveal = useCapability('revealInFolder');
  const job = useJob('snapshots.exportComparison');
  const { problem, attempt } = useAttempt();
  const write = () =>
    attempt(async () => {
      const target = await host.pickTarget({ suggestedName: `Changes ${today()}.xlsx`, format: 'xlsx' });
      if (target) await job.run({ ...props.ends, target: target.handle });
    });
  const failure = problem ?? (job.status.state === 'failed' ? job.status.failure.message : null);
  const written = job.status.state === 'done' ? job.status.result : null;
  return (
    <div className={styles.sheet}>
      <Button icon="export" disabled={job.status.state === 'running'} onClick={() => void write()}>
        {job.status.state === 'running' ? 'Writing' : 'Export as Excel'}
      </Button>
      {written && (
        <Notice
          tone="good"
          actions={
            <Button
              icon={reveal ? 'folder' : 'download'}
              onClick={() => void attempt(() => host.deliver(written))}
            >
              {reveal ? 'Show in folder' : 'Download'}
            </Button>
          }
        >
          {written.name}, {formatBytes(written.bytes)}: {formatCount(written.rows, 'change')}, read back and
          complete.
        </Notice>
      )}
      {failure && (
        <Notice tone="bad" title="The sheet was not written">
          {failure}
        </Notice>
      )}
    </div>
  );
}
