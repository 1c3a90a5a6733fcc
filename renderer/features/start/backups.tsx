import { useState } from 'react';
import type { BackupInfo } from '../../../main/contract/app.ts';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Badge } from '../../components/badge/badge.tsx';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Notice, Refusal } from '../../components/notice/notice.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { formatBytes, formatCount, formatMoment } from '../../lib/format.ts';
import { backupFolderMissing } from './model.ts';
import styles from './start.module.css';

const KIND_WORDS: Readonly<Record<BackupInfo['kind'], string>> = {
  sitting: 'End of a sitting',
  opening: 'When opened',
  migration: 'Before an update of the file',
  merge: 'Before a merge',
};

/** The backups of one recent workbook; one of them is opened as a copy beside it. */
export function Backups(props: {
  /** As the list of recent workbooks names it. */
  readonly recent: string;
  readonly title: string;
  readonly onOpened: (info: WorkbookInfo) => void;
  readonly onClose: () => void;
}) {
  const list = useDemarcQuery('app.backups', { recent: props.recent });
  const folder = useDemarcQuery('app.backupFolder', {});
  const restore = useCommand('app.restoreBackup', { quiet: true });
  const [problem, setProblem] = useState<string | null>(null);
  const open = async ({ id }: BackupInfo) => {
    setProblem(null);
    const restored = await restore.run({ recent: props.recent, id });
    if (restored.ok) props.onOpened(restored.value);
    else setProblem(restored.failure.message);
  };
  const missing = folder.data ? backupFolderMissing(folder.data) : null;
  return (
    <Dialog
      title={`Backups of ${props.title}`}
      onClose={props.onClose}
      footer={<Button onClick={props.onClose}>Close</Button>}
    >
      <div className={styles.form}>
        {problem && <Refusal>{problem}</Refusal>}
        {list.isError && <Notice tone="bad">{failureOf(list.error).message}</Notice>}
        {missing && <Notice tone="warn">{missing}</Notice>}
        <p className={styles.small}>
          Demarc copies a workbook at the end of each sitting that changed something, and before it is updated
          or merged. {list.data?.promise} A backup is opened as a copy beside the workbook, which is left as
          it is.
          {folder.data && ` They lie in ${folder.data.folder}.`}
        </p>
        {list.data?.backups.length === 0 && (
          <p>There is none yet. The first is made when the workbook is opened for writing.</p>
        )}
        {list.data && list.data.backups.length > 0 && (
          <ul className={styles.recent}>
            {list.data.backups.map((backup) => (
              <li key={backup.id} className={styles.backup}>
                <span className={styles.entryText}>
                  <span className={styles.entryTitle}>
                    {formatMoment(backup.at)}
                    <Badge tone={backup.kind === 'sitting' || backup.kind === 'opening' ? 'plain' : 'note'}>
                      {KIND_WORDS[backup.kind]}
                    </Badge>
                  </span>
                  <span className={styles.small}>
                    {[
                      backup.rev === null ? null : formatCount(backup.rev, 'change'),
                      formatBytes(backup.bytes),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </span>
                <Button
                  size="small"
                  disabled={restore.busy}
                  aria-label={`Open a copy of the backup of ${formatMoment(backup.at)}, ${KIND_WORDS[backup.kind].toLowerCase()}`}
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
