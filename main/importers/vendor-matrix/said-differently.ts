import type { Claim, UnreadCell } from '../../contract/claims.ts';
import { counted } from '../../domain/words/counted.ts';
import { fold } from './words.ts';

const NAMED = 3;
/** Of many rows on one thing the first are held against the others. */
const LOOKED_AT = 20;

/** Rows that say of one and the same thing who does it. */
const keyOf = ({ framework, control, part, label, title, speaks }: Claim): string =>
  JSON.stringify([
    framework,
    control,
    part,
    // The words beside an id, and not the number of the row.
    fold(label).replace(/\d+/g, ''),
    fold(title ?? ''),
    speaks,
  ]);
const rowOf = (cell: string): string => cell.replace(/^[A-Z]+/, '');
/** What else stands in the row of each claim, be its column known or not: a case, a layer, a Region. */
function textsBeside(unread: readonly UnreadCell[]): (claim: Claim) => string {
  const byRow = new Map<string, string[]>();
  for (const { sheet, cell, value, outside } of unread) {
    if (outside) continue;
    const key = `${sheet}\n${rowOf(cell)}`;
    const row = byRow.get(key);
    if (row) row.push(value);
    else byRow.set(key, [value]);
  }
  return ({ sheet, cell, notes }) =>
    JSON.stringify([notes.map(({ text }) => text), byRow.get(`${sheet}\n${rowOf(cell)}`) ?? []]);
}
const whoseOf = ({ owners, notApplicable }: Claim): string =>
  notApplicable ? 'nobody' : [...owners].sort().join(' and ');

/**
 * What is said where rows that say of one and the same thing who does it differ, whatever their sheets and sections are called; null where none do. Rows of one sheet
 * are of several cases where anything else in them differs. `named` is what each owner is called.
 */
export function saidDifferently(
  claims: readonly Claim[],
  unread: readonly UnreadCell[],
  named: (owner: string) => string,
): string | null {
  const beside = textsBeside(unread);
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.owners.length === 0 && !claim.notApplicable) continue;
    const key = keyOf(claim);
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  const differing = [...groups.values()].flatMap((group) => {
    if (new Set(group.map(whoseOf)).size < 2) return [];
    const isOther = (each: Claim, of: Claim) =>
      whoseOf(each) !== whoseOf(of) && (each.sheet !== of.sheet || beside(each) === beside(of));
    for (const first of group.slice(0, LOOKED_AT)) {
      const other = group.find((each) => isOther(each, first));
      if (other !== undefined) return [[first, other] as const];
    }
    return [];
  });
  if (differing.length === 0) return null;
  const sheets = new Set(differing.flatMap((group) => group.map(({ sheet }) => sheet)));
  const place = ({ sheet, cell }: Claim) => (sheets.size > 1 ? `${sheet}, ${cell}` : cell);
  const examples = differing.slice(0, NAMED).map((pair) => {
    const said = pair.map(
      (each) => `${whoseOf(each).replace(/vendor|customer|other/g, named)} in ${place(each)}`,
    );
    return `${pair[0].label} (${said.join(', ')})`;
  });
  const more = differing.length - examples.length;
  return `${counted(differing.length, 'row stands', 'rows stand')} in it more than once with other owners, and all of them count: ${examples.join(', ')}${more > 0 ? ` and ${more} more` : ''}. If they say it of several times, cases or copies, leave all but one of these in the file, or name the case in a column of its own.`;
}
