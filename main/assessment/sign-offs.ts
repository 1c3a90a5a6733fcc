import { createHash } from 'node:crypto';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import type {
  AcknowledgementRow,
  AcknowledgementState,
  ChangedSince,
  SignOff,
  SignOffRow,
} from '../contract/review.ts';
import { dutiesText, evidenceTexts, signedText } from '../domain/signatures/signed-digest.ts';
import { changesSince } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { presentDigests } from '../workbook/erasure/recorded.ts';
import { checkSignOffs } from '../workbook/sign-off-signature.ts';
import type { RowChange } from '../workbook/state/rows.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { readAcknowledgements } from '../workbook/tables/sign-offs.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { listSubjects } from './subjects.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of the canonical form of these rows and of the evidence behind them. */
export const digestOfRows = (db: ReadDb, rows: Iterable<RegisterRow>): string =>
  sha256(signedText(rows, evidenceTexts(listEvidence(db))));

/** SHA-256 of the canonical form of one person's duties. */
export const digestOfDuties = (person: string, rows: Iterable<Pick<RegisterRow, 'ref' | 'shares'>>): string =>
  sha256(dutiesText(person, rows));

/** Every sign-off, newest first, with what became of its subject since. `rows`: the whole register, walked at most twice. */
export function signOffRows(
  db: ReadDb,
  catalogue: CatalogueIndex,
  rows: Iterable<RegisterRow>,
): readonly SignOffRow[] {
  const signed = checkSignOffs(db);
  if (signed.length === 0) return [];
  const labels = new Map(listSubjects(db, catalogue).map((subject) => [subject.ref, subject.label]));
  const { title } = readWorkbook(db);
  const evidence = evidenceTexts(listEvidence(db));
  // One walk for all subjects that were signed alone, and one for the workbook where it was signed as a whole.
  const own = new Map<string, RegisterRow[]>();
  for (const { subject } of signed) if (subject !== null) own.set(subject, []);
  if (own.size > 0) for (const row of rows) own.get(row.subject)?.push(row);
  const digests = new Map<string | null, string>();
  const digestOf = (subject: string | null): string => {
    const known = digests.get(subject);
    if (known !== undefined) return known;
    const digest = sha256(signedText(subject === null ? rows : (own.get(subject) ?? []), evidence));
    digests.set(subject, digest);
    return digest;
  };
  const present = presentDigests(db);
  const stale = signed.filter((entry) => digestOf(entry.subject) !== present(entry.digest));
  const changed = touchedSince(db, stale);
  return signed.map((entry) => ({
    ...entry,
    label: entry.subject === null ? title : (labels.get(entry.subject) ?? entry.subject),
    changedSince: changed.get(entry) ?? null,
  }));
}

/** Columns that no signature stands for: a change of these alone is no change of what was signed. */
const UNSIGNED = new Set([
  'subject',
  'responsibility',
  'party',
  'number',
  'title',
  'ord',
  'rev',
  'review',
  'review_text',
  'parked',
  'parked_for',
  'parked_person',
  'parked_name',
  'confirm_later',
  'asked_anyway',
  'answered_at',
  'answered_by',
  'authors',
  'reviewed_by',
  'reviewed_on',
  'basis',
]);

/** What happened to one assignment: each value before its first change and after its last, and by whom. */
interface Touched {
  readonly first: Map<string, unknown>;
  readonly last: Map<string, unknown>;
  readonly who: Set<string>;
}

/**
 * Reads from the change log which assignments of each signed subject are other than they were, and who touched them. What
 * was changed and changed back does not count. The log is long and the signatures may be many: it is read once for all.
 */
function touchedSince(db: ReadDb, signed: readonly SignOff[]): ReadonlyMap<SignOff, ChangedSince> {
  const bySubject = new Map<string | null, { entry: SignOff; touched: Map<string, Touched> }[]>();
  const all = signed.map((entry) => ({ entry, touched: new Map<string, Touched>() }));
  for (const one of all) {
    const list = bySubject.get(one.entry.subject);
    if (list) list.push(one);
    else bySubject.set(one.entry.subject, [one]);
  }
  const from = signed.reduce((rev, { signedRev }) => Math.min(rev, signedRev), Number.MAX_SAFE_INTEGER);
  if (all.length > 0)
    for (const { rev, who, rows } of changesSince(db, from))
      for (const row of rows)
        for (const ref of refsOf(db, row))
          for (const subject of [null, ref.slice(0, ref.indexOf('/'))])
            for (const { entry, touched } of bySubject.get(subject) ?? []) {
              if (rev <= entry.signedRev) continue;
              const one = touched.get(ref) ?? { first: new Map(), last: new Map(), who: new Set() };
              touched.set(ref, one);
              note(one, row);
              if (who !== null) one.who.add(who);
            }
  return new Map(
    all.map(({ entry, touched }) => {
      const differing = [...touched.values()].filter(({ first, last }) =>
        [...last].some(([cell, value]) => value !== first.get(cell)),
      );
      return [
        entry,
        { count: differing.length, who: [...new Set(differing.flatMap(({ who }) => [...who]))] },
      ];
    }),
  );
}

function note({ first, last }: Touched, { table, before, after }: RowChange): void {
  const key = `${table} ${before?.party ?? after?.party ?? ''} ${before?.number ?? after?.number ?? ''}`;
  const present = `${key} present`;
  // A record without anything in it is none, as far as a signature goes.
  if (table !== 'assignment' && (before === null || after === null)) {
    if (!first.has(present)) first.set(present, before !== null);
    last.set(present, after !== null);
  }
  for (const column of Object.keys(after ?? before ?? {})) {
    if (UNSIGNED.has(column)) continue;
    const cell = `${key} ${column}`;
    const blank = column === 'status' ? 'not-started' : null;
    if (!first.has(cell)) first.set(cell, before?.[column] ?? blank);
    last.set(cell, after?.[column] ?? blank);
  }
}

function refsOf(db: ReadDb, { table, before, after }: RowChange): readonly string[] {
  const values = { ...before, ...after };
  if (table === 'evidence')
    return db
      .all<{ ref: string }>(
        "SELECT subject || '/' || responsibility AS ref FROM evidence_link WHERE number = ?",
        Number(values.number),
      )
      .map(({ ref }) => ref);
  return table === 'assignment' || table === 'share' || table === 'evidence_link'
    ? [`${values.subject}/${values.responsibility}`]
    : [];
}

/** Everybody named for a duty or with an acknowledgement, by name in the workbook's order of people. */
export function acknowledgementRows(db: ReadDb, rows: Iterable<RegisterRow>): readonly AcknowledgementRow[] {
  const recorded = readAcknowledgements(db);
  const duties = new Map<string, RegisterRow[]>();
  for (const row of rows)
    for (const person of new Set(row.shares.flatMap((share) => share.person ?? []))) {
      const own = duties.get(person);
      if (own) own.push(row);
      else duties.set(person, [row]);
    }
  return listPeople(db).flatMap(({ id, name, role }): readonly AcknowledgementRow[] => {
    const own = duties.get(id) ?? [];
    const entry = recorded.get(id);
    if (own.length === 0 && !entry) return [];
    return [
      {
        person: id,
        name,
        role,
        duties: own.length,
        state: !entry ? 'none' : entry.digest === digestOfDuties(id, own) ? 'current' : 'stale',
        acknowledgedAt: entry?.acknowledgedAt ?? null,
        recordedBy: entry?.recordedBy ?? null,
      },
    ];
  });
}

/** Where each person with an acknowledgement stands, by id. */
export const acknowledgementStates = (
  db: ReadDb,
  rows: Iterable<RegisterRow>,
): ReadonlyMap<string, AcknowledgementState> =>
  new Map(acknowledgementRows(db, rows).map(({ person, state }) => [person, state]));
