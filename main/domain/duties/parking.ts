import type { Waits } from '../../contract/assignments.ts';

/** What a parked duty waits for and for whom, `The contract (Ann Lee)`; people are names by id. Empty where neither was said. */
export function waitsWords(waits: Waits | null, people: ReadonlyMap<string, string>): string {
  if (waits === null) return '';
  const whom = waits.person === null ? waits.name : (people.get(waits.person) ?? waits.person);
  if (waits.for === null || waits.for === '') return whom ?? '';
  // In brackets: what is waited for may be a sentence, or several.
  return whom === null || whom === '' ? waits.for : `${waits.for} (${whom})`;
}

/** `Parked`, or `Parked, waits for: The contract (Ann Lee)`. */
export function parkedWords(waits: Waits | null, people: ReadonlyMap<string, string>): string {
  const words = waitsWords(waits, people);
  return words === '' ? 'Parked' : `Parked, waits for: ${words}`;
}
