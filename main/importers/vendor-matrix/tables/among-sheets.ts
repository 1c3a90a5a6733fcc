import { type IsService, isUnmistakable, nameIn } from '../ids/name-above.ts';
import type { MappedSheet } from '../map-sheet.ts';
import { fold } from '../words.ts';
import type { Grid } from './grid.ts';
import { notToRead, type Titled, titleSays } from './titled.ts';

export interface MappedGrid {
  readonly name: string;
  readonly table: Grid;
  readonly found: MappedSheet;
}
/** What the names of a book's sheets say of them beside each other. */
export interface AmongSheets {
  /** Why a sheet is not to be read, by its name. */
  readonly aside: ReadonlyMap<string, string>;
  /** The service that a sheet is called by. */
  readonly services: ReadonlyMap<string, string>;
}

/**
 * What sheets say of each other by their names: of several times at which the same is said, those of another time are left aside, and all where it is not said which holds
 * now; and a service each. What a person said of a sheet stands.
 */
export function amongSheets(sheets: readonly MappedGrid[], isService: IsService): AmongSheets {
  const matrices = sheets.filter(({ found }) => found.controls !== null && found.asks === undefined);
  const titled = new Map<Titled, string>();
  for (const { name, table, found } of matrices) {
    const says = found.mapping.origin === 'given' ? null : titleSays(name);
    titled.set({ says, rows: namesIn(table, found) }, name);
  }
  const left = notToRead([...titled.keys()]);
  const aside = new Map<string, string>();
  for (const [each, is] of left) aside.set(titled.get(each) ?? '', WHY[is]);
  const services = new Map(
    matrices.flatMap(({ name }) => {
      const bare = nameIn(name.trim());
      return isUnmistakable(bare) && isService(bare) ? [[name, bare] as const] : [];
    }),
  );
  const inFull = [...services].filter(([, service]) => /^(?:Amazon|AWS)\s/i.test(service));
  return { aside, services: services.size > 1 ? services : new Map(inFull) };
}
function namesIn(table: Grid, { controls, mapping }: MappedSheet): ReadonlySet<string> {
  const column = controls?.[0]?.column ?? 0;
  const first = mapping.headerRow + mapping.headerRows;
  const cells = table.cells.filter((cell) => cell.row >= first && cell.column === column);
  return new Set(cells.map(({ text }) => fold(text.slice(0, 200))));
}
const CHOOSE =
  'Leave all but one of these sheets aside: under the meanings of the columns on the screen, in a mapping (--mapping) on the command line.';
const WHY: Readonly<Record<'example' | 'another' | 'open', string>> = {
  example: 'By its name it is an example, which claims nothing.',
  another: 'By its name it says who owns it at another time than the other sheets do, so it was left aside.',
  open: `By its name it is one of several times at which the same is said, and which of them holds now is not said, so nothing in it was read. ${CHOOSE}`,
};
