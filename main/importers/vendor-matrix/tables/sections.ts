import { type IsService, isUnmistakable, nameIn } from '../ids/name-above.ts';
import { fold } from '../words.ts';
import type { Grid } from './grid.ts';
import { notToRead, type Titled, titleSays } from './titled.ts';

/** A section of a sheet: what stands below a title, up to the next. */
export interface Section extends Titled {
  readonly title: string;
  /** The service that the title names. */
  readonly service: string | null;
  readonly numbers: readonly number[];
}

/** Titles of pages in Markdown are of levels; any other stands in place of the one before. */
const LEVEL = /^(#{1,6}) /;
const levelOf = (title: string): number => LEVEL.exec(title)?.[1]?.length ?? 0;
/** Rows from a title to the headings below it. */
const LOOKED_ABOVE = 5;

/**
 * The sections of a table, from the title right above its headings on. `isRow` says which rows are such of the table, `isAgain` where its headings
 * stand once more, before which an example ends. Services count where titles name
 * two of them, or one in full: "IAM" by itself is a topic as well.
 */
export function sectionsOf(
  grid: Grid,
  {
    headerRow,
    first,
    column,
  }: { readonly headerRow: number; readonly first: number; readonly column: number },
  {
    isRow,
    isAgain,
  }: { readonly isRow: (row: number) => boolean; readonly isAgain: (row: number) => boolean },
  isService: IsService,
): readonly Section[] {
  const serviceIn = (title: string): string | null => {
    const bare = nameIn(
      title
        .replace(LEVEL, '')
        .replace(/[*_]{2}/g, '')
        .trim(),
    );
    return isUnmistakable(bare) && isService(bare) ? bare : null;
  };
  const found: {
    title: string;
    service: string | null;
    level: number;
    numbers: number[];
    names: Set<string>;
  }[] = [];
  const begin = (title: string) => {
    const level = levelOf(title);
    const above = found.findLast((each) => each.service !== null || each.level <= level);
    const own = serviceIn(title);
    const inherits = level > 0 && above !== undefined && above.service !== null && above.level < level;
    found.push({
      title,
      service: own ?? (inherits ? above.service : null),
      level,
      numbers: [],
      names: new Set(),
    });
  };
  begin(titleAbove(grid, headerRow));
  for (let row = first; row <= grid.lastRow; row += 1) {
    const title = titleAt(grid, row);
    const section = found.at(-1);
    const isExample = section !== undefined && titleSays(section.title)?.is === 'example';
    if (title !== null) begin(title);
    else if (isAgain(row) && isExample && section.numbers.length > 0) begin('');
    else if (isRow(row)) {
      section?.numbers.push(row);
      const name = fold(grid.text(row, column).slice(0, 200));
      if (name !== '') section?.names.add(name);
    }
  }
  const services = new Set(found.flatMap(({ service }) => service ?? []));
  const areServices =
    services.size > 1 || [...services].some((service) => /^(?:Amazon|AWS)\s/i.test(service));
  return found.map(({ title, service, numbers, names }) => ({
    title,
    service: areServices ? service : null,
    numbers,
    says: titleSays(title),
    rows: names,
  }));
}
/** A text alone in its row; of text beside a table in Markdown, its headings alone. */
function titleAt(grid: Grid, row: number): string | null {
  const [only, ...more] = grid.rowCells(row);
  if (only === undefined || more.length > 0) return null;
  const text = only.text.trim();
  return grid.isText(row) && levelOf(text) === 0 ? null : text;
}
function titleAbove(grid: Grid, headerRow: number): string {
  for (let row = headerRow - 1; row >= Math.max(grid.firstRow, headerRow - LOOKED_ABOVE); row -= 1) {
    if (grid.rowCells(row).length > 1) break;
    const title = titleAt(grid, row);
    // Text above the first table of a page is not known as such yet.
    if (title !== null && (levelOf(title) > 0 || grid.heads.length === 0)) return title;
  }
  return '';
}

/** Which rows of sections are not to be read, with the reason in words. */
export function rowsNotToRead(sections: readonly Section[]): ReadonlyMap<number, string> {
  const why = new Map<number, string>();
  const found = notToRead(sections);
  for (const section of sections) {
    const is = found.get(section);
    if (is !== undefined)
      for (const row of section.numbers) why.set(row, WHY[is](section.title.replace(LEVEL, '')));
  }
  return why;
}
const WHY: Readonly<Record<'example' | 'another' | 'open', (title: string) => string>> = {
  example: (title) => `By "${title}" above it is an example, which claims nothing.`,
  another: (title) =>
    `"${title}" above says who owns it at another time than the other rows do, so it was left aside.`,
  open: (title) =>
    `"${title}" above is one of several times at which the same is said, and which of them holds now is not said, so nothing was read. Leave one of them in the file.`,
};
