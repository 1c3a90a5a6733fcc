import type { RiskAcceptance } from '../../contract/assignments.ts';
import { shortDate } from '../words/date-words.ts';

/** Of a risk that is accepted without a word. */
export const NOTHING_SAID: RiskAcceptance = {
  reason: null,
  approver: null,
  approvedOn: null,
  expiresOn: null,
};

const NEEDED: readonly (readonly [part: keyof RiskAcceptance, words: string])[] = [
  ['reason', 'a reason'],
  ['approver', 'somebody who approved it'],
  ['approvedOn', 'the day of that'],
  ['expiresOn', 'an end'],
];

/** What an accepted risk still lacks, in words, in the order in which it is asked for; nothing where it is complete. */
export const lackingOf = (risk: RiskAcceptance | null): readonly string[] =>
  NEEDED.flatMap(([part, words]) => (risk?.[part]?.trim() ? [] : [words]));

/** It holds through its last day. `today` is an ISO date. */
export const hasEnded = (risk: RiskAcceptance | null, today: string): boolean =>
  risk !== null && risk.expiresOn !== null && risk.expiresOn < today;

/** `Stands until 31 Dec 2026`, `Ended on 1 Oct 2026`, `Lacks a reason, an end`. */
export function riskWords(risk: RiskAcceptance | null, today: string): string {
  const lacking = lackingOf(risk);
  const expiresOn = risk?.expiresOn ?? null;
  if (expiresOn !== null && hasEnded(risk, today)) return `Ended on ${shortDate(expiresOn)}`;
  if (expiresOn === null || lacking.length > 0) return `Lacks ${lacking.join(', ')}`;
  return `Stands until ${shortDate(expiresOn)}`;
}
