import { MINUTES_FORMATS, type MinutesFormat } from '../../../../main/contract/minutes.ts';
import type { Meeting } from '../../../../main/contract/workshop.ts';
import { Button } from '../../../components/button/button.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useHost, useSaves } from '../../../host/context.tsx';
import { useAttempt } from '../../../host/use-attempt.ts';
import { useCapability } from '../../../host/use-capability.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatBytes } from '../../../lib/format.ts';
import styles from './workshop.module.css';

const FORMAT_WORDS: Readonly<Record<MinutesFormat, string>> = {
  pdf: 'PDF',
  docx: 'Word',
  md: 'Markdown',
};
/** `Minutes 2026-11-25 Kick-off.pdf`, without what a file name cannot hold. */
const minutesName = ({ heldOn, title }: Meeting, format: MinutesFormat): string =>
  `Minutes ${heldOn} ${title
    .replace(/[^\p{L}\p{N} _-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)}`.trim() + `.${format}`;

/** Writes the minutes of a meeting in the format of one's choice. */
export function MinutesButton({ meeting }: { readonly meeting: Meeting }) {
  const host = useHost();
  const saves = useSaves();
  const reveal = useCapability('revealInFolder');
  const job = useJob('workshop.writeMinutes');
  const { problem, attempt } = useAttempt();
  const running = job.status.state === 'running';
  const write = (format: MinutesFormat) =>
    attempt(async () => {
      // What is still being typed belongs into the minutes; what cannot be saved is named at the top of the window.
      await saves.flushAll();
      const target = await host.pickTarget({ suggestedName: minutesName(meeting, format), format });
      if (target) await job.run({ meeting: meeting.number, files: [{ format, target: target.handle }] });
    });
  const failure = problem ?? (job.status.state === 'failed' ? job.status.failure.message : null);
  const written = job.status.state === 'done' ? (job.status.result.files[0] ?? null) : null;
  return (
    <div className={styles.minutes}>
      <Menu
        align="end"
        trigger={(trigger) => (
          <Button {...trigger} icon="document" disabled={running} aria-label={`Minutes of ${meeting.title}`}>
            {running ? 'Writing' : 'Minutes'}
          </Button>
        )}
        groups={[
          MINUTES_FORMATS.map((format) => ({
            id: format,
            label: `As ${FORMAT_WORDS[format]}`,
            run: () => void write(format),
          })),
        ]}
      />
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
          {written.name}, {formatBytes(written.bytes)}, read back and complete.
          {written.warnings.length > 0 && ` ${written.warnings.join(' ')}`}
        </Notice>
      )}
      {failure && (
        <Notice tone="bad" title="The minutes were not written">
          {failure}
        </Notice>
      )}
    </div>
  );
}
