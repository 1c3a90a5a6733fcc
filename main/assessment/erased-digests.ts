import { createHash } from 'node:crypto';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import type { Redactor } from '../domain/erasure/redactor.ts';
import { dutiesText, evidenceTexts, signedText } from '../domain/signatures/signed-digest.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { presentDigests } from '../workbook/erasure/recorded.ts';
import { everyRow } from '../workbook/every-row.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { listSigned, readAcknowledgements } from '../workbook/tables/sign-offs.ts';
import { registerOf } from './register.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What became of the digests of sign-offs. */
export interface SignedDigests {
  /** Numbers of those whose digest may be over texts with the name, and stays. */
  readonly staying: readonly number[];
  /** A line for each of these that stood for the present: the digest that does now, after it. */
  readonly digests: string;
}

/**
 * Tells a redactor which digests of sign-offs and acknowledgements stand for the present, and which will once the person is
 * erased: who agreed to the answers then still did. A sign-off's digest of a past state, which nobody can make anew, stays, and so does one
 * that a key signed.
 */
export function learnSignedDigests(db: ReadDb, catalogue: CatalogueIndex, redactor: Redactor): SignedDigests {
  const recorded = listSigned(db);
  const acknowledged = [...readAcknowledgements(db).values()];
  const staying: number[] = [];
  const equal = new Map<string, string>();
  forgetPast(db, redactor, new Set(recorded.map(({ digest }) => digest)));
  if (recorded.length + acknowledged.length === 0) return { staying, digests: '' };
  const present = presentDigests(db);
  // A signature over the name goes with it, and then nothing hangs on the digest but what is recorded.
  const signed = new Set(
    recorded.flatMap(({ digest, signed: by }) =>
      by !== null && redactor.text(by.text ?? '') === (by.text ?? '') ? [digest] : [],
    ),
  );
  const rows = registerOf(db, catalogue);
  const evidence = listEvidence(db);
  const texts = {
    before: evidenceTexts(evidence),
    after: evidenceTexts(evidence.map((piece) => redactor.state(piece))),
  };
  const learn = (digest: string, before: string, after: string): boolean => {
    const isPresent = sha256(before) === digest;
    if (isPresent) redactor.learnDigest(digest, before === after ? digest : sha256(after));
    return isPresent;
  };
  for (const subject of new Set(recorded.map((entry) => entry.subject))) {
    const own = () => rowsOf(rows, subject);
    const before = signedText(own(), texts.before);
    const after = signedText(redacted(own(), redactor), texts.after);
    for (const { number, digest, ...entry } of recorded) {
      if (entry.subject !== subject) continue;
      if (!signed.has(digest)) {
        if (!learn(digest, before, after)) staying.push(number);
        continue;
      }
      const isPresent = sha256(before) === present(digest);
      if (isPresent && before !== after) equal.set(present(digest), sha256(after));
      if (!isPresent || before !== after) staying.push(number);
    }
  }
  for (const { person, digest } of acknowledged) {
    const renamed = redactor.row('acknowledgement', { person }).person;
    learn(digest, dutiesText(person, rows), dutiesText(renamed, redacted(rows, redactor)));
  }
  return {
    staying: staying.sort((a, b) => a - b),
    digests: [...equal].map((pair) => pair.join(' ')).join('\n'),
  };
}

/** Where nothing hangs on a digest any more but that it is not that of the present. */
const NO_DIGEST = '0'.repeat(64);

/**
 * Digests of what somebody acknowledged or signed once and that stand in the log alone, or are of duties which changed since: over past texts with the
 * name, each would confirm a guess of it. Those of the present are learned after this, and so not forgotten.
 */
function forgetPast(db: ReadDb, redactor: Redactor, standing: ReadonlySet<string>): void {
  for (const table of ['acknowledgement', 'sign_off'])
    for (const { digest } of everyRow(db, table))
      if (typeof digest === 'string' && !standing.has(digest)) redactor.learnDigest(digest, NO_DIGEST);
}

function* rowsOf(rows: Iterable<RegisterRow>, subject: string | null): Generator<RegisterRow> {
  for (const row of rows) if (subject === null || row.subject === subject) yield row;
}
function* redacted(rows: Iterable<RegisterRow>, redactor: Redactor): Generator<RegisterRow> {
  for (const row of rows) yield redactor.state(row);
}
