import {
  FINDING_RESULTS,
  FINDING_SEVERITIES,
  type FindingResult,
  type FindingSeverity,
  type FindingSource,
  type FindingsToPlace,
  type RecordedFinding,
} from '../../contract/findings.ts';
import { assignmentRef, parseAssignmentRef } from '../../contract/ids.ts';
import type { CurrentResult, CurrentResults } from '../../domain/evidence/current-results.ts';
import { hostOf, placeKey } from '../../domain/evidence/placed-alike.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { contentsId } from '../contents.ts';
import { hasMerges } from '../merge/records.ts';
import { notAsked, rememberedPlaces } from './finding-places.ts';

// What is current, of the findings whose evidence is in the register and was not replaced: of one id, what was observed
// last, unless that is that it is closed. Of Prowler, besides, nothing that a later scan of the same check in the same
// account and Region did not find any more: it gives every finding the time of its scan, so parts of one scan stand beside
// each other and an older scan replaces nothing, in whatever order they come. Security Hub and AWS Config give their
// answers out in pages, and their time says when one result last changed, so there what an import does not hold stays
// until it is closed by name. Nothing is deleted, so taking an import back brings back what it replaced.

interface Row {
  readonly id: string;
  readonly evidence: number;
  readonly source: FindingSource;
  readonly check_id: string;
  readonly title: string;
  readonly result: FindingResult;
  readonly severity: FindingSeverity | null;
  readonly resource: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly observed_at: string | null;
}
const FROM_IMPORTS = `FROM finding f CROSS JOIN import i ON i.batch = f.batch AND i.evidence = f.evidence
    LEFT JOIN latest l
      ON f.source = l.source AND f.check_id = l.check_id AND f.account IS l.account AND f.region IS l.region`;
// A scan of Prowler without a time was made when nobody knows: it replaces what was imported before it, and whatever comes after replaces it.
const OF_LATEST = `(f.source <> 'prowler' OR iif(l.undated IS l.place, i.place = l.place,
        coalesce(i.place > l.undated, 1) AND l.oldest <= unixepoch(f.observed_at)))`;
// Of two imports the one whose first file that still counts has the lower number was the earlier one. There are few imports and many
// findings, so that each finding looks its import up: the other way round SQLite makes an index of all findings for this one question.
// Only ids of several imports are held in memory, with what was observed last; where there is one import there is none.
const current = (db: ReadDb): string => `scan AS MATERIALIZED (
    SELECT ${contentsId(db, 'evidence', 'e')} AS contents, number, collected_at
    FROM evidence e WHERE kind = 'finding' AND replaced_by IS NULL
  ), import AS MATERIALIZED (
    SELECT f.batch, f.evidence, s.number, s.collected_at, min(s.number) OVER (PARTITION BY f.batch) AS place
    FROM (SELECT DISTINCT batch, evidence FROM finding) f JOIN scan s ON s.contents = f.evidence
  ), looks AS (
    SELECT f.source, f.check_id, f.account, f.region, i.place, min(unixepoch(f.observed_at)) AS oldest,
      max(unixepoch(f.observed_at) IS NULL) AS undated
    FROM finding f CROSS JOIN import i ON i.batch = f.batch AND i.evidence = f.evidence
    WHERE f.source = 'prowler' GROUP BY f.source, f.check_id, f.account, f.region, i.place
  ), undated AS (
    SELECT *, max(CASE WHEN undated THEN place END) OVER (PARTITION BY source, check_id, account, region) AS since FROM looks
  ), latest AS MATERIALIZED (
    SELECT source, check_id, account, region, max(CASE WHEN coalesce(place > since, 1) THEN oldest END) AS oldest,
      max(place) AS place, max(since) AS undated
    FROM undated GROUP BY source, check_id, account, region
  ), again AS MATERIALIZED (
    SELECT f.id, max(coalesce(unixepoch(f.observed_at), unixepoch(i.collected_at), 0) * 10000000 + i.place) AS last
    ${FROM_IMPORTS}
    WHERE (SELECT count(*) FROM (SELECT DISTINCT batch FROM import)) > 1 AND ${OF_LATEST}
    GROUP BY f.id HAVING count(*) > 1
  ), current AS (
    SELECT f.batch, f.id, i.number AS evidence, f.source, f.check_id, f.title, f.result,
      f.severity, f.resource, f.account, f.region, f.observed_at, f.refs
    ${FROM_IMPORTS}
    LEFT JOIN again a ON a.id = f.id
    WHERE f.closed = 0
      AND coalesce(a.last = coalesce(unixepoch(f.observed_at), unixepoch(i.collected_at), 0) * 10000000 + i.place, 1)
      AND ${OF_LATEST}
  )`;

/** A workbook of an older schema that is open for reading only has no such table. */
const hasFindings = (db: ReadDb): boolean =>
  db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'finding'") !== undefined &&
  db.get('SELECT 1 FROM finding LIMIT 1') !== undefined;

const fromRow = (row: Row): RecordedFinding => ({
  id: row.id,
  evidence: row.evidence,
  source: row.source,
  check: row.check_id,
  title: row.title,
  result: row.result,
  severity: row.severity,
  resource: row.resource,
  account: row.account,
  region: row.region,
  observedAt: row.observed_at,
});

/** Best first: what nobody looked at is worse than what somebody decided to bear. */
const BY_WEIGHT: readonly FindingResult[] = ['pass', 'suppressed', 'manual', 'fail'];
const rank = (column: string, values: readonly string[]): string =>
  values.map((value, at) => `WHEN ${column} = '${value}' THEN ${at + 1}`).join(' ');
/** What decides between two of one id in an import: when it was observed, then how bad it is; one that is over is no longer bad. */
const place = (row: string): string => `coalesce(unixepoch(${row}.observed_at), 0),
  CASE WHEN ${row}.closed THEN 0 ${rank(`${row}.result`, BY_WEIGHT)} END, coalesce(CASE ${rank(`${row}.severity`, FINDING_SEVERITIES.toReversed())} END, 0)`;
const COUNTS_INSTEAD = `(${place('excluded')}) >= (${place('finding')})`;

/**
 * Enters a finding of an import, or with \`closed\` that it is over. Of two with one id in an import what was observed later
 * stays; of two observed in one second what is worse, so that no order of files or of rows makes a failed check a passed one.
 */
export function insertFinding(
  db: WriteDb,
  batch: number,
  finding: RecordedFinding,
  refs: readonly string[],
  closed = false,
): void {
  db.run(
    `INSERT INTO finding (batch, id, evidence, source, check_id, title, result, severity, resource, account, region, observed_at, refs, closed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (batch, id) DO UPDATE SET evidence = excluded.evidence, source = excluded.source,
       check_id = excluded.check_id, title = excluded.title, result = excluded.result, severity = excluded.severity,
       resource = excluded.resource, account = excluded.account, region = excluded.region,
       observed_at = excluded.observed_at, refs = excluded.refs, closed = excluded.closed
     WHERE ${COUNTS_INSTEAD}`,
    batch,
    finding.id,
    finding.evidence,
    finding.source,
    finding.check,
    finding.title,
    finding.result,
    finding.severity,
    finding.resource,
    finding.account,
    finding.region,
    finding.observedAt,
    JSON.stringify(refs),
    Number(closed),
  );
}

/** Says of current findings that they are over, as the import \`batch\` has it, whose evidence is \`evidence\`. */
export const closeFindings = (db: WriteDb, batch: number, evidence: number, ids: readonly string[]): void => {
  db.run(
    `WITH ${current(db)}
     INSERT INTO finding (batch, id, evidence, source, check_id, title, result, severity, resource, account, region, observed_at, refs, closed)
     SELECT ?, id, ?, source, check_id, title, result, severity, resource, account, region, observed_at, refs, 1
     FROM current WHERE id IN (SELECT value FROM json_each(?))`,
    batch,
    evidence,
    JSON.stringify(ids),
  );
};

/** Id of every current finding -> its result, where it was looked for and when, and the evidence that it is from. */
export function currentResults(db: ReadDb): CurrentResults {
  const results = new Map<string, CurrentResult>();
  // Many findings say the same of where they are from: each of these texts is held once.
  const texts = new Map<unknown, unknown>();
  const once = <T>(text: T): T => {
    if (!texts.has(text)) texts.set(text, text);
    return texts.get(text) as T;
  };
  for (const [id, { result, evidence, source, check, account, region, seen }] of walkResults(db))
    results.set(id, {
      result: once(result),
      evidence,
      source: once(source),
      check: once(check),
      account: once(account),
      region: once(region),
      seen,
    });
  return results;
}

/** The same, one by one. */
export function* walkResults(db: ReadDb): Generator<readonly [id: string, result: CurrentResult]> {
  if (!hasFindings(db)) return;
  type Found = Pick<Row, 'id' | 'result' | 'evidence' | 'source' | 'check_id' | 'account' | 'region'> & {
    readonly seen: number | null;
  };
  for (const { id, check_id: check, ...found } of db.iterate<Found>(
    `WITH ${current(db)} SELECT id, result, evidence, source, check_id, account, region, unixepoch(observed_at) AS seen FROM current`,
  ))
    yield [id, { ...found, check }];
}

/** How many findings an import entered that are not over. */
export const countEntered = (db: ReadDb, batch: number): number =>
  db.get<{ count: number }>('SELECT count(*) AS count FROM finding WHERE batch = ? AND closed = 0', batch)
    ?.count ?? 0;

/** What findings speak of, by id, as their newest import words it; current or not. */
export function findingTexts(
  db: ReadDb,
  ids: readonly string[],
): ReadonlyMap<string, Pick<RecordedFinding, 'check' | 'title' | 'resource' | 'account' | 'region'>> {
  return new Map(
    db
      .all<Pick<Row, 'id' | 'check_id' | 'title' | 'resource' | 'account' | 'region'>>(
        `SELECT f.id, f.check_id, f.title, f.resource, f.account, f.region, max(coalesce(e.number, f.batch)) FROM finding f
         LEFT JOIN evidence e ON ${contentsId(db, 'evidence', 'e')} = f.evidence
         WHERE f.id IN (SELECT value FROM json_each(?)) GROUP BY f.id`,
        JSON.stringify(ids),
      )
      .map(({ id, check_id, ...texts }) => [
        id,
        {
          check: check_id,
          title: texts.title,
          resource: texts.resource,
          account: texts.account,
          region: texts.region,
        },
      ]),
  );
}

const IN_ORDER = `CASE result WHEN 'fail' THEN 0 WHEN 'manual' THEN 1 WHEN 'suppressed' THEN 2 ELSE 3 END, check_id, resource, id`;
/** Those of one assignment, or all: failed ones first, then by check and resource. */
export function* sortedFindings(db: ReadDb, ref: string | null): Generator<RecordedFinding> {
  if (!hasFindings(db)) return;
  const rows = db.iterate<Row>(
    `WITH asked AS (SELECT ? AS ref), ${current(db)} SELECT current.* FROM current, asked
     WHERE asked.ref IS NULL OR EXISTS (SELECT 1 FROM json_each(current.refs) WHERE value = asked.ref)
       OR id IN (SELECT finding FROM finding_place WHERE subject || '/' || responsibility = asked.ref)
     ORDER BY ${IN_ORDER}`,
    ref,
  );
  for (const row of rows) yield fromRow(row);
}

/** How many findings count. */
export const countCurrentFindings = (db: ReadDb): number =>
  hasFindings(db)
    ? (db.get<{ count: number }>(`WITH ${current(db)} SELECT count(*) AS count FROM current`)?.count ?? 0)
    : 0;

/** All that count, in the order of `sortedFindings`, each with the refs of the duties that a table or a person placed it with. */
export function* placedFindings(
  db: ReadDb,
): Generator<RecordedFinding & { readonly refs: readonly string[] }> {
  if (!hasFindings(db)) return;
  const rows = db.iterate<Row & { readonly refs: string; readonly placed: string }>(
    `WITH ${current(db)} SELECT current.*,
       (SELECT json_group_array(subject || '/' || responsibility) FROM finding_place WHERE finding = current.id) AS placed
     FROM current ORDER BY ${IN_ORDER}`,
  );
  for (const row of rows) {
    const refs = [...(JSON.parse(row.refs) as string[]), ...(JSON.parse(row.placed) as string[])];
    yield { ...fromRow(row), refs: [...new Set(refs)].sort() };
  }
}

const MAX_IDS = 1000;
/**
 * What no table and no person placed at a duty that is still asked, by check and by where people placed that before, the most frequent
 * first: whose service was removed belongs to some other one.
 */
export function findingsToPlace(db: ReadDb, isAsked: (ref: string) => boolean): readonly FindingsToPlace[] {
  if (!hasFindings(db)) return [];
  const { lists, places } = notAsked(db, isAsked);
  const placesBefore = rememberedPlaces(db);
  const byCheck = new Map<string, Omit<FindingsToPlace, 'findings'> & { findings: number; ids: string[] }>();
  for (const row of db.iterate<Row>(
    `WITH ${current(db)} SELECT * FROM current WHERE refs IN (SELECT value FROM json_each(?)) AND id NOT IN (
       SELECT finding FROM finding_place WHERE subject || '/' || responsibility NOT IN (SELECT value FROM json_each(?))
     ) ORDER BY source, check_id, id`,
    JSON.stringify(lists),
    JSON.stringify(places),
  )) {
    const finding = fromRow(row);
    const { source, check, title } = finding;
    const host = hostOf(finding);
    const before = (placesBefore.get(placeKey(finding)) ?? []).filter(isAsked);
    const key = [source, check, host, ...before].join(' ');
    const entry = byCheck.get(key) ?? { source, check, host, title, findings: 0, ids: [], before };
    entry.findings += 1;
    if (entry.ids.length < MAX_IDS) entry.ids.push(row.id);
    byCheck.set(key, entry);
  }
  return [...byCheck.values()].sort((a, b) => b.findings - a.findings);
}

/** What the current findings say about one assignment. */
export interface CountedFindings {
  readonly results: Readonly<Record<FindingResult, number>>;
  /** Title of one that failed, as the scanner words it; null where none did. */
  readonly failed: string | null;
}
type Counts = ReadonlyMap<string, CountedFindings>;
const counted = new WeakMap<ReadDb, { readonly of: string; readonly counts: Counts }>();

/** Assignment ref -> its current findings. Kept until an import, an undo or a person changes which findings count where. */
export function countFindings(db: ReadDb): Counts {
  if (!hasFindings(db)) return new Map();
  // What counts hangs on the evidence in the register, on what people placed, and on what merges call the services.
  const { of } = db.get<{ of: string }>(
    `SELECT json_array(
       (SELECT json_group_array(json_array(number, ${contentsId(db, 'evidence', 'e')})) FROM evidence e
        WHERE kind = 'finding' AND replaced_by IS NULL),
       ${hasMerges(db) ? '(SELECT json_group_array(number) FROM merge)' : 'NULL'},
       (SELECT json_group_array(json_array(finding, subject, responsibility)) FROM finding_place)) AS of`,
  ) ?? { of: '' };
  const known = counted.get(db);
  if (known?.of === of) return known.counts;
  const counts = countAll(db);
  counted.set(db, { of, counts });
  return counts;
}

function countAll(db: ReadDb): Counts {
  const counts = new Map<string, { results: Record<FindingResult, number>; failed: string | null }>();
  const add = (ref: string, row: { result: FindingResult; count: number; title: string }) => {
    const entry = counts.get(ref) ?? { results: noResults(), failed: null };
    entry.results[row.result] += row.count;
    if (row.result === 'fail') entry.failed ??= row.title;
    counts.set(ref, entry);
  };
  // Many findings have the same few lists, so the lists are counted and not their entries.
  for (const row of db.all<{ refs: string; result: FindingResult; count: number; title: string }>(
    `WITH ${current(db)} SELECT refs, result, count(*) AS count, min(title) AS title FROM current
     WHERE refs <> '[]' GROUP BY refs, result ORDER BY title`,
  ))
    for (const ref of JSON.parse(row.refs) as string[]) add(ref, row);
  for (const row of db.all<{
    subject: string;
    responsibility: string;
    result: FindingResult;
    count: number;
    title: string;
  }>(
    `WITH ${current(db)} SELECT p.subject, p.responsibility, f.result, count(*) AS count, min(f.title) AS title
     FROM finding_place p JOIN current f ON f.id = p.finding
     WHERE NOT EXISTS (SELECT 1 FROM json_each(f.refs) WHERE value = p.subject || '/' || p.responsibility)
     GROUP BY p.subject, p.responsibility, f.result ORDER BY title`,
  ))
    add(assignmentRef(row.subject, row.responsibility), row);
  return counts;
}

/**
 * Names of services that results of scans here speak of, whether or not these are in use any more. Rows of results are never changed, so
 * that whatever came to such a name would be taken for what was scanned.
 */
export function scannedSubjects(db: ReadDb): ReadonlySet<string> {
  if (!hasFindings(db)) return new Set();
  const lists = db.all<{ refs: string }>(
    `SELECT DISTINCT refs FROM finding WHERE refs <> '[]'
       AND evidence IN (SELECT ${contentsId(db, 'evidence', 'e')} FROM evidence e WHERE kind = 'finding')`,
  );
  return new Set(
    lists.flatMap(({ refs }) => (JSON.parse(refs) as string[]).map((ref) => parseAssignmentRef(ref).subject)),
  );
}

/** No finding of any result. */
export const noResults = (): Record<FindingResult, number> =>
  Object.fromEntries(FINDING_RESULTS.map((result) => [result, 0])) as Record<FindingResult, number>;
