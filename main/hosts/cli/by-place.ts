import type { Command } from 'commander';
import type { RegisterFilter } from '../../contract/assignments.ts';
import { invalidInput } from '../../contract/errors.ts';
import { PLACE_KINDS } from '../../contract/register.ts';
import type { Grouped } from '../../domain/grouped.ts';
import { servicePlaces, type Where } from '../../domain/services/service-places.ts';
import { collect } from './collect.ts';
import { filterFrom } from './commands/export-only.ts';
import type { Ask } from './context.ts';
import { type Column, tableLines } from './output.ts';

export interface PlaceOptions {
  readonly only?: readonly string[];
  readonly group?: string;
}

/** Adds narrowing by where services run, and by what else the list knows. */
export const onlyOption = (command: Command, keys: readonly string[] = []): Command =>
  command.option(
    '--only <key=value>',
    `only what is there, such as account=111122223333; once for each of ${[...PLACE_KINDS, ...keys].join(', ')}`,
    collect,
  );

/** Adds what every list of the app has as well: narrowing by where services run, and grouping by it. */
export const placeOptions = (command: Command, keys: readonly string[] = []): Command =>
  onlyOption(command, keys).option(
    '--group <place>',
    `bring together what runs in one place: ${PLACE_KINDS.join(', ')}`,
  );

/** A list as it was asked for. Without a grouping there are no groups. */
export interface ByPlace {
  readonly where: Where;
  /** What else it is narrowed by. */
  readonly filter: RegisterFilter;
  arrange<T>(list: readonly T[], subjectsOf: (entry: T) => readonly string[]): Grouped<T>;
}

/** What the options ask for; INVALID_INPUT for a key, a place or a grouping that is not known. `keys`: what the list knows besides places. */
export async function byPlace(
  { only, group }: PlaceOptions,
  ask: Ask,
  keys: readonly string[] = [],
): Promise<ByPlace> {
  const kind = PLACE_KINDS.find((each) => each === group);
  if (group !== undefined && kind === undefined)
    throw invalidInput(`--group takes ${PLACE_KINDS.join(', ')}, not "${group}".`);
  const { environment, account, region, ...filter } =
    (await filterFrom(only, ask, [...PLACE_KINDS, ...keys])) ?? {};
  const where = { environment, account, region };
  const places = servicePlaces(await ask('services.list', {}), await ask('environments.list', {}));
  return {
    where,
    filter,
    arrange(list, subjectsOf) {
      const there = list.filter((entry) => places.isIn(subjectsOf(entry), where));
      return kind === undefined ? { rows: there, groups: [] } : places.grouped(there, kind, subjectsOf);
    },
  };
}

/** The groups as a document has them: only where there was a grouping. */
export const groupsField = ({ groups }: Grouped<unknown>) =>
  groups.length === 0 ? {} : { groups: [...groups] };

/** A table with a line of its own before each group. */
export function groupedTable<T>({ rows, groups }: Grouped<T>, columns: readonly Column<T>[]): string {
  const { head, lines } = tableLines(rows, columns);
  if (groups.length === 0) return head + lines.join('');
  return [
    head,
    ...groups.map(
      ({ label, start, count }) => `\n${label} (${count})\n${lines.slice(start, start + count).join('')}`,
    ),
  ].join('');
}
