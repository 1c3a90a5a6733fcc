import type { OpenWorkbookInfo, RecentWorkbook } from '../../../main/contract/app.ts';
import type { Failure } from '../../../main/contract/errors.ts';
import { trimEndsOf } from '../../../main/domain/trim-ends.ts';

/** A file name for a workbook of this title, without what some file systems refuse. */
export function suggestFileName(title: string): string {
  const plain = title
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ')
    .replace(/\s+/g, ' ');
  const name = trimEndsOf(plain, '. ').slice(0, 100).trim();
  return `${name === '' ? 'workbook' : name}.demarc`;
}

/** Recent workbooks without those that are open and shown above. */
export function recentOnly(
  recent: readonly RecentWorkbook[],
  open: readonly Pick<OpenWorkbookInfo, 'recent'>[],
): readonly RecentWorkbook[] {
  const shown = new Set(open.map((workbook) => workbook.recent));
  return recent.filter((entry) => !shown.has(entry.id));
}

/** The moment of a backup, `2026-11-25T09-14-03` in UTC, as others write it. */
export const momentOfStamp = (stamp: string): string =>
  `${stamp.slice(0, 10)}T${stamp.slice(11).replaceAll('-', ':')}Z`;

/** Where the backups of a workbook are found that could not be opened: the core may know it, or the list that it was opened from. */
export function backupsAfter(failure: Failure, recent: string | null): string | null {
  if (failure.code !== 'WORKBOOK_DAMAGED') return null;
  const { details } = failure;
  const named =
    typeof details === 'object' && details !== null && 'recent' in details ? details.recent : null;
  return typeof named === 'string' ? named : recent;
}
