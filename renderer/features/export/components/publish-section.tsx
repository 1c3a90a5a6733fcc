import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '../../../components/button/button.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { PublishFields } from '../../../components/publishing/publish-fields.tsx';
import { Published } from '../../../components/publishing/published.tsx';
import { usePublishing } from '../../../components/publishing/use-publishing.ts';
import { useWriting } from '../use-writing.ts';
import { NotWritten, Progress } from './job-panels.tsx';
import styles from './layouts.module.css';

/** Publishes this workbook to the portfolio on this machine, or to the one that is connected, where many of them are one picture. */
export function PublishSection({ asOf }: { readonly asOf: string | undefined }) {
  const { job, problem, write } = useWriting('portfolio.publish', 'the portfolio', 'publish again');
  const publishing = usePublishing(job);
  const running = job.status.state === 'running';
  return (
    <Section
      title="Publish to the portfolio"
      hint={`A copy of what the audience may see goes into ${publishing.to?.name ?? 'the portfolio on this machine'}, in the place of what was published of this workbook before. The workbook itself stays as it is.`}
    >
      <Panel padded>
        <div className={styles.fields}>
          <PublishFields publishing={publishing} />
          <div className={styles.facts}>
            <Button
              icon="export"
              disabled={running}
              onClick={() =>
                void write(async () => {
                  await publishing.publish(['open'], asOf);
                })
              }
            >
              Publish this workbook
            </Button>
            <Link to="/portfolio/{-$report}" params={{}} search={{}} className={buttonClass('quiet')}>
              Look at the portfolio
            </Link>
          </div>
        </div>
      </Panel>
      <Progress job={job} title="Publishing" />
      <NotWritten job={job} problem={problem} title="The workbook was not published" />
      {job.status.state === 'done' && <Published report={job.status.result} />}
    </Section>
  );
}
