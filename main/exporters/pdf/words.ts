import type { RegisterRow } from '../../contract/assignments.ts';
import type { OwnerClass } from '../../contract/catalogue.ts';
import type { EvidenceKind } from '../../contract/evidence.ts';
import { runsLeft, stretches } from '../right-to-left.ts';

export const KIND_WORDS: Readonly<Record<EvidenceKind, string>> = {
  file: 'File, held in the workbook',
  reference: 'File, held elsewhere',
  link: 'Link',
  note: 'Note',
  finding: 'Automated finding',
};
export const ownerClassWords = (owner: OwnerClass): string =>
  ({ aws: 'the provider', customer: 'the customer', shared: 'shared', na: 'not applicable' })[owner];

/** Behind a suggested owner, what house rules have to do with it: ` (Platform team; House rules "Acme", edition 2)`. */
export function houseRulesWords(house: RegisterRow['house']): string {
  if (house === undefined) return '';
  const said = [...house.parties, ...(house.rule === null ? [] : [house.rule])];
  return said.length === 0 ? '' : ` (${said.map(quoted).join('; ')})`;
}

const ISOLATE = { open: '\u2068', close: '\u2069' } as const;
/** What somebody wrote, within a sentence of ours: a number or a bracket that stands after it is not drawn into its direction. */
export const quoted = (text: string): string =>
  runsLeft(text) ? `${ISOLATE.open}${text}${ISOLATE.close}` : text;

/**
 * A sentence of ours that quotes what somebody wrote: it runs left to right, also where the quoted name begins it and runs
 * the other way. Where the sentence does not say what is quoted, each stretch of such letters is taken for a quotation.
 */
export function ours(sentence: string): string {
  if (!runsLeft(sentence)) return sentence;
  if (sentence.includes(ISOLATE.open)) return `\u200e${sentence}`;
  const pieces = stretches(sentence).map((piece) => (piece.runsLeft ? quoted(piece.text) : piece.text));
  return `\u200e${pieces.join('')}`;
}

/** Bytes in the units that a file manager shows. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} bytes`;
  if (n < 1_000_000) return `${(n / 1000).toFixed(0)} kB`;
  return `${(n / 1_000_000).toFixed(1)} MB`;
}
