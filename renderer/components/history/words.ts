import type { HistoryChange, HistoryLine, HistoryPart } from '../../../main/contract/history.ts';
import { actWords } from '../../../main/domain/history/rows.ts';
import { WAY_WORDS } from '../../../main/domain/history/ways.ts';

/** `Returned sheet from Tomás Ruiz`, `Merge of team.demarc`, `By hand`. */
export const wayWords = ({ way, from }: Pick<HistoryLine, 'way' | 'from'>): string =>
  from === null ? WAY_WORDS[way] : `${WAY_WORDS[way]} ${way === 'sheet' ? 'from' : 'of'} ${from}`;

/** `Owner: Acme → AWS + Acme`; only what is there now or is gone where one side is empty. */
export function changeWords({ label, before, after }: HistoryChange): string {
  if (before === null) return `${label}: ${after}`;
  return `${label}: ${before} → ${after ?? 'nothing'}`;
}

/** What happened to a duty by one of the parts of a line; another record, such as an action, is named. */
export function partWords({ ref, name, act, changes }: HistoryPart): string {
  const said = changes.map(changeWords).join(' · ');
  if (ref !== null) return said;
  return said === '' ? `${name} (${actWords({ act }).toLowerCase()})` : `${name}: ${said}`;
}

/** What happened in a line, on one line: its changes, or the duties and records that it touched. */
export function lineWords({ parts, all, duties, why }: HistoryLine): string {
  const [only] = parts;
  const because = why === null ? [] : [`Why: ${why}`];
  if (only && all === 1)
    return [
      ...byWords(only),
      ...only.changes.map(changeWords),
      ...moreOf(only.all - only.changes.length),
      ...because,
    ].join(' · ');
  // A record that duties were linked to is named by the sentence above.
  const told = duties === 0 ? parts : parts.filter(({ ref }) => ref !== null);
  const ofOne = new Set(parts.map(({ subject }) => subject)).size === 1;
  const names = told.map(({ name, subject }) => (subject === null || ofOne ? name : `${name}, ${subject}`));
  return [...names, ...moreOf((duties === 0 ? all : duties) - told.length), ...because].join(' · ');
}
/** Of a duty in a merge: who changed it in the copy. */
export const byWords = ({ by }: Pick<HistoryPart, 'by'>): readonly string[] =>
  by === undefined ? [] : [`In the copy: ${by.join(', ')}`];
const moreOf = (count: number): readonly string[] => (count > 0 ? [`${count} more`] : []);
