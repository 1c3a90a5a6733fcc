import { useState } from 'react';
import { MINUTES_FORMATS, type MinutesFormat } from '../../../../main/contract/minutes.ts';
import type { Meeting } from '../../../../main/contract/workshop.ts';
import { Button } from '../../../components/button/button.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import type { PreparedChoice } from '../../../components/prepared/use-marks.ts';
import { WriteDialog } from '../../../components/prepared/write-dialog.tsx';
import { useWriting } from '../../../components/written/use-writing.ts';
import { Written } from '../../../components/written/written.tsx';
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
  const writing = useWriting('workshop.writeMinutes');
  const { running } = writing;
  const [asked, setAsked] = useState<MinutesFormat | null>(null);
  const write = (format: MinutesFormat, prepared: PreparedChoice) =>
    writing.write({ suggestedName: minutesName(meeting, format), format }, (target) => ({
      meeting: meeting.number,
      ...prepared,
      files: [{ format, target }],
    }));
  const written = writing.result?.files[0] ?? null;
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
            run: () => setAsked(format),
          })),
        ]}
      />
      {asked !== null && (
        <WriteDialog
          title={`Minutes of ${meeting.title}, ${FORMAT_WORDS[asked]}`}
          verb="Write the minutes"
          onWrite={(prepared) => write(asked, prepared)}
          onClose={() => setAsked(null)}
        >
          <p>
            Everything that was recorded of the meeting goes out: who was there, notes and what was put aside
            too. An auditor, a client or the public is told of no meeting; the marks say who may have these
            minutes.
          </p>
        </WriteDialog>
      )}
      <Written writing={writing} file={written} failed="The minutes were not written">
        {written?.name}, {formatBytes(written?.bytes ?? 0)}, read back and complete.
        {(written?.warnings.length ?? 0) > 0 && ` ${written?.warnings.join(' ')}`}
      </Written>
    </div>
  );
}
