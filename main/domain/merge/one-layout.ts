import { draftOf, draftTable, type Row, type Tables, tableOf } from './rows.ts';

const CATALOGUES = 'control_catalogue';
/** Which file the texts came from. */
const FILE = ['source', 'file_name'] as const;

/**
 * Two states in which catalogues of control texts that say the same name one file: the one that was taken in last. A catalogue is published in several
 * layouts, each with a hash of its own. `areSame` says of two files, by their hashes, whether their texts are.
 */
export function withOneLayout<T extends { readonly mine: Tables; readonly theirs: Tables }>(
  states: T,
  areSame: (mine: string, theirs: string) => boolean,
): T {
  const mine = tableOf(states.mine, CATALOGUES);
  const alike = [...tableOf(states.theirs, CATALOGUES)].flatMap(([key, other]) => {
    const ours = mine.get(key);
    if (!ours || ours.source === other.source || !areSame(String(ours.source), String(other.source)))
      return [];
    return [{ key, ours, other, last: rankOf(ours) >= rankOf(other) ? ours : other }];
  });
  if (alike.length === 0) return states;
  const changed = { mine: copyOf(states.mine), theirs: copyOf(states.theirs) };
  for (const { key, ours, other, last } of alike) {
    const file = Object.fromEntries(FILE.map((column) => [column, last[column] ?? null]));
    draftTable(changed.mine, CATALOGUES).set(key, { ...ours, ...file });
    draftTable(changed.theirs, CATALOGUES).set(key, { ...other, ...file });
  }
  return {
    ...states,
    mine: new Map([...states.mine, ...changed.mine]),
    theirs: new Map([...states.theirs, ...changed.theirs]),
  };
}

const rankOf = (row: Row): string => JSON.stringify([row.recorded_at, row.source]);
const copyOf = (tables: Tables) => draftOf(new Map([[CATALOGUES, tableOf(tables, CATALOGUES)]]));
