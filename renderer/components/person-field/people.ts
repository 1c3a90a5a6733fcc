import type { Person } from '../../../main/contract/parties.ts';

export type PersonChoice =
  | { readonly kind: 'known'; readonly person: Person }
  /** Nobody is called that yet. */
  | { readonly kind: 'new'; readonly name: string };

const MOST = 8;

/** Whom a typed text may mean: people of the share's own party first, then others; last, somebody new of that name. */
export function personChoices(
  people: readonly Person[],
  party: string,
  typed: string,
): readonly PersonChoice[] {
  const text = typed.trim().toLowerCase();
  const matching = people.filter((person) =>
    `${person.name} ${person.role ?? ''} ${person.email ?? ''}`.toLowerCase().includes(text),
  );
  const ordered = [...matching].sort(
    (a, b) => Number(b.party === party) - Number(a.party === party) || a.name.localeCompare(b.name),
  );
  const known = ordered.slice(0, MOST).map((person) => ({ kind: 'known' as const, person }));
  const exact = people.some((person) => person.name.toLowerCase() === text);
  return text === '' || exact ? known : [...known, { kind: 'new', name: typed.trim() }];
}
