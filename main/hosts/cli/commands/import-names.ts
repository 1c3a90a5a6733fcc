import { invalidInput } from '../../../contract/errors.ts';
import type { Resolutions } from '../../../contract/methods/sheets.ts';
import type { SheetPreview, UnplacedCell } from '../../../contract/sheets.ts';
import { findNamed } from '../../../domain/words/find-named.ts';
import { plainName } from '../../../domain/words/plain-text.ts';
import type { WorkbookCommand } from '../context.ts';

/** What the caller says of names in a sheet that nobody and nothing in the workbook bears. */
export interface NameOptions {
  /** `written=meant`: a person by id or name, evidence by number or title. */
  readonly name?: readonly string[];
  /** People to be added: `written`, or `written=party`. */
  readonly add?: readonly string[];
}

type OpenName = Pick<UnplacedCell, 'written' | 'party'> & { readonly kind: 'person' | 'evidence' };

/** The names of a preview settled as the options say. INVALID_INPUT for a name that no cell waits for, or that means nothing here. */
export async function resolutionsFor(
  { ask }: WorkbookCommand,
  { file, unplaced }: SheetPreview,
  options: NameOptions,
): Promise<Resolutions> {
  const open = unplaced.flatMap(({ kind, written, party }): readonly OpenName[] =>
    kind === 'person' || kind === 'evidence' ? [{ kind, written, party }] : [],
  );
  const waiting = (written: string): readonly OpenName[] => {
    const found = open.filter((name) => plainName(name.written) === plainName(written));
    if (found.length > 0) return found;
    const names = [...new Set(open.map((name) => `"${name.written}"`))];
    const there =
      names.length === 0 ? 'Every name in it is known.' : `Unknown are ${names.slice(0, 12).join(', ')}.`;
    throw invalidInput(`${file} has no unknown name "${written}" to settle. ${there}`);
  };
  const settled = new Set<string>();
  const settle = (written: string): void => {
    const key = plainName(written);
    if (settled.has(key)) throw invalidInput(`"${written}" is settled twice. Say once what it means.`);
    settled.add(key);
  };
  const people = await ask('people.list', {});
  const parties = await ask('parties.list', {});
  const evidence = (await ask('evidence.list', {})).map((piece) => ({
    ...piece,
    id: `E-${piece.number}`,
    name: piece.title,
  }));
  const meantPeople: Resolutions['people'][number][] = [];
  const meantEvidence: Resolutions['evidence'][number][] = [];
  for (const pair of options.name ?? []) {
    const [written, meant] = split(pair, '--name takes what the sheet says and who or what it means');
    settle(written);
    const kinds = new Set(waiting(written).map(({ kind }) => kind));
    if (kinds.has('person'))
      meantPeople.push({ written, is: { person: findNamed('person', meant, people).id } });
    if (kinds.has('evidence')) {
      const number = /^\d+$/.test(meant) ? `E-${meant}` : meant.replace(/^e-?(?=\d+$)/i, 'E-');
      meantEvidence.push({ written, number: findNamed('piece of evidence', number, evidence).number });
    }
  }
  for (const given of options.add ?? []) {
    const [written, party] = given.includes('=')
      ? split(given, '--add takes a name and a party')
      : [given.trim(), null];
    settle(written);
    const named = waiting(written).filter(({ kind }) => kind === 'person');
    const [first, ...others] = new Set(named.flatMap((name) => name.party ?? []));
    if (named.length === 0)
      throw invalidInput(
        `"${written}" is cited as evidence in ${file}. Attach it first, or name a piece with --name.`,
      );
    if (party === null && others.length > 0)
      throw invalidInput(
        `"${written}" stands in the columns of ${[first, ...others].join(', ')}. Say whose person it is: --add "${written}=${first}".`,
      );
    const addTo = party === null ? first : findNamed('party', party, parties).id;
    if (addTo !== undefined) meantPeople.push({ written, is: { addTo } });
  }
  return { people: meantPeople, evidence: meantEvidence };
}

/** Both sides of the last = sign, since a name may hold one and an id never does. */
function split(pair: string, takes: string): readonly [string, string] {
  const at = pair.lastIndexOf('=');
  const written = pair.slice(0, Math.max(at, 0)).trim();
  const meant = pair.slice(at + 1).trim();
  if (written === '' || meant === '')
    throw invalidInput(`${takes}, such as "Jon Smith=john-smith", not "${pair}".`);
  return [written, meant];
}
