/** What one copy of a workbook, and what it was before, go by: it keeps them when another unit takes it along. */
export const LINE = ['workbook', 'publisher', 'line'] as const;

export const lineKey = (row: {
  readonly workbook: string;
  readonly publisher: string;
  readonly line: number;
}): string => JSON.stringify(LINE.map((column) => row[column]));
