import type { Claim } from '../../contract/claims.ts';
import { namesServices } from '../../domain/services/guess-columns.ts';
import { counted } from '../../domain/words/counted.ts';
import { fold } from './words.ts';

/** What tells two rows on one control apart: where, in what and for whom it is so. */
const APART =
  /(?<!\p{L})(?:framework|standard|system|environment|account|region|model|layer|component|product|platform|cloud|system|umgebung|konto|modell|schicht|environnement|compte|modèle|entorno|cuenta|modelo|ambiente)(?!\p{L})/u;
const NAMED = 3;

const keyOf = ({ framework, control, part, label, title, notes, speaks }: Claim): string =>
  JSON.stringify([
    framework,
    control,
    part,
    // The words beside an id, and not the number of the row.
    fold(label).replace(/\d+/g, ''),
    fold(title ?? ''),
    speaks,
    notes.flatMap(({ heading, text }) =>
      namesServices(heading) || APART.test(fold(heading)) ? [fold(text)] : [],
    ),
  ]);
const whoseOf = ({ owners, notApplicable }: Claim): string =>
  notApplicable ? 'nobody' : [...owners].sort().join(' and ');

/** What is said where rows that say of one and the same thing who does it differ, whatever their sheets and sections are called; null where none do. `named` is what each owner is called. */
export function saidDifferently(claims: readonly Claim[], named: (owner: string) => string): string | null {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.owners.length === 0 && !claim.notApplicable) continue;
    const key = keyOf(claim);
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  const differing = [...groups.values()].filter((group) => new Set(group.map(whoseOf)).size > 1);
  if (differing.length === 0) return null;
  const sheets = new Set(differing.flatMap((group) => group.map(({ sheet }) => sheet)));
  const place = ({ sheet, cell }: Claim) => (sheets.size > 1 ? `${sheet}, ${cell}` : cell);
  const examples = differing.slice(0, NAMED).map((group) => {
    const [one] = group;
    const other = group.find((each) => one !== undefined && whoseOf(each) !== whoseOf(one));
    const said = [one, other].flatMap((each) =>
      each === undefined
        ? []
        : [`${whoseOf(each).replace(/vendor|customer|other/g, named)} in ${place(each)}`],
    );
    return `${one?.label ?? ''} (${said.join(', ')})`;
  });
  const more = differing.length - examples.length;
  return `${counted(differing.length, 'row stands', 'rows stand')} in it more than once with other owners, and all of them count: ${examples.join(', ')}${more > 0 ? ` and ${more} more` : ''}. If they say it of several times, cases or copies, leave all but one of these in the file, or name the case in a column of its own.`;
}
