import { createHash } from 'node:crypto';
import type { Redactor } from '../../domain/erasure/redactor.ts';
import type { ReadDb } from '../connection.ts';
import { everyRow } from '../every-row.ts';

/** Tables of which a row has a text and its digest beside it: of house rules, and of the headings by which a vendor's sheet is known again. */
const TEXTS = [
  ['house_rules', 'text', 'sha256'],
  ['claim_mapping', 'headings', 'fingerprint'],
] as const;

/**
 * Teaches the redactor the digests of texts that stand beside them, in the record and in every entry that took others in: with the text but for a
 * name, the digest that it had would tell whoever guesses the name that the guess is right.
 */
export function learnDigestsOfTexts(source: ReadDb, redactor: Redactor): void {
  for (const [table, column, digest] of TEXTS)
    for (const row of everyRow(source, table)) {
      const [text, was] = [row[column], row[digest]];
      if (typeof text !== 'string' || typeof was !== 'string') continue;
      const now = String(redactor.row(table, { [column]: text })[column]);
      // As long as the one before: a fingerprint is the beginning of a digest.
      if (now !== text)
        redactor.learnDigest(was, createHash('sha256').update(now).digest('hex').slice(0, was.length));
    }
}
