import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { PublishFields } from '../../../components/publishing/publish-fields.tsx';
import { Published } from '../../../components/publishing/published.tsx';
import { usePublishing } from '../../../components/publishing/use-publishing.ts';
import { useHost } from '../../../host/context.tsx';
import { useAttempt } from '../../../host/use-attempt.ts';
import { useJob } from '../../../host/use-job.ts';
import styles from '../portfolio.module.css';

/** Chooses workbooks and publishes them, with what became of each. */
export function PublishDialog(props: { readonly onClose: () => void }) {
  const host = useHost();
  const publishing = usePublishing(useJob('portfolio.publish'));
  const { problem, attempt } = useAttempt();
  const { status, cancel } = publishing.job;
  const running = status.state === 'running';
  const choose = () =>
    attempt(async () => {
      const files = await host.pickFiles({ multiple: true, accept: ['.demarc'], purpose: 'import' });
      if (files.length > 0) await publishing.publish(files.map(({ handle }) => handle));
    });
  const failure = problem ?? (status.state === 'failed' ? status.failure.message : null);
  const done = status.state === 'done';
  return (
    <Dialog
      title="Publish workbooks"
      wide
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{done ? 'Close' : 'Cancel'}</Button>
          <Button
            kind={done ? 'plain' : 'primary'}
            icon="folder"
            disabled={running}
            onClick={() => void choose()}
          >
            {done ? 'Choose more workbooks' : 'Choose workbooks'}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p>
          To {publishing.to?.name ?? 'the portfolio on this machine'}. Each workbook is copied as a whole or
          not at all; one that cannot be read does not stop the others.
        </p>
        <PublishFields publishing={publishing} />
        {running && (
          <JobBar
            title="Publishing"
            progress={status.progress}
            cancelling={status.cancelling}
            onCancel={cancel}
          />
        )}
        {failure !== null && (
          <Notice tone="bad" title="The workbooks were not published">
            {failure}
          </Notice>
        )}
        {done && <Published report={status.result} />}
      </div>
    </Dialog>
  );
}
