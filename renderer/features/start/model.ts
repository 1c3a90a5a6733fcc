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
 * Recent workbooks without those that are open and shown above. The two lists share no id, and a title may have changed
 * since, so one is left out only where its file name leaves no doubt.
 */
export function recentOnly(
  recent: readonly RecentWorkbook[],
  open: readonly Pick<WorkbookInfo, 'fileName'>[],
): readonly RecentWorkbook[] {
  const shown = new Set(open.map((workbook) => workbook.fileName));
  const namesakes = (name: string) => recent.filter((entry) => entry.fileName === name).length;
  return recent.filter((entry) => !shown.has(entry.fileName) || namesakes(entry.fileName) > 1);
}
