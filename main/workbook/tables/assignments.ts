import type {
  Assignment,
  ReviewState,
  RiskAcceptance,
  Share,
  Status,
  Waits,
} from '../../contract/assignments.ts';
import type { ReadDb, SqlValue, WriteDb } from '../connection.ts';

interface Row {
  readonly responsibility: string;
  readonly not_applicable: string | null;
  readonly deviation_reason: string | null;
  readonly status: Status;
  readonly risk_reason: string | null;
  readonly risk_approver: string | null;
  readonly risk_approved_on: string | null;
  readonly risk_expires_on: string | null;
  readonly due_on: string | null;
  readonly note: string | null;
  readonly parked: 0 | 1;
  readonly parked_for: string | null;
  readonly parked_person: string | null;
  readonly parked_name: string | null;
  readonly confirm_later: 0 | 1;
  readonly asked_anyway: 0 | 1;
  readonly own_part: 0 | 1;
  readonly review: ReviewState;
  readonly review_text: string | null;
  readonly answered_at: string | null;
  readonly answered_by: string | null;
  readonly authors: string;
  readonly reviewed_by: string | null;
  readonly reviewed_on: string | null;
  readonly rev: number;
}
interface ShareRow {
  readonly responsibility: string;
  readonly party: string;
  readonly ord: number;
  readonly text: string | null;
  readonly person: string | null;
}

const SHARE_COLUMNS = 'responsibility, party, ord, text, person';

const NOBODY: readonly string[] = [];
/** Lists that were read, by their text: the same few people write most of a workbook. */
const lists = new Map<string, readonly string[]>();
const MOST_LISTS = 1000;
function authorsIn(json: string): readonly string[] {
  if (json === '[]') return NOBODY;
  const known = lists.get(json);
  if (known) return known;
  if (lists.size >= MOST_LISTS) lists.clear();
  const read = JSON.parse(json) as string[];
  lists.set(json, read);
  return read;
}

const fromRow = (subject: string, row: Row, shares: readonly Share[]): Assignment => ({
  subject,
  responsibility: row.responsibility,
  shares,
  notApplicable: row.not_applicable,
  deviationReason: row.deviation_reason,
  status: row.status,
  risk: riskOf(row),
  dueOn: row.due_on,
  note: row.note,
  parked: row.parked === 1,
  waits: waitsOf(row),
  confirmLater: row.confirm_later === 1,
  askedAnyway: row.asked_anyway === 1,
  ownPart: row.own_part === 1,
  review: row.review,
  reviewText: row.review_text,
  answeredAt: row.answered_at,
  answeredBy: row.answered_by,
  authors: authorsIn(row.authors),
  reviewed: row.reviewed_on === null ? null : { by: row.reviewed_by, on: row.reviewed_on },
  rev: row.rev,
});
/** What stands behind an accepted risk, out of its columns. */
export const riskOf = (
  row: Pick<Row, 'risk_reason' | 'risk_approver' | 'risk_approved_on' | 'risk_expires_on'>,
): RiskAcceptance | null =>
  row.risk_reason === null &&
  row.risk_approver === null &&
  row.risk_approved_on === null &&
  row.risk_expires_on === null
    ? null
    : {
        reason: row.risk_reason,
        approver: row.risk_approver,
        approvedOn: row.risk_approved_on,
        expiresOn: row.risk_expires_on,
      };
/** What a parked duty waits for, out of its columns. */
export const waitsOf = ({
  parked_for,
  parked_person,
  parked_name,
}: Pick<Row, 'parked_for' | 'parked_person' | 'parked_name'>): Waits | null =>
  parked_for === null && parked_person === null && parked_name === null
    ? null
    : { for: parked_for, person: parked_person, name: parked_name };
/** The shares of one duty in their order. The few of a duty are put in order here: SQLite would sort those of a whole subject. */
const sharesOf = (rows: ShareRow[]): readonly Share[] =>
  (rows.length < 2 ? rows : rows.sort((a, b) => a.ord - b.ord)).map(({ party, text, person }) => ({
    party,
    text,
    person,
  }));

/** What is recorded of a duty; null where nothing is. */
export function readAssignment(db: ReadDb, subject: string, responsibility: string): Assignment | null {
  const row = db.get<Row>(
    `SELECT ${COLUMNS} FROM assignment WHERE subject = ? AND responsibility = ?`,
    subject,
    responsibility,
  );
  if (!row) return null;
  const shares = db.all<ShareRow>(
    `SELECT ${SHARE_COLUMNS} FROM share WHERE subject = ? AND responsibility = ?`,
    subject,
    responsibility,
  );
  return fromRow(subject, row, sharesOf(shares));
}

/** Every record of one subject, by responsibility. */
export const readSubjectAssignments = (db: ReadDb, subject: string): ReadonlyMap<string, Assignment> =>
  collect(
    subject,
    db.all<Row>(`SELECT ${COLUMNS} FROM assignment WHERE subject = ?`, subject),
    db.all<ShareRow>(`SELECT ${SHARE_COLUMNS} FROM share WHERE subject = ?`, subject),
  );

/** Every subject that has a record. */
export const readRecordedSubjects = (db: ReadDb): ReadonlySet<string> =>
  new Set(
    db.all<{ subject: string }>('SELECT DISTINCT subject FROM assignment').map(({ subject }) => subject),
  );

/** Every record of the workbook, one subject after the other. */
export function* listAssignments(db: ReadDb): Generator<Assignment> {
  for (const subject of readRecordedSubjects(db)) yield* readSubjectAssignments(db, subject).values();
}

function collect(
  subject: string,
  rows: readonly Row[],
  shares: readonly ShareRow[],
): ReadonlyMap<string, Assignment> {
  const byDuty = new Map<string, ShareRow[]>();
  for (const share of shares) {
    const list = byDuty.get(share.responsibility);
    if (list) list.push(share);
    else byDuty.set(share.responsibility, [share]);
  }
  const records = new Map<string, Assignment>();
  for (const row of rows)
    records.set(row.responsibility, fromRow(subject, row, sharesOf(byDuty.get(row.responsibility) ?? [])));
  return records;
}

/** What is recorded of a duty, column by column. */
const RECORDED: readonly (readonly [column: string, value: (record: Assignment) => SqlValue])[] = [
  ['not_applicable', ({ notApplicable }) => notApplicable],
  ['deviation_reason', ({ deviationReason }) => deviationReason],
  ['status', ({ status }) => status],
  ['risk_reason', ({ risk }) => risk?.reason ?? null],
  ['risk_approver', ({ risk }) => risk?.approver ?? null],
  ['risk_approved_on', ({ risk }) => risk?.approvedOn ?? null],
  ['risk_expires_on', ({ risk }) => risk?.expiresOn ?? null],
  ['due_on', ({ dueOn }) => dueOn],
  ['note', ({ note }) => note],
  ['parked', ({ parked }) => (parked ? 1 : 0)],
  ['parked_for', ({ waits }) => waits?.for ?? null],
  ['parked_person', ({ waits }) => waits?.person ?? null],
  ['parked_name', ({ waits }) => waits?.name ?? null],
  ['confirm_later', ({ confirmLater }) => (confirmLater ? 1 : 0)],
  ['asked_anyway', ({ askedAnyway }) => (askedAnyway ? 1 : 0)],
  ['own_part', ({ ownPart }) => (ownPart ? 1 : 0)],
  ['review', ({ review }) => review],
  ['review_text', ({ reviewText }) => reviewText],
  ['answered_at', ({ answeredAt }) => answeredAt],
  ['answered_by', ({ answeredBy }) => answeredBy],
  ['authors', ({ authors }) => JSON.stringify(authors)],
  ['reviewed_by', ({ reviewed }) => reviewed?.by ?? null],
  ['reviewed_on', ({ reviewed }) => reviewed?.on ?? null],
  ['rev', ({ rev }) => rev],
];
const NAMES = RECORDED.map(([name]) => name);
/** What a record is read from, by name: a column that nobody reads costs every row of a register its value. */
const COLUMNS = `responsibility, ${NAMES.join(', ')}`;
const INSERT = `INSERT INTO assignment (${NAMES.join(', ')}, basis, subject, responsibility)
  VALUES (${NAMES.map(() => '?').join(', ')}, ?, ?, ?)`;

/**
 * Writes the record and its shares. `before` is the record as it stands (null for a new one): what did not change is not
 * written again, because every page that a change touches, of an index too, is one more to make durable. `basis` is the
 * hash of what the catalogue proposed for an answer given now; left out, the one kept before stays.
 */
export function writeAssignment(
  db: WriteDb,
  assignment: Assignment,
  before: Assignment | null,
  basis: string | null = null,
): void {
  const { subject, responsibility } = assignment;
  if (before === null)
    db.run(INSERT, ...RECORDED.map(([, value]) => value(assignment)), basis, subject, responsibility);
  else updateAssignment(db, assignment, before, basis);
  writeShares(db, assignment, before?.shares ?? []);
}

function updateAssignment(
  db: WriteDb,
  assignment: Assignment,
  before: Assignment,
  basis: string | null,
): void {
  const changed: Cell[] = basis === null ? [] : [['basis', basis]];
  for (const [column, value] of RECORDED) {
    const now = value(assignment);
    if (now !== value(before)) changed.push([column, now]);
  }
  update(db, 'assignment', changed, [
    ['subject', assignment.subject],
    ['responsibility', assignment.responsibility],
  ]);
}

type Cell = readonly [column: string, value: SqlValue];

/** Writes cells of one row, in one statement. */
function update(db: WriteDb, table: string, cells: readonly Cell[], key: readonly Cell[]): void {
  if (cells.length === 0) return;
  const set = cells.map(([column]) => `${column} = ?`).join(', ');
  const where = key.map(([column]) => `${column} = ?`).join(' AND ');
  db.run(`UPDATE ${table} SET ${set} WHERE ${where}`, ...[...cells, ...key].map(([, value]) => value));
}

function writeShares(
  db: WriteDb,
  { subject, responsibility, shares }: Assignment,
  before: readonly Share[],
): void {
  const key = [subject, responsibility] as const;
  for (const old of before)
    if (!shares.some((share) => share.party === old.party))
      db.run('DELETE FROM share WHERE subject = ? AND responsibility = ? AND party = ?', ...key, old.party);
  for (const [order, share] of shares.entries()) {
    const place = before.findIndex((old) => old.party === share.party);
    const old = before[place];
    if (!old) {
      db.run(
        'INSERT INTO share (subject, responsibility, party, ord, text, person) VALUES (?, ?, ?, ?, ?, ?)',
        ...key,
        share.party,
        order,
        share.text,
        share.person,
      );
      continue;
    }
    const changed: Cell[] = [];
    if (place !== order) changed.push(['ord', order]);
    if (old.text !== share.text) changed.push(['text', share.text]);
    if (old.person !== share.person) changed.push(['person', share.person]);
    update(db, 'share', changed, [
      ['subject', subject],
      ['responsibility', responsibility],
      ['party', share.party],
    ]);
  }
}

/** How many answers of a subject are accepted in review. */
export const countAccepted = (db: ReadDb, subject: string): number =>
  db.get<{ n: number }>(
    "SELECT count(*) AS n FROM assignment WHERE subject = ? AND review = 'accepted'",
    subject,
  )?.n ?? 0;

const acceptedWith = (db: ReadDb, column: 'person' | 'party', value: string): readonly string[] =>
  db
    .all<{ ref: string }>(
      `SELECT DISTINCT a.subject || '/' || a.responsibility AS ref FROM assignment a
         JOIN share s ON s.subject = a.subject AND s.responsibility = a.responsibility
       WHERE s.${column} = ? AND a.review = 'accepted' ORDER BY ref`,
      value,
    )
    .map(({ ref }) => ref);

/** Refs of the accepted answers in which a person is named. */
export const listAcceptedOf = (db: ReadDb, person: string): readonly string[] =>
  acceptedWith(db, 'person', person);

/** Parked questions that wait for a person who is about to go wait for the name alone. */
export const keepParkedName = (db: WriteDb, person: { readonly id: string; readonly name: string }): void => {
  db.run(
    'UPDATE assignment SET parked_person = NULL, parked_name = ? WHERE parked_person = ?',
    person.name,
    person.id,
  );
};

/** Refs of the accepted answers in which a party has a part. */
export const listAcceptedOfParty = (db: ReadDb, party: string): readonly string[] =>
  acceptedWith(db, 'party', party);

/** Refs of the duties of which a person approved the risk. */
export const listApprovedBy = (db: ReadDb, person: string): readonly string[] =>
  db
    .all<{ ref: string }>(
      "SELECT subject || '/' || responsibility AS ref FROM assignment WHERE risk_approver = ? ORDER BY ref",
      person,
    )
    .map(({ ref }) => ref);

/** Where a risk is recorded as accepted, in no particular order. */
export const listRiskAccepted = (
  db: ReadDb,
): readonly { readonly subject: string; readonly responsibility: string }[] =>
  db.all<{ subject: string; responsibility: string }>(
    "SELECT subject, responsibility FROM assignment WHERE status = 'risk-accepted'",
  );

/** How many duties of a subject have anything recorded. */
export const countRecordedOf = (db: ReadDb, subject: string): number =>
  db.get<{ n: number }>('SELECT count(*) AS n FROM assignment WHERE subject = ?', subject)?.n ?? 0;

/** Deletes a record with its shares and its links to evidence. */
export function deleteAssignment(db: WriteDb, subject: string, responsibility: string): void {
  db.run('DELETE FROM evidence_link WHERE subject = ? AND responsibility = ?', subject, responsibility);
  db.run('DELETE FROM assignment WHERE subject = ? AND responsibility = ?', subject, responsibility);
}

/** Deletes every record of a subject; returns how many there were. */
export function deleteSubjectAssignments(db: WriteDb, subject: string): number {
  db.run('DELETE FROM evidence_link WHERE subject = ?', subject);
  return db.run('DELETE FROM assignment WHERE subject = ?', subject);
}
