import type { ExportFormat, Reconciliation } from '../../../main/contract/exports.ts';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { formatCount, formatNumber } from '../../lib/format.ts';

export interface FormatWords {
  readonly format: ExportFormat;
  readonly name: string;
  readonly what: string;
}
export const FORMATS: readonly FormatWords[] = [
  {
    format: 'xlsx',
    name: 'Excel',
    what: 'Summary, matrix, register with validation lists, evidence with SHA-256, gaps, people and frameworks, each on its own sheet.',
  },
  {
    format: 'pdf',
    name: 'PDF',
    what: 'A document to read and to sign: one-page summary, pictures, matrix, tables by service, gaps, evidence register, frameworks.',
  },
  { format: 'csv', name: 'CSV', what: 'The register alone, one row for each duty, for other programs.' },
];

/** A file name after the workbook's title, the person of a hand-out and the day, without what some file systems refuse. */
export function exportFileName(
  info: Pick<WorkbookInfo, 'title'>,
  format: string,
  day: string,
  person?: string,
): string {
  const title = (person === undefined ? info.title : `${info.title} for ${person}`)
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80)
    .trim();
  return `${title === '' ? 'workbook' : title} ${day}.${format}`;
}

/** One line for each thing counted: what the workbook holds, and what was counted in the written file. */
export function reconciliationLines(
  result: Reconciliation,
): readonly { readonly text: string; readonly ok: boolean }[] {
  const kinds = [
    ['rows', 'row', 'rows'],
    ['notes', 'note', 'notes'],
    ['evidence', 'piece of evidence', 'pieces of evidence'],
  ] as const;
  return kinds.map(([key, one, many]) => ({
    ok: result.expected[key] === result.found[key],
    text: `${formatCount(result.expected[key], one, many)} in the workbook, ${formatNumber(result.found[key])} in the file`,
  }));
}
