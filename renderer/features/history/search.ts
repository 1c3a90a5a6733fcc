import type { EntryFilter, HistoryFilter } from '../../../main/contract/methods/history.ts';
import type { HistoryKind, Way } from '../../../main/contract/ways.ts';
import { startOfDay } from '../../../main/domain/history/days.ts';
import { KIND_WORDS, WAY_WORDS } from '../../../main/domain/history/ways.ts';
import { type PlaceSearch, whereOf } from '../../components/where/where.ts';

/** What of the history is shown; all of it stands in the address. */
export interface HistorySearch extends Pick<PlaceSearch, 'where'> {
  readonly text?: string;
  /** A duty (`orders-db/os-patching`) or a subject. */
  readonly ref?: string;
  readonly by?: string;
  readonly kind?: HistoryKind;
  readonly way?: Way;
  /** Calendar days, both counted in. */
  readonly from?: string;
  readonly to?: string;
  /** Revision of the line whose details are open. */
  readonly open?: number;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const REF = /^[a-z0-9-]{1,64}(\/[a-z0-9-]{1,64})?$/;
const textIn = (value: unknown, form = /./): string | undefined =>
  typeof value === 'string' && form.test(value) ? value.slice(0, 200) : undefined;

export function historySearch(raw: Record<string, unknown>): HistorySearch {
  const found = {
    text: textIn(raw.text),
    ref: textIn(raw.ref, REF),
    by: textIn(raw.by),
    where: textIn(raw.where),
    kind: (Object.keys(KIND_WORDS) as HistoryKind[]).find((kind) => kind === raw.kind),
    way: (Object.keys(WAY_WORDS) as Way[]).find((way) => way === raw.way),
    from: textIn(raw.from, DAY),
    to: textIn(raw.to, DAY),
    open: typeof raw.open === 'number' && Number.isInteger(raw.open) && raw.open > 0 ? raw.open : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** What of an entry is told under the filter. */
export const withinOf = ({ ref, where }: HistorySearch): EntryFilter => ({
  ...(ref === undefined ? {} : { ref }),
  ...whereOf(where),
});

/** What the core is asked for: days as the instants at which they begin and end where the reader is. */
export function filterOf({ text, ref, by, where, kind, way, from, to }: HistorySearch): HistoryFilter {
  const filter = {
    text: text?.trim() || undefined,
    ref,
    by,
    ...whereOf(where),
    kind,
    way,
    // While the next screen is on its way, this one may read that screen's address, in which `to` may be the word now.
    since: startOfDay(String(from)) ?? undefined,
    until: startOfDay(String(to), 1) ?? undefined,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
