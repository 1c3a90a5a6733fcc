import type { ColumnMapping, Meaning } from '../../../contract/claims.ts';
import { namesServices } from '../../../domain/services/guess-columns.ts';
import { isNothing, PARTY_COLUMNS } from '../layouts.ts';
import type { Grid, GridCell } from '../tables/grid.ts';
import { clip } from '../words.ts';

const PARTIES: ReadonlySet<Meaning> = new Set(['owner', ...PARTY_COLUMNS]);
/** What the column of a task means; a label for sure is the row's own number. */
const isOfTasks = ({ meaning, confidence }: ColumnMapping): boolean =>
  meaning === 'title' || (meaning === 'label' && confidence !== 'sure');

/** What a row of a table of services is, by where the name of its service stands. */
export type Place =
  /** To be read by itself; where it names nothing, `unnamed` says so. */
  | { readonly is: 'itself'; readonly unnamed: string }
  /** A task of the service whose name stands above; its own name, where that stands in the column of services. */
  | { readonly is: 'task'; readonly service: string; readonly title: string | null }
  /** The name of the service of the tasks below. */
  | { readonly is: 'name' }
  /** The title of a section. */
  | { readonly is: 'section' };

const fills = (cells: readonly GridCell[], columns: ReadonlySet<number>): boolean =>
  cells.some(({ column, text }) => text.trim() !== '' && columns.has(column));

/** Whether a name is that of a service, as people write it. */
export type IsService = (name: string) => boolean;

/** The name in the title of a section: `1. Amazon S3`, `Service: Amazon S3`, `Amazon S3:`. */
export const nameIn = (title: string): string => {
  const numbered = title.replace(/^\d{1,3}(\.\d{1,3}){0,3}[.):]?\s+/, '');
  const bare = numbered.endsWith(':') ? numbered.slice(0, -1).trimEnd() : numbered;
  const colon = bare.indexOf(':');
  return colon > 0 && namesServices(bare.slice(0, colon)) ? bare.slice(colon + 1).trim() : bare;
};
/** Services have names that are words of every day, as "Backup" is; these are none: `AWS Backup`, `S3`. */
export const isUnmistakable = (name: string): boolean =>
  /^(Amazon|AWS)\s/i.test(name) || !/\p{Ll}/u.test(name);

/**
 * The names of services that stand once, for several rows: beside the first of its tasks, for the rows right below, or alone in a row above them,
 * for all rows down to the next name. What is alone and not known as a service is the title of a section, and no name of the tasks below it.
 */
export class NamesAbove {
  private readonly grid: Grid;
  private readonly column: number;
  private readonly heading: string;
  private readonly tasks: ReadonlySet<number>;
  private readonly parties: ReadonlySet<number>;
  /** Columns of the rows' own numbers. */
  private readonly numbers: ReadonlySet<number>;
  private readonly isService: IsService;
  /** Whether a name is that of a service also where tasks may stand. */
  private readonly isServiceAmongTasks: IsService;
  private readonly holdsTasks: boolean;
  private beside: { readonly row: number; readonly name: string } | null = null;
  private alone: { readonly cell: GridCell; readonly service: string | null } | null = null;

  constructor(
    grid: Grid,
    columns: readonly ColumnMapping[],
    column: number,
    first: number,
    isService: IsService,
  ) {
    this.grid = grid;
    this.column = column;
    this.heading = columns.find((each) => each.column === column)?.header ?? '';
    const those = (isMeant: (entry: ColumnMapping) => boolean): ReadonlySet<number> =>
      new Set(columns.filter(isMeant).map((each) => each.column));
    this.tasks = those(isOfTasks);
    this.parties = those(({ meaning }) => PARTIES.has(meaning));
    this.numbers = those((entry) => entry.meaning === 'label' && !isOfTasks(entry));
    const ofServices = namesServices(this.heading);
    this.isServiceAmongTasks = (name) => isUnmistakable(name) && isService(name);
    this.isService = ofServices ? isService : this.isServiceAmongTasks;
    this.holdsTasks = this.tasks.size === 0 && (!ofServices || this.beginsWithServiceAlone(first));
  }

  /** Whether what stands below a heading of services are tasks below their services: the first is a service alone, and none that says anything is one. */
  private beginsWithServiceAlone(first: number): boolean {
    let begins = false;
    for (let row = first; row <= this.grid.lastRow; row += 1) {
      const name = this.grid.source(row, this.column)?.text.trim() ?? '';
      if (name === '') continue;
      const says = fills(this.grid.rowCells(row), this.parties);
      if (!begins && (says || !this.isService(nameIn(name)))) return false;
      if (says && this.isServiceAmongTasks(name)) return false;
      begins = true;
    }
    return begins;
  }

  /** To be asked of the rows in order. */
  at(row: number, cells: readonly GridCell[]): Place {
    const cell = this.grid.source(row, this.column);
    const name = cell?.text.trim() ?? '';
    if (!cell || name === '') return this.unnamed(row, cells);
    const saysMore = fills(cells, this.tasks) || fills(cells, this.parties);
    if (cell.row === row && !saysMore) return this.standsAlone(row, cells, cell, name);
    const { alone } = this;
    if (alone?.service != null && this.isTaskByName(name))
      return { is: 'task', service: alone.service, title: name };
    if (cell !== alone?.cell) this.alone = null;
    this.beside = this.isTaskOfParty(cells) && !isNothing(name) ? { row, name } : null;
    return this.itself();
  }

  /** Nothing that stands above counts any more. */
  end(): void {
    this.beside = null;
    this.alone = null;
  }

  /** What a row is below the title of a service that stands outside its table, as above its headings: a task of that service, where tasks have no services beside them. */
  below(service: string, row: number): Place | null {
    const name = this.grid.source(row, this.column)?.text.trim() ?? '';
    return name !== '' && this.isTaskByName(name) ? { is: 'task', service, title: name } : null;
  }

  private itself(why = ''): Place {
    return { is: 'itself', unnamed: `Nothing stands under "${clip(this.heading, 80)}" in its row${why}.` };
  }
  /** Where tasks have no column of their own they stand among the services. */
  private isTaskByName(name: string): boolean {
    return this.holdsTasks && !this.isServiceAmongTasks(name);
  }
  /** The title of a section, a remark or a sum has no task of a party beside it, and names no service. */
  private isTaskOfParty(cells: readonly GridCell[]): boolean {
    return fills(cells, this.tasks) && fills(cells, this.parties);
  }

  private unnamed(row: number, cells: readonly GridCell[]): Place {
    const { beside, alone } = this;
    this.beside = null;
    if (alone?.service != null && fills(cells, this.tasks))
      return { is: 'task', service: alone.service, title: null };
    if (!this.isTaskOfParty(cells)) return this.itself();
    if (beside?.row === row - 1) {
      this.beside = { row, name: beside.name };
      return { is: 'task', service: beside.name, title: null };
    }
    return this.itself(
      alone === null
        ? ', and none in the row right above'
        : `, and "${clip(alone.cell.text.trim(), 60)}" above may be the title of a section. Write the name in each row`,
    );
  }

  private standsAlone(row: number, cells: readonly GridCell[], cell: GridCell, name: string): Place {
    const bare = nameIn(name);
    const service = this.isService(bare) ? bare : null;
    this.beside = null;
    this.alone = { cell, service };
    // A remark beside a name is that of a claim.
    const hasMore = cells.some(
      (each) => each !== cell && each.text.trim() !== '' && !this.numbers.has(each.column),
    );
    if (isNothing(name) || hasMore) return this.itself();
    if (service === null) return { is: 'section' };
    return this.hasTasksBelow(row, cell) ? { is: 'name' } : this.itself();
  }

  /** Whether the next row that says anything of a task is one of the service that stands alone above it. */
  private hasTasksBelow(row: number, name: GridCell): boolean {
    for (let next = row + 1; next <= this.grid.lastRow; next += 1) {
      const cells = this.grid.rowCells(next);
      const own = this.grid.source(next, this.column);
      if (own && own !== name && own.text.trim() !== '')
        return fills(cells, this.parties) && this.isTaskByName(own.text.trim());
      if (this.isTaskOfParty(cells)) return true;
    }
    return false;
  }
}
