import { Notice } from '../../../components/notice/notice.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import type { JobName } from '../../../host/client.ts';
import type { RunningJob } from '../../../host/use-job.ts';

/** How far a document is, while it is written. */
export function Progress<N extends JobName>(props: { readonly job: RunningJob<N>; readonly title: string }) {
  const { status, cancel } = props.job;
  if (status.state !== 'running') return null;
  return (
    <Panel padded>
      <JobBar
        title={props.title}
        progress={status.progress}
        cancelling={status.cancelling}
        onCancel={cancel}
      />
    </Panel>
  );
}

/** Why nothing was written: what stood in the way, or what went wrong on it. */
export function NotWritten<N extends JobName>(props: {
  readonly job: RunningJob<N>;
  readonly problem: string | null;
  /** `No pack was written` */
  readonly title: string;
  /** Where a document that was begun has a title of its own. */
  readonly failed?: string;
}) {
  const { status } = props.job;
  return (
    <>
      {props.problem && (
        <Notice tone="bad" title={props.title}>
          {props.problem}
        </Notice>
      )}
      {status.state === 'failed' && (
        <Notice tone="bad" title={props.failed ?? props.title}>
          <p>{status.failure.message}</p>
          <p>The workbook is as it was, and no half-written file was left behind.</p>
        </Notice>
      )}
    </>
  );
}
