import type { HistoryLine, HistoryPart } from '../../contract/history.ts';
import type { Change, ChangedBy } from '../../contract/snapshots.ts';
import { whyOf } from '../history/line.ts';
import { fromWords } from '../history/rows.ts';
import { WAY_WORDS } from '../history/ways.ts';
import { shortDate } from '../words/date-words.ts';

/** An entry of the change log that had a part in a change. */
export interface Told extends ChangedBy {
  readonly why: string | null;
}
/** The entries behind a change, newest first; none where the log has nothing of it. */
export type Authors = (change: Change) => readonly Told[];

/** Reads who changed what from lines of the log, newest first, with all their parts. */
export function authorsOf(lines: Iterable<HistoryLine>): Authors {
  const found = new Map<string, Told[]>();
  const note = (key: string, told: Told) => {
    const list = found.get(key);
    if (!list) found.set(key, [told]);
    else if (list.at(-1)?.rev !== told.rev) list.push(told);
  };
  for (const line of lines)
    for (const part of line.parts) {
      const told = toldOf(line, part);
      if (part.ref === null) note(recordKey(part.name), told);
      else note(part.ref, told);
      for (const { field } of part.changes) {
        if (part.ref !== null) note(fieldKey(part.ref, field), told);
        // A piece of evidence is tied to a duty in the duty's own part.
        const number = /^evidence:(\d+)$/.exec(field)?.[1];
        if (number !== undefined) note(`E-${number}`, told);
      }
    }
  return (change) => {
    for (const key of keysOf(change)) {
      const told = found.get(key);
      if (told) return told;
    }
    return [];
  };
}

const toldOf = (line: HistoryLine, part: HistoryPart): Told => ({
  ...changedBy({ ...line, from: fromWords(line.from, part) }),
  why: whyOf([part]),
});

/** Who changed something, when and how, from what the log says of an entry. */
export const changedBy = ({
  rev,
  at,
  who,
  way,
  from,
}: Pick<HistoryLine, 'rev' | 'at' | 'who' | 'way' | 'from'>): ChangedBy => {
  const how = way === 'hand' ? null : WAY_WORDS[way].toLowerCase();
  return { rev, at, who, way: how === null ? null : from === null ? how : `${how}: ${from}` };
};

const fieldKey = (ref: string, field: string): string => `${ref} ${field.split(':', 1)[0]}`;
/** Evidence goes by its number: its title may be another one since. */
const recordKey = (name: string): string => /^E-\d+(?= )/.exec(name)?.[0] ?? name;

/** What the log calls the fields of an answer. */
const FIELDS: readonly (readonly [begins: string, field: string])[] = [
  ['Owner', 'owners'],
  ['Reason for not applicable', 'not_applicable'],
  ['Reason for deviating', 'deviation_reason'],
  ['Duty of ', 'text'],
  ['Person of ', 'person'],
  ['Status', 'status'],
  ['Due', 'due_on'],
  ['Review', 'review'],
  ['Parked', 'parked'],
  ['Note', 'note'],
];

/** Under what a change may stand in the log, the most exact first. */
function keysOf({ ref, group, place, field }: Change): readonly string[] {
  if (ref?.includes('/')) {
    const known = FIELDS.find(([begins]) => field.startsWith(begins))?.[1];
    return known === undefined ? [ref] : [fieldKey(ref, known), ref];
  }
  if (ref !== null && group === 'evidence') return [ref];
  const word =
    group === 'services' ? 'Service' : field === 'Party' || field === 'Environment' ? field : 'Person';
  return [`${word} ${place}`, place];
}

/** `Ann Lee, 28 Nov 2026 (returned sheet: Ben)`, why below it, and how many entries had a part before; '' for none. */
export function toldText([last, ...earlier]: readonly Told[]): string {
  if (!last) return '';
  const why = [last, ...earlier].find((told) => told.why !== null)?.why ?? null;
  const others = [...new Set(earlier.map(({ who }) => who ?? 'nobody named'))].filter(
    (who) => who !== (last.who ?? 'nobody named'),
  );
  return [
    changedByWords(last),
    ...(why === null ? [] : [`Why: ${why}`]),
    ...(others.length === 0 ? [] : [`Before that: ${others.join(', ')}`]),
  ].join('\n');
}

/** `Ann Lee, 28 Nov 2026 (command line)`. */
export const changedByWords = ({ who, at, way }: ChangedBy): string =>
  `${who ?? 'Nobody named'}, ${shortDate(at)}${way === null ? '' : ` (${way})`}`;

/** Whether it is told of any of the changes who made it, as it is of rules. */
export const tellsAuthors = (changes: readonly Change[]): boolean =>
  changes.some(({ by }) => by !== undefined);
/** Who changed a rule last, when and how, and whoever did before; null where it is not told. */
export const changedByText = ({ by }: Pick<Change, 'by'>): string | null =>
  by === undefined ? null : toldText(by.map((each) => ({ ...each, why: null })));
