import { useState } from 'react';
import type { BackupInfo } from '../../../main/contract/app.ts';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Badge } from '../../components/badge/badge.tsx';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { formatBytes, formatMoment } from '../../lib/format.ts';
import { momentOfStamp } from './model.ts';
import styles from './start.module.css';

/** The rolling backups of one recent workbook; one of them is opened as a copy beside it. */
export function Backups(props: {
  /** As the list of recent workbooks names it. */
  readonly recent: string;
  readonly title: string;
  readonly onOpened: (info: WorkbookInfo) => void;
  readonly onClose: () => void;
}) {
  const backups = useDemarcQuery('app.backups', { recent: props.recent });
  const restore = useCommand('app.restoreBackup', { quiet: true });
  const [problem, setProblem] = useState<string | null>(null);
  const open = async ({ stamp }: BackupInfo) => {
    setProblem(null);
    const restored = await restore.run({ recent: props.recent, stamp });
    if (restored.ok) props.onOpened(restored.value);
    else setProblem(restored.failure.message);
  };
  return (
    <Dialog
      title={`Backups of ${props.title}`}
      onClose={props.onClose}
      footer={<Button onClick={props.onClose}>Close</Button>}
    >
      <div className={styles.form}>
        {problem && <Notice tone="bad">{problem}</Notice>}
        {backups.isError && <Notice tone="bad">{failureOf(backups.error).message}</Notice>}
        <p className={styles.small}>
          Demarc copies a workbook on each day that it is opened, and before it brings an older one up to
          date; the newest ten are kept. A backup is opened as a copy beside the workbook, which is left as it
          is.
        </p>
        {backups.data?.length === 0 && (
          <p>There is none yet. The first is made when the workbook is opened for writing.</p>
        )}
        {backups.data && backups.data.length > 0 && (
          <ul className={styles.recent}>
            {backups.data.map((backup) => (
              <li key={backup.stamp} className={styles.backup}>
                <span className={styles.entryText}>
                  <span className={styles.entryTitle}>
                    {formatMoment(momentOfStamp(backup.stamp))}
                    {backup.beforeMigration && <Badge tone="note">Before an update of Demarc</Badge>}
                  </span>
                  <span className={styles.small}>{formatBytes(backup.bytes)}</span>
                </span>
                <Button
                  size="small"
                  disabled={restore.busy}
                  aria-label={`Open a copy of the backup of ${formatMoment(momentOfStamp(backup.stamp))}`}
                  onClick={() => void open(backup)}
                >
                  Open a copy
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
