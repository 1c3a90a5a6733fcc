/** Rows above the headings of a list: one where there is a line of marks. */
export const rowsAbove = (line: string | null): number => (line === null ? 0 : 1);
