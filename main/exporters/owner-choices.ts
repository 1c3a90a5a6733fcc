import type { Ownership } from '../contract/assignments.ts';
import type { Party } from '../contract/parties.ts';
import { decodeOwnership, encodeOwnership, namesById, ownershipWords } from '../domain/duties/ownership.ts';
import { leavesOut } from '../domain/report/audience.ts';
import type { Report } from '../domain/report/report.ts';

/** An answer to who owns a duty, in the words of the register. */
export interface OwnerChoice {
  readonly words: string;
  readonly ownership: Ownership;
}

/**
 * All answers worth offering: each party, each with the provider, then whatever else the register says, then not applicable and,
 * where open duties are told of, unanswered. `parties` are those with columns; every answer that the register holds is among the choices.
 */
export function ownerChoices(report: Report, parties: readonly Party[]): readonly OwnerChoice[] {
  const provider = parties.find((party) => party.kind === 'provider');
  const names = namesById(report.parties);
  const choices = new Map<string, Ownership>();
  const offer = (ownership: Ownership) => choices.set(encodeOwnership(ownership), ownership);
  for (const { id } of parties) offer({ kind: 'single', party: id });
  if (provider)
    for (const { id } of parties)
      if (id !== provider.id) offer({ kind: 'shared', parties: [provider.id, id] });
  const last = [{ kind: 'not-applicable' }, { kind: 'unanswered' }] as const;
  const ends = new Set(last.map(encodeOwnership));
  const used = new Set(report.matrix.cells.map(([, , code]) => code));
  for (const code of [...used].sort())
    if (!choices.has(code) && !ends.has(code)) offer(decodeOwnership(code));
  for (const ownership of last)
    if (ownership.kind !== 'unanswered' || !leavesOut(report, 'open')) offer(ownership);
  return [...choices.values()].map((ownership) => ({ ownership, words: ownershipWords(ownership, names) }));
}
