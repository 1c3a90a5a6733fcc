import type { KeySignature, SignOff } from '../contract/review.ts';
import { parseSignOff, type SignOffStatement } from '../domain/signatures/statement.ts';
import { fingerprintOf, signatureFits } from '../platform/ed25519.ts';
import type { ReadDb } from './connection.ts';
import { readPastMerges } from './merge/records.ts';
import type { RowChange } from './state/rows.ts';
import { listSigned, type SignedOff } from './tables/sign-offs.ts';
import { readWorkbook } from './tables/workbook.ts';

/** A sign-off with what its signature comes to: null where a name was recorded and no key signed. */
export type CheckedSignOff = SignOff & { readonly signature: KeySignature | null };

/** Every sign-off, newest first: whose key signed it, and whether what is recorded is what was signed. */
export function checkSignOffs(db: ReadDb): readonly CheckedSignOff[] {
  const workbook = readWorkbook(db).uuid;
  return listSigned(db).map(({ signed, ...entry }) => ({
    ...entry,
    signature: signed === null ? null : check(db, workbook, entry, signed),
  }));
}

function check(
  db: ReadDb,
  workbook: string,
  entry: SignOff,
  { text, signature, publicKey }: NonNullable<SignedOff['signed']>,
): KeySignature {
  const fingerprint = fingerprintOf(publicKey ?? '') ?? '';
  const bad = (problem: string): KeySignature => ({ name: entry.name, fingerprint, problem });
  if (text === null || signature === null || publicKey === null)
    return bad('a part of its signature is missing');
  if (fingerprint === '') return bad('its key is none');
  if (!signatureFits(text, signature, publicKey))
    return bad('its signature does not fit what was signed and its key');
  const stated = parseSignOff(text);
  if (stated === null) return bad('what was signed is not a sign-off of Demarc');
  const differing = differences(db, workbook, entry, stated, fingerprint);
  return differing.length > 0
    ? bad(
        `it does not say what was signed: ${differing.join(', ')} ${differing.length === 1 ? 'is' : 'are'} not the same`,
      )
    : wasHead(db, stated)
      ? { name: stated.name, fingerprint, problem: null }
      : bad('the state that it was signed in is not in the history of this workbook');
}

function differences(
  db: ReadDb,
  workbook: string,
  entry: SignOff,
  stated: SignOffStatement,
  fingerprint: string,
): readonly string[] {
  const compared: readonly (readonly [what: string, same: boolean])[] = [
    ['the workbook', stated.workbook === workbook || wasIdentity(db, stated)],
    ['what it is about', stated.subject === entry.subject || wasRenamed(db, stated.subject, entry.subject)],
    ['the name', stated.name === entry.name],
    ['the role', stated.role === entry.role],
    ['the statement', stated.statement === entry.statement],
    ['the digest', stated.digest === entry.digest],
    ['the time', stated.signedAt === entry.signedAt],
    ['the key', stated.key === fingerprint],
  ];
  return compared.filter(([, same]) => !same).map(([what]) => what);
}

/** Signed in the workbook that this one was a copy of, in a state that it had before it got an identity of its own. */
const wasIdentity = (db: ReadDb, { workbook, revision }: SignOffStatement): boolean =>
  db
    .all<{ rev: number; rows: string }>("SELECT rev, rows FROM change WHERE method = 'workbook.beginAnew'")
    .some(
      ({ rev, rows }) =>
        revision < rev &&
        (JSON.parse(rows) as RowChange[]).some(
          ({ table, before }) => table === 'workbook' && before?.uuid === workbook,
        ),
    );

/** A merge gives one of two services of one name another: what was signed under the first is then kept under that. */
const wasRenamed = (db: ReadDb, was: string | null, is: string | null): boolean =>
  was !== null &&
  is !== null &&
  readPastMerges(db).some(({ renames, ownRenames }) =>
    [renames, ownRenames].some((names) =>
      ['service_in_use', 'party'].some((table) => names[table]?.[was] === is),
    ),
  );

/** Whether the workbook, or a copy that was merged into it, once was in the state that the statement names. */
const wasHead = (db: ReadDb, { revision, changeLogHead }: SignOffStatement): boolean =>
  db.get('SELECT 1 FROM change WHERE rev = ? AND hash = ?', revision, changeLogHead) !== undefined ||
  db.get('SELECT 1 FROM merged_change WHERE rev = ? AND hash = ?', revision, changeLogHead) !== undefined;
