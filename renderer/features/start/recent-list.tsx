import type { RecentWorkbook } from '../../../main/contract/app.ts';
import { Badge } from '../../components/badge/badge.tsx';
import { IconButton } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { formatMoment } from '../../lib/format.ts';
import styles from './start.module.css';

/** Workbooks opened before, newest first; one whose file is gone stays until it is taken off the list. */
export function RecentList(props: {
  readonly recent: readonly RecentWorkbook[];
  readonly onOpen: (workbook: RecentWorkbook) => void;
  readonly onForget: (workbook: RecentWorkbook) => void;
  readonly onBackups: (workbook: RecentWorkbook) => void;
}) {
  return (
    <ul className={styles.recent}>
      {props.recent.map((workbook) => (
        <li key={workbook.id} className={styles.entry}>
          <button
            type="button"
            className={styles.entryButton}
            disabled={workbook.missing}
            onClick={() => props.onOpen(workbook)}
          >
            <Icon name="document" size={18} />
            <span className={styles.entryText}>
              <span className={styles.entryTitle}>
                <strong>{workbook.title}</strong>
                {workbook.missing && <Badge tone="warn">File not found</Badge>}
              </span>
              <span className={styles.small}>
                {[workbook.organisation, `${workbook.folder}/${workbook.fileName}`]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </span>
            <span className={styles.small}>{formatMoment(workbook.openedAt)}</span>
          </button>
          <IconButton
            icon="archive"
            label={`Backups of "${workbook.title}"`}
            onClick={() => props.onBackups(workbook)}
          />
          <IconButton
            icon="close"
            label={`Take "${workbook.title}" off the list`}
            onClick={() => props.onForget(workbook)}
          />
        </li>
      ))}
    </ul>
  );
}
