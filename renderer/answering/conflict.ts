import type { Assignment } from '../../main/contract/assignments.ts';
import type { Person } from '../../main/contract/parties.ts';
import { formatDate } from '../lib/format.ts';
import { STATUS_WORDS } from '../lib/words.ts';
import type { Draft } from './draft/draft.ts';
import { type AssignmentEdit, dutyKey, personKey } from './use-edit.ts';

/** One field that two people wrote at the same time, in words; empty text where somebody emptied it. */
export interface Difference {
  readonly field: string;
  readonly theirs: string;
  readonly mine: string;
}

interface Names {
  readonly parties: ReadonlyMap<string, string>;
  readonly people: readonly Pick<Person, 'id' | 'name'>[];
}

/** What was typed here and is not saved, beside what somebody else has saved in the same fields meanwhile. */
export function differences(
  typed: Partial<AssignmentEdit>,
  saved: Assignment | null,
  names: Names,
): readonly Difference[] {
  const party = (id: string) => names.parties.get(id) ?? id;
  const person = (id: string | null | undefined) =>
    id ? (names.people.find((known) => known.id === id)?.name ?? id) : '';
  const share = (id: string) => saved?.shares.find((known) => known.party === id);
  const parked = (on: boolean | undefined) => (on ? 'Parked' : 'Not parked');
  const inWords = (name: string, value: string | boolean | null): Difference => {
    const text = typeof value === 'string' ? value : '';
    if (name.startsWith('duty:')) {
      const id = name.slice(5);
      return { field: `What ${party(id)} does`, theirs: share(id)?.text ?? '', mine: text };
    }
    if (name.startsWith('person:')) {
      const id = name.slice(7);
      return { field: `Person of ${party(id)}`, theirs: person(share(id)?.person), mine: person(text) };
    }
    if (name === 'status') {
      const words = (status: string | undefined) =>
        status ? (STATUS_WORDS[status as Assignment['status']] ?? '') : '';
      return { field: 'Status', theirs: words(saved?.status), mine: words(text) };
    }
    if (name === 'dueOn')
      return {
        field: 'Due',
        theirs: saved?.dueOn ? formatDate(saved.dueOn) : '',
        mine: text && formatDate(text),
      };
    if (name === 'parked')
      return { field: 'Parked', theirs: parked(saved?.parked), mine: parked(value === true) };
    if (name === 'reason')
      return {
        field: 'Why it differs from the suggestion',
        theirs: saved?.deviationReason ?? '',
        mine: text,
      };
    return { field: 'Note', theirs: saved?.note ?? '', mine: text };
  };
  return Object.entries(typed)
    .map(([name, value]) => inWords(name, value ?? null))
    .filter((difference) => difference.theirs !== difference.mine);
}

/**
 * What of a draft the card does not show, because an answer was recorded meanwhile. What was chosen for parties that are still
 * only picked stands in the halves.
 */
export function draftDifferences(
  draft: Draft,
  saved: Assignment | null,
  names: Names,
): readonly Difference[] {
  const hidden = (party: string) =>
    saved?.shares.some((share) => share.party === party) || !draft.owners?.includes(party);
  const byParty = <V>(given: Readonly<Record<string, V>> | undefined, key: (party: string) => string) =>
    Object.entries(given ?? {}).flatMap(([party, value]) =>
      hidden(party) ? [[key(party), value] as const] : [],
    );
  const typed: Partial<AssignmentEdit> = Object.fromEntries([
    ...byParty(draft.people, personKey),
    ...byParty(draft.duties, dutyKey),
    ...(['status', 'dueOn', 'reason'] as const).flatMap((name) =>
      draft[name] === undefined ? [] : [[name, draft[name]] as const],
    ),
  ]);
  return differences(typed, saved, names);
}
