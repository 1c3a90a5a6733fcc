import type { Person } from '../../../../main/contract/parties.ts';
import {
  changeKey,
  type SheetChange,
  type SheetPreview,
  type UnplacedCell,
} from '../../../../main/contract/sheets.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';

export type View = 'all' | 'conflicts' | 'accepted' | 'refused' | 'unplaced';

export const keyOf = (change: SheetChange): string => changeKey(change.ref, change.field);

/** Taken in unless somebody says otherwise: what was changed in the sheet only, and is neither accepted nor refused. */
export const isOnAtFirst = (change: SheetChange): boolean =>
  change.refusal === null && !change.changedHereSince && !change.accepted;

/** What a person chose differently from the beginning, by key of the change. */
export type Choices = ReadonlyMap<string, boolean>;

export const isChosen = (change: SheetChange, choices: Choices): boolean =>
  change.refusal === null && (choices.get(keyOf(change)) ?? isOnAtFirst(change));

/**
 * What "all" stands for: every change shown, but accepted answers only where nothing else is shown. Each of those needs a
 * yes of its own.
 */
export const allOf = (changes: readonly SheetChange[]): readonly SheetChange[] =>
  changes.every(({ accepted }) => accepted) ? changes : changes.filter(({ accepted }) => !accepted);

/** The choices with these changes switched on or off. */
export function withChoice(choices: Choices, changes: readonly SheetChange[], on: boolean): Choices {
  const next = new Map(choices);
  for (const change of changes) next.set(keyOf(change), on);
  return next;
}

const PASSES: Readonly<Record<Exclude<View, 'unplaced'>, (change: SheetChange) => boolean>> = {
  all: () => true,
  conflicts: (change) => change.changedHereSince,
  accepted: (change) => change.accepted,
  refused: (change) => change.refusal !== null,
};
export const changesIn = (preview: SheetPreview, view: View): readonly SheetChange[] =>
  view === 'unplaced' ? [] : preview.changes.filter(PASSES[view]);

const LABELS: Readonly<Record<View, string>> = {
  all: 'All changes',
  conflicts: 'Changed here, too',
  accepted: 'Accepted answers',
  refused: 'Refused',
  unplaced: 'Without a place',
};

/** The tabs worth showing, each with its count: all changes, and whatever needs a look. */
export const tabsOf = (preview: SheetPreview): readonly { readonly value: View; readonly label: string }[] =>
  (Object.keys(LABELS) as View[]).flatMap((value) => {
    const count = value === 'unplaced' ? preview.unplaced.length : changesIn(preview, value).length;
    return count > 0 || value === 'all'
      ? [{ value, label: `${LABELS[value]} (${formatNumber(count)})` }]
      : [];
  });

/** A name that nobody and nothing here bears, and how often the sheet has it. */
export interface OpenName {
  readonly kind: 'person' | 'evidence';
  readonly written: string;
  readonly cells: number;
  readonly suggestion: string | null;
  /** The party whose person it should be; null for evidence. */
  readonly party: string | null;
}
const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** The names to be settled, each once, by alphabet: an order that stays while one after the other is settled. */
export function openNames(unplaced: readonly UnplacedCell[]): readonly OpenName[] {
  const names = new Map<string, OpenName>();
  for (const { kind, written, suggestion, party } of unplaced) {
    if ((kind !== 'person' && kind !== 'evidence') || written === '') continue;
    const key = `${kind} ${plain(written)}`;
    const known = names.get(key);
    names.set(
      key,
      known
        ? { ...known, cells: known.cells + 1 }
        : { kind, written: written.trim(), cells: 1, suggestion, party },
    );
  }
  return [...names.values()].sort(byName);
}

export const byName = (a: OpenName, b: OpenName): number => a.written.localeCompare(b.written);

/** What a person said that a name means: a person's id, `+party` for somebody new, `E-4`; empty while open. */
export type Answers = ReadonlyMap<string, { readonly name: OpenName; readonly means: string }>;
export const answerKey = ({ kind, written }: OpenName): string => `${kind} ${plain(written)}`;

export function resolutionsFrom(answers: Answers): {
  people: { written: string; is: { person: string } | { addTo: string } }[];
  evidence: { written: string; number: number }[];
} {
  const given = [...answers.values()].filter(({ means }) => means !== '');
  return {
    people: given.flatMap(({ name, means }) =>
      name.kind !== 'person'
        ? []
        : [
            {
              written: name.written,
              is: means.startsWith('+') ? { addTo: means.slice(1) } : { person: means },
            },
          ],
    ),
    evidence: given.flatMap(({ name, means }) =>
      name.kind === 'evidence' ? [{ written: name.written, number: Number(means.slice(2)) }] : [],
    ),
  };
}

/** The sender as `apply` wants them: somebody listed, or a name in words. */
export function senderFrom(
  typed: string,
  people: readonly Pick<Person, 'id' | 'name'>[],
): { readonly person: string } | { readonly name: string } {
  const found = people.find(({ name }) => plain(name) === plain(typed));
  return found ? { person: found.id } : { name: typed.trim() };
}

/** `Exported at revision 285. 441 rows read; 12,789 cells are as before.` */
export function summaryOf({ exported, rows, unchanged, changes, unplaced }: SheetPreview): string {
  const from = exported ? `Exported at revision ${formatNumber(exported.revision)}. ` : '';
  const away = unplaced.length > 0 ? `, ${formatNumber(unplaced.length)} without a place` : '';
  return `${from}${formatCount(rows, 'row')} read: ${formatCount(changes.length, 'changed cell')}${away}, ${formatNumber(unchanged)} as before.`;
}
