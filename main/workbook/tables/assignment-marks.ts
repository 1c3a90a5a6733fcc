import type { Status } from '../../contract/assignments.ts';
import type { ReadDb } from '../connection.ts';

/** What counts and pictures need of every record, without its texts. */
export interface AssignmentMark {
  readonly subject: string;
  readonly responsibility: string;
  /** Party ids joined by '+', '-' for not applicable, '' for unanswered. */
  readonly ownership: string;
  readonly status: Status;
  readonly parked: boolean;
  readonly note: boolean;
  readonly evidence: number;
  readonly askedAnyway: boolean;
  /** It says the service's own part beside a common control. */
  readonly ownPart: boolean;
  /** What a common control says stands in it. */
  readonly held?: boolean;
}
interface MarkRow {
  readonly subject: string;
  readonly responsibility: string;
  readonly parties: string | null;
  readonly na: 0 | 1;
  readonly status: Status;
  readonly parked: 0 | 1;
  readonly note: 0 | 1;
  readonly asked_anyway: 0 | 1;
  readonly own_part: 0 | 1;
  readonly evidence: number;
}

const MARK_COLUMNS = `a.subject, a.responsibility, a.not_applicable IS NOT NULL AS na, a.status, a.parked,
  a.note IS NOT NULL AS note, a.asked_anyway, a.own_part,
  (SELECT group_concat(s.party, '+' ORDER BY s.ord) FROM share s WHERE s.subject = a.subject AND s.responsibility = a.responsibility) AS parties,
  (SELECT count(*) FROM evidence_link l WHERE l.subject = a.subject AND l.responsibility = a.responsibility) AS evidence`;

const markOf = (row: MarkRow): AssignmentMark => ({
  subject: row.subject,
  responsibility: row.responsibility,
  ownership: row.na === 1 ? '-' : (row.parties ?? ''),
  status: row.status,
  parked: row.parked === 1,
  note: row.note === 1,
  evidence: row.evidence,
  askedAnyway: row.asked_anyway === 1,
  ownPart: row.own_part === 1,
});

/** Marks of the whole workbook: subject -> responsibility -> mark. */
export function readMarks(db: ReadDb): Map<string, Map<string, AssignmentMark>> {
  const marks = new Map<string, Map<string, AssignmentMark>>();
  for (const row of db.all<MarkRow>(`SELECT ${MARK_COLUMNS} FROM assignment a`)) {
    const duties = marks.get(row.subject);
    if (duties) duties.set(row.responsibility, markOf(row));
    else marks.set(row.subject, new Map([[row.responsibility, markOf(row)]]));
  }
  return marks;
}

/** The mark of one assignment; null when nobody has touched it. */
export function readMark(db: ReadDb, subject: string, responsibility: string): AssignmentMark | null {
  const row = db.get<MarkRow>(
    `SELECT ${MARK_COLUMNS} FROM assignment a WHERE a.subject = ? AND a.responsibility = ?`,
    subject,
    responsibility,
  );
  return row ? markOf(row) : null;
}
