import { Link } from '@tanstack/react-router';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Section } from '../../../components/page/page.tsx';
import { useHost, useSaves, useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useAttempt } from '../../../host/use-attempt.ts';
import { useCapability } from '../../../host/use-capability.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatCount, today } from '../../../lib/format.ts';
import styles from './workshop.module.css';

/** A file for everybody who leaves with duties: one by one, or all in one ZIP file. */
export function HandOuts() {
  const handOuts = useDemarcData('exports.handOuts', {});
  const workbook = useWorkbookId();
  const host = useHost();
  const saves = useSaves();
  const reveal = useCapability('revealInFolder');
  const job = useJob('exports.writeHandOuts');
  const { problem, attempt } = useAttempt();
  const running = job.status.state === 'running';
  const write = () =>
    attempt(async () => {
      await saves.flushAll();
      const target = await host.pickTarget({ suggestedName: `Hand-outs ${today()}.zip`, format: 'zip' });
      if (target) await job.run({ target: target.handle, formats: ['xlsx', 'pdf'] });
    });
  const failure = problem ?? (job.status.state === 'failed' ? job.status.failure.message : null);
  const written = job.status.state === 'done' ? job.status.result : null;
  return (
    <Section
      title="Hand-outs"
      hint="For whoever leaves the room with duties: the rows in which they are named, and the open ones of services that they lead, as Excel or PDF."
      actions={
        handOuts.length > 0 && (
          <Button icon="export" disabled={running} onClick={() => void write()}>
            {running ? 'Writing' : 'All hand-outs as ZIP'}
          </Button>
        )
      }
    >
      {handOuts.length === 0 ? (
        <p className={styles.soft}>
          Nobody is named for a duty or leads a service with open ones yet. O names somebody in the presenter
          view.
        </p>
      ) : (
        <ul className={styles.people}>
          {handOuts.map(({ person, name, named, open }) => (
            <li key={person}>
              <Link to="/w/$workbook/export" params={{ workbook }} search={{ person }}>
                {name}
              </Link>
              <span className={styles.soft}>
                {' '}
                {[named > 0 && `named for ${named}`, open > 0 && `${open} open`].filter(Boolean).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
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
          {written.name}: {formatCount(written.files.length, 'file')}, each read back and complete.
        </Notice>
      )}
      {failure && (
        <Notice tone="bad" title="The hand-outs were not written">
          {failure}
        </Notice>
      )}
    </Section>
  );
}
