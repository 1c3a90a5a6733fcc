/** Pages that a range of rows lies on, with the one after it: reading ahead in the direction one scrolls most. */
export function pagesFor([first, last]: readonly [number, number], size: number): readonly number[] {
  const from = Math.max(0, Math.floor(first / size));
  const to = Math.max(from, Math.floor((last + size / 4) / size));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
