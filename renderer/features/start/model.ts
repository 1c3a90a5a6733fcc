import type { RecentWorkbook } from '../../../main/contract/app.ts';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';

/** A file name for a workbook of this title, without what some file systems refuse. */
export function suggestFileName(title: string): string {
  const name = title
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
    .trim();
  return `${name === '' ? 'workbook' : name}.demarc`;
}

/**
 * Recent workbooks without those that are open and shown above. They share no id, so one is left out only where its
 * name, title and organisation leave no doubt.
 */
export function recentOnly(
  recent: readonly RecentWorkbook[],
  open: readonly Pick<WorkbookInfo, 'fileName' | 'title' | 'organisation'>[],
): readonly RecentWorkbook[] {
  const nameOf = (entry: Pick<WorkbookInfo, 'fileName' | 'title' | 'organisation'>) =>
    [entry.fileName, entry.title, entry.organisation].join('\n');
  const shown = new Set(open.map(nameOf));
  return recent.filter(
    (entry) =>
      !shown.has(nameOf(entry)) || recent.filter((other) => nameOf(other) === nameOf(entry)).length > 1,
  );
}
