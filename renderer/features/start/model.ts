import type { BackupFolder, OpenWorkbookInfo, RecentWorkbook } from '../../../main/contract/app.ts';
import type { Failure } from '../../../main/contract/errors.ts';
import { fileStem } from '../../../main/domain/words/file-name.ts';

/** A file name for a workbook of this title, without what some file systems refuse. */
export function suggestFileName(title: string): string {
  return `${fileStem(title, 'workbook')}.demarc`;
}

/** Recent workbooks without those that are open and shown above. */
export function recentOnly(
  recent: readonly RecentWorkbook[],
  open: readonly Pick<OpenWorkbookInfo, 'recent'>[],
): readonly RecentWorkbook[] {
  const shown = new Set(open.map((workbook) => workbook.recent));
  return recent.filter((entry) => !shown.has(entry.id));
}

/** A sentence for a folder of backups that is not there; null while it is. */
export const backupFolderMissing = ({ folder, instead }: BackupFolder): string | null =>
  instead === null
    ? null
    : `The folder for backups, ${folder}, is not there or cannot be written. Until it is back, copies are kept in ${instead}.`;

/** Where the backups of a workbook are found that could not be opened: the core may know it, or the list that it was opened from. */
export function backupsAfter(failure: Failure, recent: string | null): string | null {
  if (failure.code !== 'WORKBOOK_DAMAGED') return null;
  const { details } = failure;
  const named =
    typeof details === 'object' && details !== null && 'recent' in details ? details.recent : null;
  return typeof named === 'string' ? named : recent;
}
