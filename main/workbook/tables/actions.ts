import type { Action, ActionState } from '../../contract/actions.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

/** Stands in the column for the workbook as a whole; no service or party can have it as its ref. */
const EVERYWHERE = '*';

interface Row {
  readonly number: number;
  readonly title: string;
  readonly subject: string;
  readonly responsibility: string | null;
  readonly rule: string | null;
  readonly person: string | null;
  readonly due_on: string | null;
  readonly state: ActionState;
  readonly note: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly closed_at: string | null;
}
const fromRow = (row: Row): Action => ({
  number: row.number,
  title: row.title,
  subject: row.subject === EVERYWHERE ? null : row.subject,
  responsibility: row.responsibility,
  rule: row.rule,
  person: row.person,
  dueOn: row.due_on,
  state: row.state,
  note: row.note,
  createdAt: row.created_at,
  createdBy: row.created_by,
  closedAt: row.closed_at,
});

/** Those still to be done first, by due date (undated last); then the closed ones, the last closed first. */
export const listActions = (db: ReadDb): readonly Action[] =>
  db
    .all<Row>(
      `SELECT * FROM action ORDER BY closed_at IS NOT NULL, closed_at DESC, due_on IS NULL, due_on, number`,
    )
    .map(fromRow);

/** An action by its number; null where there is none. */
export function readAction(db: ReadDb, number: number): Action | null {
  const row = db.get<Row>('SELECT * FROM action WHERE number = ?', number);
  return row ? fromRow(row) : null;
}

/** Returns its number, which is never given twice. */
export function insertAction(db: WriteDb, action: Omit<Action, 'number'>): number {
  db.run(
    `INSERT INTO action (title, subject, responsibility, rule, person, due_on, state, note, created_at, created_by, closed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    action.title,
    action.subject ?? EVERYWHERE,
    action.responsibility,
    action.rule,
    action.person,
    action.dueOn,
    action.state,
    action.note,
    action.createdAt,
    action.createdBy,
    action.closedAt,
  );
  return db.get<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
}

/** To another duty of the same subject. */
export const moveAction = (db: WriteDb, number: number, responsibility: string): void => {
  db.run('UPDATE action SET responsibility = ? WHERE number = ?', responsibility, number);
};
/** Where it belongs and who made it stay as they were. */
export const updateAction = (db: WriteDb, action: Action): void => {
  db.run(
    'UPDATE action SET title = ?, person = ?, due_on = ?, state = ?, note = ?, closed_at = ? WHERE number = ?',
    action.title,
    action.person,
    action.dueOn,
    action.state,
    action.note,
    action.closedAt,
    action.number,
  );
};
export const deleteAction = (db: WriteDb, number: number): number =>
  db.run('DELETE FROM action WHERE number = ?', number);
