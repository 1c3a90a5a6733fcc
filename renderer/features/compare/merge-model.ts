import type {
  MergeChange,
  MergeConflict,
  MergeGroup,
  MergePreview,
  Resolution,
  Said,
} from '../../../main/contract/merge.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';

export type Resolutions = Readonly<Record<string, Resolution>>;

/** Conflicts that nobody has decided yet. */
export const openConflicts = (
  conflicts: readonly MergeConflict[],
  resolutions: Resolutions,
): readonly MergeConflict[] => conflicts.filter(({ key }) => resolutions[key] === undefined);

/** The place to go on at: the next undecided conflict behind this one, else the first; null when all are decided. */
export function nextOpen(
  conflicts: readonly MergeConflict[],
  resolutions: Resolutions,
  after: string | null,
): string | null {
  const at = conflicts.findIndex(({ key }) => key === after);
  const order = [...conflicts.slice(at + 1), ...conflicts.slice(0, at + 1)];
  return order.find(({ key }) => resolutions[key] === undefined)?.key ?? null;
}

/** The neighbour of a conflict in the list, round the end. */
export function neighbour(
  conflicts: readonly MergeConflict[],
  of: string | null,
  step: 1 | -1,
): string | null {
  const at = conflicts.findIndex(({ key }) => key === of);
  const next = at < 0 ? 0 : (at + step + conflicts.length) % conflicts.length;
  return conflicts[next]?.key ?? null;
}

export interface ChangeGroupView {
  readonly group: MergeGroup;
  readonly changes: readonly MergeChange[];
}
/** Changes by group, in the order in which they come. */
export function groupChanges(changes: readonly MergeChange[]): readonly ChangeGroupView[] {
  const groups = new Map<MergeGroup, MergeChange[]>();
  for (const change of changes) {
    const list = groups.get(change.group);
    if (list) list.push(change);
    else groups.set(change.group, [change]);
  }
  return [...groups].map(([group, list]) => ({ group, changes: list }));
}

/** `Ben, 12 Nov 2026, 14:03`; empty where nothing is known. */
export const saidWords = ({ who, at }: Said): string =>
  [at === null ? null : (who ?? 'Somebody'), at === null ? null : formatMoment(at)]
    .filter((part) => part !== null)
    .join(', ');

/** `12 entries: Ben 10, Kim 2`. */
export const sideWords = ({ entries, authors }: MergePreview['mine']): string =>
  entries === 0
    ? 'Nothing was changed in it since'
    : [
        `${formatCount(entries, 'entry', 'entries')} since`,
        ...(authors.every(({ who }) => who === null)
          ? []
          : [authors.map(({ who, entries: count }) => `${who ?? 'not said'} ${count}`).join(', ')]),
      ].join(': ');

/** How the common state was found. */
export function ancestorWords({ found, rev, at }: MergePreview['ancestor']): string {
  const when = at === null ? '' : `, ${formatMoment(at)}`;
  if (found === 'file') return `the base that you named, change ${rev}${when}`;
  return found === 'earlier-merge'
    ? `their last merge, change ${rev}${when}`
    : `change ${rev} of both change logs${when}`;
}

/** The lines of a text, each with whether the text before had it; a text of one line is told apart by its whole. */
export function markedLines(
  text: string,
  before: string | null,
): readonly { readonly text: string; readonly isNew: boolean }[] {
  const lines = text.split('\n');
  const known = new Set((before ?? '').split('\n'));
  return lines.map((line) => ({
    text: line,
    isNew: before !== null && lines.length > 1 && line !== '' && !known.has(line),
  }));
}

/** What the two choices of a conflict mean, where one side has nothing. */
export function choiceWords({ kind }: MergeConflict, text: string | null): string {
  if (text !== null) return text;
  return kind === 'removed' ? 'Taken away' : kind === 'accepted' ? 'Not there' : 'Nothing';
}
