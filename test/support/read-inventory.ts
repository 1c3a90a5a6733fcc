import { partsOfFile } from '../../main/importers/discover/found.ts';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

/** Words by which services of AWS are called and systems of one's own as well. */
const WORDS: ReadonlySet<string> = new Set(['batch', 'backup', 'billing', 'config']);
const namesService = (name: string) =>
  WORDS.has(name.toLowerCase().replace(/ \([^()]*\)$/, '')) || NOTHING_GIVEN.namesService(name);

/** What discovery finds in an inventory as JSON: the services in use by their names, each with its accounts behind it, and what is told of them. */
export function readInventory(document: unknown): {
  readonly services: readonly string[];
  readonly notes: string;
} {
  const parts = partsOfFile(
    'a.json',
    readSource('a.json', Buffer.from(JSON.stringify(document)), { ...NOTHING_GIVEN, namesService }),
  );
  const found = parts.flatMap((part) => ('found' in part ? [part.found] : []));
  const services = found.flatMap(({ types, places, notInUse }) =>
    [...types.keys()]
      .filter((type) => !notInUse?.has(type))
      .map((type) => [type, ...(places?.get(type)?.accounts ?? [])].join(' ')),
  );
  return { services, notes: found.flatMap(({ notes }) => notes).join('\n') };
}
