import { AUDIENCES, type Part } from '../../contract/audience.ts';
import type { Change } from '../../contract/snapshots.ts';
import { labelsOf } from '../compare/assignments.ts';
import { KIND_TITLES } from '../compare/words.ts';
import { type Block, type BlockColumn, below, heading, quiet } from '../report/document.ts';
import { toldText } from './authors.ts';
import type { ChangeReport } from './report.ts';

/** What stands where a side has nothing. */
export const NOTHING = 'Nothing';

/** Whether a part is not for those to whom the report goes. */
export const leaves = ({ prepared }: Pick<ChangeReport, 'prepared'>, part: Part): boolean =>
  AUDIENCES[prepared.audience].without.includes(part);
/** Whether it says who made the changes. */
export const namesAuthors = (report: ChangeReport): boolean =>
  !leaves(report, 'history') && !leaves(report, 'names');

const columnsOf = (first: string, report: ChangeReport): readonly BlockColumn[] => [
  { title: first, width: 20, composed: true },
  { title: 'What', width: 12, composed: true },
  { title: 'Before', width: 23, links: true },
  { title: 'After', width: 23, links: true },
  ...(namesAuthors(report) ? [{ title: 'By whom, when and why', width: 22, composed: true as const }] : []),
];

const rowOf = (change: Change, place: string, report: ChangeReport): readonly string[] => [
  place,
  change.kind === 'expired' ? KIND_TITLES.expired : change.field,
  change.before ?? NOTHING,
  change.after ?? NOTHING,
  // What only the day made different is nobody's doing.
  ...(namesAuthors(report) ? [change.kind === 'expired' ? '' : toldText(report.authors(change))] : []),
];

/** A table of changes under a heading, with who made them where that is told; nothing where there are none. */
export function listed(
  title: string,
  first: string,
  changes: readonly Change[],
  report: ChangeReport,
  remarks: readonly string[],
): readonly Block[] {
  if (changes.length === 0) return [];
  return [
    heading(title),
    ...remarks.map(quiet),
    {
      kind: 'table',
      name: title,
      columns: columnsOf(first, report),
      rows: changes.map((change) => rowOf(change, change.place, report)),
    },
  ];
}

/** Duty by duty, those of one service together, each change on a row of its own. */
export function dutyBlocks(changes: readonly Change[], report: ChangeReport): readonly Block[] {
  const label = labelsOf(report.from.state, report.to.state);
  const subjects = new Map<string, Map<string, Change[]>>();
  for (const change of changes) {
    const ref = change.ref ?? '';
    const subject = ref.slice(0, ref.indexOf('/'));
    const duties = subjects.get(subject) ?? new Map<string, Change[]>();
    subjects.set(subject, duties);
    duties.set(ref, [...(duties.get(ref) ?? []), change]);
  }
  if (subjects.size === 0) return [];
  const ordered = [...subjects].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    heading('Duties'),
    ...ordered.flatMap(([subject, duties]): readonly Block[] => {
      const name = label(subject);
      const rows = [...duties.values()].flat();
      return [
        below(name === subject ? name : `${name} (${subject})`),
        {
          kind: 'table',
          name: `Duties: ${name}`,
          columns: columnsOf('Duty', report),
          rows: rows.map((change) => rowOf(change, change.place.slice(name.length + ', '.length), report)),
        },
      ];
    }),
  ];
}
