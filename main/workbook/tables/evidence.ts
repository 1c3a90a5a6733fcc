import type { Evidence, EvidenceKind, ProviderReport, ProviderReportKind } from '../../contract/evidence.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { InheritedEvidence } from '../../contract/providers.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface Row {
  readonly number: number;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly file_name: string | null;
  readonly path: string | null;
  readonly sha256: string | null;
  readonly media_type: string | null;
  readonly size: number | null;
  readonly url: string | null;
  readonly text: string | null;
  readonly covers_from: string | null;
  readonly covers_to: string | null;
  readonly expires: string | null;
  readonly collected_by: string | null;
  readonly collected_at: string;
  readonly replaced_by: number | null;
  /** Of the provider report that it is, where it is one. */
  readonly report_party: string | null;
  readonly report_kind: ProviderReportKind | null;
  readonly report_services: string | null;
}
interface LinkRow {
  readonly number: number;
  readonly subject: string;
  readonly responsibility: string;
}

const fromRow = (row: Row, links: readonly string[]): Evidence => ({
  number: row.number,
  kind: row.kind,
  title: row.title,
  fileName: row.file_name,
  sha256: row.sha256,
  mediaType: row.media_type,
  size: row.size,
  url: row.url,
  text: row.text,
  coversFrom: row.covers_from,
  coversTo: row.covers_to,
  expires: row.expires,
  collectedBy: row.collected_by,
  collectedAt: row.collected_at,
  links,
  replacedBy: row.replaced_by,
  providerReport:
    row.report_party !== null && row.report_kind !== null
      ? {
          party: row.report_party,
          kind: row.report_kind,
          services: row.report_services === null ? null : (JSON.parse(row.report_services) as string[]),
        }
      : null,
});
/** Evidence with the report on a provider that it is. */
const ENTRIES = `SELECT e.*, p.party AS report_party, p.kind AS report_kind, p.services AS report_services
  FROM evidence e LEFT JOIN provider_report p ON p.evidence = e.number`;
const refOf = (row: LinkRow): string => assignmentRef(row.subject, row.responsibility);

function withLinks(rows: readonly Row[], links: readonly LinkRow[]): readonly Evidence[] {
  const byNumber = new Map<number, string[]>();
  for (const link of links) {
    const list = byNumber.get(link.number);
    if (list) list.push(refOf(link));
    else byNumber.set(link.number, [refOf(link)]);
  }
  return rows.map((row) => fromRow(row, byNumber.get(row.number) ?? []));
}

/** The evidence register in the order of its numbers, each piece with its duties. */
export const listEvidence = (db: ReadDb): readonly Evidence[] =>
  withLinks(
    db.all<Row>(`${ENTRIES} ORDER BY e.number`),
    db.all<LinkRow>('SELECT * FROM evidence_link ORDER BY number, subject, responsibility'),
  );

/** What supports a duty, each piece with all of its duties. */
export const listEvidenceOf = (db: ReadDb, subject: string, responsibility: string): readonly Evidence[] =>
  withLinks(
    db.all<Row>(
      `${ENTRIES} JOIN evidence_link l ON l.number = e.number WHERE l.subject = ? AND l.responsibility = ? ORDER BY e.number`,
      subject,
      responsibility,
    ),
    db.all<LinkRow>(
      `SELECT * FROM evidence_link WHERE number IN (SELECT number FROM evidence_link WHERE subject = ? AND responsibility = ?)
       ORDER BY number, subject, responsibility`,
      subject,
      responsibility,
    ),
  );

/** What proves a duty, as those are told who inherit its answer: no content, no name of a person, and nothing that was replaced. */
export const listProofsOf = (
  db: ReadDb,
  subject: string,
  responsibility: string,
): readonly InheritedEvidence[] =>
  db.all<InheritedEvidence>(
    `SELECT e.number, e.kind, e.title, e.sha256, e.collected_at AS collectedAt, e.covers_from AS coversFrom,
       e.covers_to AS coversTo, e.expires
     FROM evidence e JOIN evidence_link l ON l.number = e.number
     WHERE l.subject = ? AND l.responsibility = ? AND e.replaced_by IS NULL ORDER BY e.number`,
    subject,
    responsibility,
  );

/** A piece of evidence by its number; null where there is none. */
export function readEvidence(db: ReadDb, number: number): Evidence | null {
  const row = db.get<Row>(`${ENTRIES} WHERE e.number = ?`, number);
  if (!row) return null;
  const links = db.all<LinkRow>(
    'SELECT * FROM evidence_link WHERE number = ? ORDER BY subject, responsibility',
    number,
  );
  return fromRow(row, links.map(refOf));
}

/** Subject -> responsibility -> numbers of the evidence of that duty, in order. */
export type EvidenceNumbers = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** The numbers of every piece of evidence that is linked to a duty. */
export function readEvidenceNumbers(db: ReadDb): EvidenceNumbers {
  const numbers = new Map<string, Map<string, number[]>>();
  for (const { subject, responsibility, number } of db.all<LinkRow>(
    'SELECT * FROM evidence_link ORDER BY subject, responsibility, number',
  )) {
    let duties = numbers.get(subject);
    if (!duties) {
      duties = new Map();
      numbers.set(subject, duties);
    }
    const list = duties.get(responsibility);
    if (list) list.push(number);
    else duties.set(responsibility, [number]);
  }
  return numbers;
}

/** Numbers of the evidence of one assignment, in order. */
export const readEvidenceNumbersOf = (
  db: ReadDb,
  subject: string,
  responsibility: string,
): readonly number[] =>
  db
    .all<{ number: number }>(
      'SELECT number FROM evidence_link WHERE subject = ? AND responsibility = ? ORDER BY number',
      subject,
      responsibility,
    )
    .map(({ number }) => number);

/** Titles of linked evidence, by number. */
export const readEvidenceTitles = (db: ReadDb): ReadonlyMap<number, string> =>
  new Map(
    db
      .all<{ number: number; title: string }>(
        'SELECT number, title FROM evidence WHERE number IN (SELECT number FROM evidence_link)',
      )
      .map(({ number, title }) => [number, title]),
  );

export type NewEvidence = Omit<Evidence, 'number' | 'links' | 'replacedBy' | 'providerReport'> & {
  readonly path: string | null;
};

/** Enters it in the register and returns its number, which is never given twice. */
export function insertEvidence(db: WriteDb, evidence: NewEvidence): number {
  db.run(
    `INSERT INTO evidence (kind, title, file_name, path, sha256, media_type, size, url, text, covers_from, covers_to, expires, collected_by, collected_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    evidence.kind,
    evidence.title,
    evidence.fileName,
    evidence.path,
    evidence.sha256,
    evidence.mediaType,
    evidence.size,
    evidence.url,
    evidence.text,
    evidence.coversFrom,
    evidence.coversTo,
    evidence.expires,
    evidence.collectedBy,
    evidence.collectedAt,
  );
  return db.get<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
}

/** Changes what may change of a piece of evidence: its title and its days. */
export const updateEvidence = (
  db: WriteDb,
  evidence: Pick<Evidence, 'number' | 'title' | 'coversFrom' | 'coversTo' | 'expires'>,
): void => {
  db.run(
    'UPDATE evidence SET title = ?, covers_from = ?, covers_to = ?, expires = ? WHERE number = ?',
    evidence.title,
    evidence.coversFrom,
    evidence.coversTo,
    evidence.expires,
    evidence.number,
  );
};
export const deleteEvidence = (db: WriteDb, number: number): number =>
  db.run('DELETE FROM evidence WHERE number = ?', number);

/** Says that a piece supports a duty; nothing happens where that is said already. */
export const linkEvidence = (db: WriteDb, number: number, subject: string, responsibility: string): void => {
  db.run(
    'INSERT INTO evidence_link (number, subject, responsibility) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    number,
    subject,
    responsibility,
  );
};
/** Takes that back; gives 0 where it was not said. */
export const unlinkEvidence = (
  db: WriteDb,
  number: number,
  subject: string,
  responsibility: string,
): number =>
  db.run(
    'DELETE FROM evidence_link WHERE number = ? AND subject = ? AND responsibility = ?',
    number,
    subject,
    responsibility,
  );

/** Marks a piece as replaced by a newer revision. */
export const replaceEvidence = (db: WriteDb, number: number, by: number): void => {
  db.run('UPDATE evidence SET replaced_by = ? WHERE number = ?', by, number);
};

/** Says of which provider, and of which services, a piece is a report. */
export const writeProviderReport = (db: WriteDb, number: number, report: ProviderReport): void => {
  db.run(
    `INSERT INTO provider_report (evidence, party, kind, services) VALUES (?, ?, ?, ?)
     ON CONFLICT (evidence) DO UPDATE SET party = excluded.party, kind = excluded.kind, services = excluded.services`,
    number,
    report.party,
    report.kind,
    report.services === null ? null : JSON.stringify(report.services),
  );
};
export const deleteProviderReport = (db: WriteDb, number: number): number =>
  db.run('DELETE FROM provider_report WHERE evidence = ?', number);

/** Where the files lie that are known by path and hash only. */
export const listReferences = (
  db: ReadDb,
): readonly {
  readonly number: number;
  readonly title: string;
  readonly path: string;
  readonly sha256: string;
}[] =>
  db.all(
    `SELECT number, title, path, sha256 FROM evidence
     WHERE kind = 'reference' AND path IS NOT NULL AND sha256 IS NOT NULL ORDER BY number`,
  );
