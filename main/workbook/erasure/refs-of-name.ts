import { uniqueSlug } from '../../contract/ids.ts';
import type { Erased } from '../../domain/erasure/redactor.ts';
import type { ReadDb } from '../connection.ts';
import type { RowChange } from '../state/rows.ts';

/** Tables whose ids are made of a name that their user gives. */
const NAMED: Readonly<Record<string, string>> = {
  party: 'id',
  environment: 'id',
  custom_service: 'id',
  custom_responsibility: 'id',
  service_in_use: 'ref',
  saved_view: 'id',
};
/** What is added to the catalogue, house rules with their own ids among it. */
const OWN: ReadonlySet<string> = new Set(['custom_service', 'custom_responsibility', 'house_rules']);
/** Parties that every workbook has, called so by the program. */
const GIVEN: ReadonlySet<string> = new Set(['aws', 'organisation']);
/** The longest that an id may be (`contract/methods/ids.ts`), with room for a number behind it. */
const LONGEST = 60;
const SLUGS = /(?<![a-z0-9-])[a-z0-9]+(?:-[a-z0-9]+)+(?![a-z0-9-])/g;

/** Ids of other records in which one of some slugs stands as a part, and what they are called once it is gone: each by a name of its own. */
export function refsMadeOf(
  db: ReadDb,
  slugs: readonly string[],
  instead: string,
): Pick<Erased, 'refs' | 'own'> {
  const refs = new Map<string, string>();
  const own = new Set<string>();
  const taken = new Set<string>();
  const parts = slugs.filter((slug) => slug !== '').sort((a, b) => b.length - a.length);
  const learn = (table: string, ref: string): void => {
    if (refs.has(ref) || (table === 'party' && GIVEN.has(ref))) return;
    let now = `-${ref}-`;
    // Put in last: the label has words that are somebody's name.
    for (const slug of parts) while (now.includes(`-${slug}-`)) now = now.replace(`-${slug}-`, '-@-');
    if (now === `-${ref}-`) return;
    const wanted = now.slice(1, -1).replaceAll('@', instead).slice(0, LONGEST).replace(/-$/, '');
    const slug = uniqueSlug(wanted, (other) => taken.has(other));
    refs.set(ref, slug);
    taken.add(slug);
    if (OWN.has(table)) own.add(ref);
  };
  // Nearly no entry speaks of one, and taking all apart takes time.
  for (const log of ['change', 'merged_change'])
    for (const { rows } of db.iterate<{ rows: string }>(`SELECT rows FROM ${log}`))
      if (parts.some((slug) => rows.includes(slug)))
        for (const { table, before, after } of JSON.parse(rows) as RowChange[])
          for (const ref of idsIn(table, after ?? before)) learn(table, ref);
  return { refs, own };
}

function idsIn(table: string, row: RowChange['after']): readonly string[] {
  if (row === null) return [];
  // Of one word, an id is told from no other word of the text.
  if (table === 'house_rules') return String(row.text).match(SLUGS) ?? [];
  const ref = row[NAMED[table] ?? ''];
  return typeof ref === 'string' ? [ref] : [];
}
