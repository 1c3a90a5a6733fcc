import { isNo } from '../../../domain/words/yes-no.ts';
import type { Table } from '../csv.ts';
import { clip, listNames } from '../found.ts';

// Lists of accounts have those of others as well: of vendors whose roles are trusted, of strangers that are blocked, and own ones that nobody assesses. None of them is an environment
// here. What is not said plainly is told as a column that is not read, and the account is proposed.

/** Those who have accounts of their own. */
const OF_THIRD =
  /(?<!\p{L})(?:vendors?|suppliers?|third[- ]?part(?:y|ies)|hersteller|lieferant(?:en)?|drittanbieter|dritte[rn]?|fournisseurs?|tiers|proveedor(?:es)?|terceros?|fornitor[ei]|terz[io]|leveranciers?|derden?|dostawc[ay]|fornecedor(?:es)?|terceiros?)(?!\p{L})/iu;
/** What stands above accounts that are nobody's environments here. */
const OTHERS =
  /(?<!\p{L})(?:trusted|external|blocked|deny[- ]?list(?:ed)?|out[- ]of[- ]scope|not in scope|vertraute?|externe?[rns]?|gesperrte?[rns]?|außerhalb|bloqu(?:é|ée|és|ées)|hors périmètre|bloquead[oa]s?|fuera de(?:l)? alcance|bloccat[oi]|fuori ambito|geblokkeerde?|buiten scope|zablokowane|poza zakresem|fora do escopo)(?!\p{L})/iu;
/** A title of both kinds, or of all, tells neither apart. */
const OF_OWN =
  /(?<!\p{L})(?:internal|own|our|all|in[- ]scope|interne?[rns]?|eigene?[rns]?|alle|propres|nos|propi[oa]s|intern[oaie]s?|tod[oa]s|tutt[ei]|eigen|własne|wszystkie)(?!\p{L})/iu;
const isOfOthers = (title: string): boolean => {
  const short = title.slice(0, LONGEST);
  return (
    (OF_THIRD.test(short) || OTHERS.test(short)) &&
    !OF_OWN.test(short.replace(OF_THIRD, ' ').replace(OTHERS, ' '))
  );
};
/** What a cell says of an account that is none of one's own, in whatever column it stands. */
const SAYS_OTHERS =
  /^(?:not ours|not our account|(?:a )?third[- ]part(?:y|ies)(?: account)?|(?:a )?vendor(?:['’]s)? account|nicht unsere?s?|fremdkonto|drittanbieter|compte tiers)$/iu;
/** What one says that is not assessed, below a heading of no scope of its own, such as that of PCI. */
const SAYS_OUT =
  /^(?:out[- ]of[- ]scope|not in scope|außerhalb des (?:scopes?|geltungsbereichs)|hors périmètre|fuera de(?:l)? alcance|fuori ambito|buiten scope|poza zakresem|fora do escopo)$/iu;
const MAY_SAY_OUT =
  /^(?:(?:in )?scope|(?:account )?status|state|reason|comments?|remarks?|notes?|(?:im )?(?:scope|geltungsbereich|umfang)|grund|bemerkung|kommentar|statut|périmètre|commentaire|raison|alcance|estado|motivo|ambito|stato|zakres|uwagi|escopo)$/iu;
/** Columns of yes and no that ask whether an account is assessed. */
const OF_SCOPE =
  /^(?:is )?(?:in[- ]?scope(?: of (?:the )?assessment)?|im (?:scope|geltungsbereich|umfang)|dans le périmètre|en alcance|dentro del alcance|in ambito|binnen scope|w zakresie|no escopo)\??$/iu;

const LONGEST = 60;
interface Aside {
  /** The column that says so; null where the title of the list does. */
  readonly column: number | null;
}
export interface OfOthers {
  /** The column that names the accounts, where that is one of whose they are. */
  readonly named: number;
  readonly isAside: (row: readonly string[]) => Aside | null;
}

/** Which accounts of a list are those of others, or are not assessed; `number` and `name` are the columns that have their numbers and names. */
export function accountsOfOthers(
  { headers, rows, above = '', sheet = '' }: Table,
  number: number,
  name: number,
): OfOthers {
  const said = headers.map((heading) => heading.slice(0, LONGEST).replaceAll('_', ' ').trim());
  const isThird = (column: number) =>
    column !== number &&
    OF_THIRD.test(said[column] ?? '') &&
    rows.every((row) => (row[column] ?? '').trim() !== '');
  const third = name >= 0 ? (isThird(name) ? name : -1) : said.findIndex((_, column) => isThird(column));
  const whole: Aside | null =
    third >= 0
      ? { column: third }
      : isOfOthers(said[number] ?? '')
        ? { column: number }
        : isOfOthers(above) || isOfOthers(sheet)
          ? { column: null }
          : null;
  return {
    named: name >= 0 ? name : third,
    isAside(row) {
      if (whole) return whole;
      const column = row.findIndex((cell, at) => {
        if (at === number || at === name) return false;
        const text = cell.slice(0, LONGEST).trim();
        const heading = said[at] ?? '';
        return (
          SAYS_OTHERS.test(text) ||
          (MAY_SAY_OUT.test(heading) && SAYS_OUT.test(text)) ||
          (OF_SCOPE.test(heading) && text !== '' && (isNo(text) || SAYS_OUT.test(text)))
        );
      });
      return column < 0 ? null : { column };
    },
  };
}

/** What is told of the accounts that are not proposed, by what says so. */
export function asideNotes(
  { headers, above, sheet }: Table,
  number: number,
  aside: readonly {
    readonly by: Aside;
    readonly account: string;
    readonly row: readonly string[];
    readonly called: string;
  }[],
): readonly string[] {
  const columns = [...new Set(aside.map(({ by }) => by.column))];
  return columns.map((column) => {
    const those = aside.filter(({ by }) => by.column === column);
    const title = clip(
      column === null
        ? above !== undefined && isOfOthers(above)
          ? above
          : (sheet ?? '')
        : (headers[column] ?? ''),
      60,
    );
    const named = those.map(({ account, called, row }) => {
      const word = column === null || column === number ? '' : clip(row[column]?.trim() ?? '', 30);
      const says = word === '' || word === called ? '' : `, “${word}”`;
      return called === '' ? `${account}${says}` : `${called} (${account}${says})`;
    });
    return `Not proposed as environments, since “${title}” says that they are those of others or not assessed: ${listNames(named)}.`;
  });
}
