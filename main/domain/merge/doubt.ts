import { readAccounts } from '../services/places.ts';
import { listed } from '../words/listed.ts';
import { type Tables, tableOf } from './rows.ts';

/** Two copies of one assessment are merged within days; whatever went its own way for longer is looked at twice. */
const LONG_AGO_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** When the last state was that both have, and when the later of them was changed last: ISO instants, null where nothing tells. */
export interface Apart {
  readonly since: string | null;
  readonly until: string | null;
}

/**
 * Why two workbooks with one beginning look like those of two teams, so that merging them is asked about first; null where they look
 * like two copies of one assessment. Another identity is enough; else the title has to differ with the organisation or all accounts,
 * or any one of these once they went their own ways for long.
 */
export function doubtOf(mine: Tables, theirs: Tables, apart: Apart): string | null {
  const [a, b] = [identityOf(mine), identityOf(theirs)];
  const isOther = a.uuid !== b.uuid;
  const differing = [
    ...(a.title === b.title ? [] : [`titles (“${a.title}” and “${b.title}”)`]),
    ...(a.organisation === b.organisation
      ? []
      : [`organisations (“${a.organisation}” and “${b.organisation}”)`]),
    ...(areApart(a.accounts, b.accounts) ? ['accounts'] : []),
  ];
  const longAgo = daysOf(apart) >= LONG_AGO_DAYS;
  const enough = longAgo ? 1 : a.title === b.title ? Number.POSITIVE_INFINITY : 2;
  if (!isOther && differing.length < enough) return null;
  const reasons = [
    ...(isOther ? ['they have two identities'] : []),
    ...(differing.length > 0 ? [`their ${listed(differing)} differ`] : []),
    ...(longAgo && apart.since !== null
      ? [`the last state that both have is of ${apart.since.slice(0, 10)}`]
      : []),
  ];
  return `These look like two teams’ workbooks begun from one copy, not like two copies of one assessment: ${listed(reasons)}. Merged, the answers of one would count for the other.`;
}

function identityOf(tables: Tables) {
  const [row] = tableOf(tables, 'workbook').values();
  const accounts = ['service_in_use', 'environment'].flatMap((table) =>
    [...tableOf(tables, table).values()].flatMap(
      ({ account }) => readAccounts(account === null || account === undefined ? null : String(account)).known,
    ),
  );
  return {
    uuid: String(row?.uuid ?? ''),
    title: String(row?.title ?? ''),
    organisation: String(row?.organisation ?? ''),
    accounts: new Set(accounts),
  };
}

/** Both name accounts, and none of them is named by both. */
const areApart = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && ![...a].some((account) => b.has(account));

const daysOf = ({ since, until }: Apart): number =>
  since === null || until === null ? 0 : (Date.parse(until) - Date.parse(since)) / DAY_MS;
