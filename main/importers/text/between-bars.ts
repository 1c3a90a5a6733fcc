/** Of headings between bars and what stands below them, whether a bar stands at both ends of each line as well. */
export const areInBars = (record: readonly string[]): boolean =>
  record.length > 2 && record[0] === '' && record.at(-1)?.trim() === '';

/** Signs of Markdown around a whole cell, which makes it bold, slanted or code. */
const AROUND = /^([*_`]{1,3})([^*_`].*)\1$/;

/**
 * The cells of a record that stand between bars, as in Markdown: without the room around them, the ends of the line and the signs around a
 * whole cell. The line of dashes below headings is an empty one.
 */
export function cellsBetweenBars(record: readonly string[], inBars: boolean): string[] {
  const cells = (inBars ? record.slice(1, record.at(-1)?.trim() === '' ? -1 : undefined) : record).map(
    (cell) => cell.trim(),
  );
  if (cells.length > 1 && cells.every((cell) => /^:?-{2,}:?$/.test(cell))) return [''];
  return cells.map((cell) => AROUND.exec(cell)?.[2]?.trim() ?? cell);
}
