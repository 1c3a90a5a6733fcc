import { expect } from 'vitest';
import type { Resolution } from '../../main/contract/merge.ts';
import { mergeTables } from '../../main/domain/merge/merge.ts';
import { keyOf, type Row, type Tables, tableOf } from '../../main/domain/merge/rows.ts';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  workbook: ['id'],
  party: ['id'],
  person: ['id'],
  service_in_use: ['ref'],
  assignment: ['subject', 'responsibility'],
  share: ['subject', 'responsibility', 'party'],
  evidence: ['number'],
  evidence_link: ['subject', 'responsibility', 'number'],
  acknowledgement: ['person'],
  action: ['number'],
  meeting: ['number'],
  decision: ['number'],
  saved_view: ['id'],
  claim_mapping: ['fingerprint'],
  control_catalogue: ['framework'],
  evidence_hold: ['evidence'],
  vendor_matrix: ['id'],
  provider_edition: ['party'],
  review_cadence: ['domain', 'subject', 'responsibility'],
};
export const keys = (table: string) => KEYS[table] ?? [];
export const tables = (content: Readonly<Record<string, readonly Row[]>>): Tables =>
  new Map(
    Object.entries(content).map(([table, rows]) => [
      table,
      new Map(rows.map((row) => [keyOf(row, keys(table)), row] as const)),
    ]),
  );
export type Content = Readonly<Record<string, readonly Row[]>>;

/** Merges both ways with the same decisions, expects one result, and gives it back with the questions. */
export function merged(
  base: Content,
  mine: Content,
  theirs: Content,
  decide: Readonly<Record<string, Resolution>> = {},
) {
  const turned = { mine: 'theirs', theirs: 'mine', both: 'both' } as const;
  const run = (a: Content, b: Content, resolutions: Readonly<Record<string, Resolution>>) =>
    mergeTables({
      base: tables(base),
      mine: tables(a),
      theirs: tables(b),
      keys,
      known: { mine: {}, theirs: {} },
      first: { mine: {}, theirs: {} },
      given: { base: {}, mine: {}, theirs: {} },
      scanned: { mine: new Set(), theirs: new Set() },
      replaced: { mine: new Set(), theirs: new Set() },
      anew: false,
      resolutions,
      askAgain: true,
    });
  const outcome = run(mine, theirs, decide);
  const other = run(
    theirs,
    mine,
    Object.fromEntries(Object.entries(decide).map(([key, value]) => [key, turned[value]])),
  );
  expect(new Set(other.open.map(({ key }) => key))).toEqual(new Set(outcome.open.map(({ key }) => key)));
  if (outcome.open.length === 0) expect(sorted(other.result)).toEqual(sorted(outcome.result));
  return {
    asked: outcome.open.map(({ key }) => key),
    rows: (table: string) => [...tableOf(outcome.result, table).values()],
    outcome,
  };
}
const sorted = (state: Tables) =>
  [...state]
    .flatMap(([table, rows]) =>
      [...rows].map(([key, row]) => JSON.stringify([table, key, Object.entries(row).sort()])),
    )
    .sort();

export const answer = (more: Row = {}): Row => ({
  subject: 'db',
  responsibility: 'backups',
  not_applicable: null,
  deviation_reason: null,
  status: 'not-started',
  due_on: null,
  note: null,
  parked: 0,
  confirm_later: 0,
  asked_anyway: 0,
  review: 'draft',
  review_text: null,
  answered_at: '2026-11-01',
  answered_by: 'Lea',
  rev: 3,
  basis: null,
  ...more,
});
export const share = (party: string, more: Row = {}): Row => ({
  subject: 'db',
  responsibility: 'backups',
  party,
  ord: 0,
  text: null,
  person: null,
  ...more,
});
export const world: Content = {
  party: ['aws', 'acme', 'soc'].map((id, ord) => ({ id, name: id, kind: 'organisation', ord })),
  person: [{ id: 'zoe', name: 'Zoë', party: 'acme', role: null, email: null }],
  service_in_use: [{ ref: 'db', catalogue_id: 'rds', label: 'db', lead: null, found_in: '[]', ord: 1 }],
  assignment: [answer()],
  share: [share('acme')],
};
