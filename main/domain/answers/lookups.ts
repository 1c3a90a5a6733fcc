import type { Evidence } from '../../contract/evidence.ts';
import type { Resolutions } from '../../contract/methods/sheets.ts';
import type { Party, Person } from '../../contract/parties.ts';
import { nearestInFile } from '../words/near-miss.ts';
import { plainName } from '../words/plain-text.ts';

type KnownPerson = Pick<Person, 'id' | 'name' | 'party' | 'email'>;
type KnownEvidence = Pick<Evidence, 'number' | 'title' | 'replacedBy'>;

/** Who and what a sheet can name. Names that were borne when it was exported count beside those of today. */
export interface LookupParts {
  readonly parties: readonly Pick<Party, 'id' | 'name' | 'kind'>[];
  readonly people: readonly KnownPerson[];
  readonly evidence: readonly KnownEvidence[];
  readonly resolutions: Resolutions;
}
/** The same, to be asked for each of many thousand cells. */
export interface SheetLookups extends Pick<LookupParts, 'parties' | 'resolutions'> {
  /** Everybody of that name, id or e-mail address. */
  peopleCalled(text: string): readonly KnownPerson[];
  personNear(text: string): KnownPerson | null;
  evidenceNumber(number: number): KnownEvidence | null;
  evidenceTitled(text: string): KnownEvidence | null;
  evidenceNear(text: string): KnownEvidence | null;
  /** What a reader said that a name means; undefined where nothing was said. */
  personMeant(text: string): Resolutions['people'][number] | undefined;
  evidenceMeant(text: string): number | undefined;
}

/** Makes what a sheet can name quick to look up: by name in any case, by id, and people by e-mail address too. */
export function indexLookups(parts: LookupParts): SheetLookups {
  const people = new Map<string, KnownPerson[]>();
  for (const person of parts.people)
    for (const name of new Set([
      person.id,
      plainName(person.name),
      person.email?.toLowerCase() ?? person.id,
    ])) {
      const list = people.get(name);
      if (list) list.push(person);
      else people.set(name, [person]);
    }
  const titles = new Map(parts.evidence.map((piece) => [plainName(piece.title), piece]));
  const numbers = new Map(parts.evidence.map((piece) => [piece.number, piece]));
  const meant = new Map(parts.resolutions.people.map((entry) => [plainName(entry.written), entry]));
  const meantEvidence = new Map(
    parts.resolutions.evidence.map(({ written, number }) => [plainName(written), number]),
  );
  const nearest = nearestInFile();
  const nearAmong = <T>(named: Iterable<readonly [string, T]>) => {
    const known = new Map<string, T>();
    for (const [name, one] of named) if (!known.has(name)) known.set(name, one);
    const names = [...known.keys()];
    return remembering((text) => known.get(nearest(text, names) ?? '') ?? null);
  };
  const nearPerson = nearAmong(
    parts.people.flatMap((person) => [[person.name, person] as const, [person.id, person] as const]),
  );
  const nearEvidence = nearAmong(parts.evidence.map((piece) => [piece.title, piece] as const));
  return {
    parties: parts.parties,
    resolutions: parts.resolutions,
    peopleCalled: (text) => people.get(plainName(text)) ?? [],
    personNear: nearPerson,
    evidenceNumber: (number) => numbers.get(number) ?? null,
    evidenceTitled: (text) => titles.get(plainName(text)) ?? null,
    evidenceNear: nearEvidence,
    personMeant: (text) => meant.get(plainName(text)),
    evidenceMeant: (text) => meantEvidence.get(plainName(text)),
  };
}

function remembering<T>(find: (text: string) => T | null): (text: string) => T | null {
  const found = new Map<string, T | null>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known;
    const near = find(text);
    found.set(text, near);
    return near;
  };
}
