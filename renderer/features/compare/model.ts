import type { Change, ChangeGroup, GroupCount, Snapshot } from '../../../main/contract/snapshots.ts';
import type { Option } from '../../components/field/field.tsx';
import type { Input } from '../../host/client.ts';
import { formatMoment, formatNumber } from '../../lib/format.ts';
import type { CompareSearch, StateKey } from './search.ts';

export type State = Input<'snapshots.compare'>['from'];

/** What the core is asked for by a key of the address. */
export function stateOf(key: StateKey): State {
  if (key === 'now') return 'now';
  return key.startsWith('file-') ? { file: key.slice('file-'.length) } : Number(key);
}
export const fileKey = (handle: string): StateKey => `file-${handle}`;

/** Both ends of the comparison in view: the newest snapshot and now, unless the address says otherwise; null without either. */
export function endsOf(
  search: CompareSearch,
  snapshots: readonly Snapshot[],
): { readonly from: StateKey; readonly to: StateKey } | null {
  const newest = snapshots[0];
  const from = search.from ?? (newest ? String(newest.number) : undefined);
  return from === undefined ? null : { from, to: search.to ?? 'now' };
}

/** The states that can be chosen. A file of the address whose name is not known any more stays choosable. */
export function stateOptions(
  snapshots: readonly Snapshot[],
  files: readonly { readonly key: StateKey; readonly name: string }[],
  chosen: StateKey,
): readonly Option[] {
  const options: Option[] = [
    { value: 'now', label: 'This workbook, as it is now' },
    ...snapshots.map((snapshot) => ({
      value: String(snapshot.number),
      label: `${snapshot.name} (${formatMoment(snapshot.takenAt)})`,
      group: 'Snapshots',
    })),
    ...files.map(({ key, name }) => ({ value: key, label: name, group: 'Other workbooks' })),
  ];
  if (!options.some((option) => option.value === chosen))
    options.push({
      value: chosen,
      label: chosen.startsWith('file-') ? 'Another workbook' : `Snapshot ${chosen} (removed)`,
    });
  return options;
}

export const countOf = ({ added, gone, changed, expired }: GroupCount): number =>
  added + gone + changed + expired;

/** `2 added, 1 gone`; what is nought is not said. */
export const countWords = ({ added, gone, changed, expired }: GroupCount): string =>
  [
    [added, 'added'],
    [gone, 'gone'],
    [changed, 'changed'],
    [expired, 'expired'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${formatNumber(Number(count))} ${word}`)
    .join(', ');

/** The counts with those of groups of which only rows are left that were changed back just now: their tab stays with them. */
export const withGroups = (counts: readonly GroupCount[], rows: readonly Change[]): readonly GroupCount[] => [
  ...counts,
  ...[...new Set(rows.map(({ group }) => group))]
    .filter((group) => !counts.some((count) => count.group === group))
    .map((group) => ({ group, added: 0, gone: 0, changed: 0, expired: 0 })),
];

/** The group in view: the one of the address if it has changes, else the first that has. */
export const shownGroup = (counts: readonly GroupCount[], wanted: string | undefined): ChangeGroup | null =>
  (counts.find(({ group }) => group === wanted) ?? counts[0])?.group ?? null;

/** Where a change can be looked at. */
export type Target =
  | { readonly screen: 'card'; readonly subject: string; readonly card: string }
  | { readonly screen: 'service'; readonly ref: string }
  | { readonly screen: 'evidence'; readonly number: number };

/** Null for what has no screen of its own, or is no longer there to be looked at. */
export function targetOf({ ref, group, kind }: Pick<Change, 'ref' | 'group' | 'kind'>): Target | null {
  if (ref === null) return null;
  const [subject = '', card] = ref.split('/');
  if (card !== undefined) return { screen: 'card', subject, card };
  if (kind === 'gone' && (group === 'services' || group === 'evidence')) return null;
  const number = /^E-(\d+)$/.exec(ref)?.[1];
  return number === undefined ? { screen: 'service', ref } : { screen: 'evidence', number: Number(number) };
}
