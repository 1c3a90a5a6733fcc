import type { Status } from '../../contract/assignments.ts';
import type { Outcome, ProposalKind } from '../../contract/proposals.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

/** A proposal as it is stored. */
export interface ProposalRecord {
  readonly number: number;
  readonly meeting: number | null;
  readonly subject: string;
  readonly responsibility: string;
  readonly kind: ProposalKind;
  readonly person: string | null;
  readonly name: string | null;
  readonly owners: readonly string[];
  readonly status: Status | null;
  readonly text: string | null;
  readonly proposedAt: string;
  readonly outcome: Outcome;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
}
type Row = Omit<ProposalRecord, 'owners'> & { readonly owners: string };

const COLUMNS = `number, meeting, subject, responsibility, kind, person, name, owners, status, text,
  proposed_at AS proposedAt, outcome, settled_at AS settledAt, settled_by AS settledBy`;
const fromRow = (row: Row): ProposalRecord => ({
  ...row,
  owners: JSON.parse(row.owners) as readonly string[],
});

/** Newest first; those on one duty where it is named. */
export const listProposals = (
  db: ReadDb,
  at?: { readonly subject: string; readonly responsibility: string },
): readonly ProposalRecord[] =>
  (at === undefined
    ? db.all<Row>(`SELECT ${COLUMNS} FROM proposal ORDER BY number DESC`)
    : db.all<Row>(
        `SELECT ${COLUMNS} FROM proposal WHERE subject = ? AND responsibility = ? ORDER BY number DESC`,
        at.subject,
        at.responsibility,
      )
  ).map(fromRow);

/** How many were made in each meeting and not withdrawn, by its number. */
export const countProposals = (db: ReadDb): ReadonlyMap<number, number> =>
  new Map(
    db
      .all<{ meeting: number; count: number }>(
        `SELECT meeting, count(*) AS count FROM proposal
         WHERE meeting IS NOT NULL AND outcome <> 'withdrawn' GROUP BY meeting`,
      )
      .map(({ meeting, count }) => [meeting, count]),
  );

/** One by its number; null where there is none. */
export function readProposal(db: ReadDb, number: number): ProposalRecord | null {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM proposal WHERE number = ?`, number);
  return row === undefined ? null : fromRow(row);
}

/** Stores a new proposal, which is open, and gives back its number. */
export function insertProposal(
  db: WriteDb,
  proposal: Omit<ProposalRecord, 'number' | 'outcome' | 'settledAt' | 'settledBy'>,
): number {
  db.run(
    `INSERT INTO proposal (meeting, subject, responsibility, kind, person, name, owners, status, text, proposed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    proposal.meeting,
    proposal.subject,
    proposal.responsibility,
    proposal.kind,
    proposal.person,
    proposal.name,
    JSON.stringify(proposal.owners),
    proposal.status,
    proposal.text,
    proposal.proposedAt,
  );
  return db.get<{ number: number }>('SELECT max(number) AS number FROM proposal')?.number ?? 0;
}

/** Notes what became of a proposal, when and through whom. */
export const settleProposal = (
  db: WriteDb,
  number: number,
  { outcome, at, by }: { readonly outcome: Outcome; readonly at: string; readonly by: string | null },
): number =>
  db.run(
    'UPDATE proposal SET outcome = ?, settled_at = ?, settled_by = ? WHERE number = ?',
    outcome,
    at,
    by,
    number,
  );

/** How many were removed: 1, or 0 where there was none of that number. */
export const deleteProposal = (db: WriteDb, number: number): number =>
  db.run('DELETE FROM proposal WHERE number = ?', number);
