import type { EntityKind } from '../../main/contract/events.ts';

/**
 * What has to be read again when records of a kind changed: a group of the contract, or one method of it. Too much
 * costs a query, too little shows something stale, so a kind lists every group that shows it anywhere.
 */
const STALE_AFTER: Readonly<Record<EntityKind, readonly string[]>> = {
  workbook: [
    'erasure',
    'find',
    'due',
    'workbook',
    'assignments',
    'exports',
    'gaps',
    'app',
    'actions',
    'overview',
    'review',
    'snapshots',
    'workshop',
    'claims',
  ],
  party: [
    'find',
    'common',
    'providers',
    'parties',
    'people',
    'assignments',
    'workbook',
    'exports',
    'gaps',
    'overview',
    'snapshots',
    'claims',
  ],
  person: [
    'find',
    'due',
    'people',
    'workbook',
    'services',
    'assignments',
    'exports',
    'gaps',
    'actions',
    'overview',
    'review',
    'snapshots',
    'workshop',
  ],
  environment: [
    'find',
    'common',
    'providers',
    'environments',
    'services',
    'assignments',
    'exports',
    'gaps',
    'review',
    'snapshots',
  ],
  service: [
    'find',
    'due',
    'common',
    'providers',
    'services',
    'environments',
    'assignments',
    'workbook',
    'evidence',
    'custom',
    'exports',
    'gaps',
    'actions',
    'overview',
    'review',
    'snapshots',
    'workshop',
    'claims',
  ],
  assignment: [
    'find',
    'due',
    'common',
    'providers',
    'assignments',
    'services',
    'people',
    'workbook',
    'exports',
    'gaps',
    'actions',
    'overview',
    'review',
    'snapshots',
    'workshop',
    'claims',
  ],
  evidence: [
    'erasure',
    'find',
    'due',
    'common',
    'providers',
    'packs',
    'findings',
    'evidence',
    'assignments',
    'workbook',
    'exports',
    'gaps',
    'actions',
    'overview',
    'review',
    'snapshots',
    'workshop',
    'claims',
  ],
  custom: [
    'find',
    'common',
    'providers',
    'custom',
    'houseRules',
    'catalogue',
    'services',
    'assignments',
    'workbook',
    'exports',
    'gaps',
    'snapshots',
    'claims',
  ],
  texts: ['texts'],
  // The matrix can be narrowed to what a gap rule points at, and one rule looks at actions.
  action: [
    'find',
    'due',
    'actions',
    'gaps',
    'overview',
    'exports',
    'assignments.register',
    'assignments.refs',
  ],
  'sign-off': ['review', 'gaps', 'overview', 'assignments', 'exports'],
  cadence: [
    'due',
    'review',
    'gaps',
    'actions',
    'overview',
    'exports',
    'assignments.register',
    'assignments.refs',
    'snapshots.compare',
  ],
  snapshot: ['snapshots', 'merge', 'overview'],
  meeting: ['find', 'workshop', 'overview'],
  claim: ['claims', 'evidence', 'overview'],
  view: ['views'],
  // Time spent, like the place where one stands, is stored without an entry in the change log.
  position: ['assignments.position', 'workshop.agenda', 'workshop.meetings'],
};

export type QueryKey = readonly [workbook: string | null, group: string, method: string, input: unknown];

export function keyOf(workbook: string | null, name: string, input: unknown): QueryKey {
  const dot = name.indexOf('.');
  return [workbook, name.slice(0, dot), name.slice(dot + 1), input ?? {}];
}

/** The one query that is brought up to date cell by cell. */
export const isMatrix = ([, group, method]: readonly unknown[]): boolean =>
  group === 'assignments' && method === 'matrix';

/** Methods of those groups in which records of a kind show nowhere. */
const NOT_IN: Readonly<Partial<Record<EntityKind, readonly string[]>>> = {
  assignment: ['assignments.filterOptions', 'workbook.info'],
  evidence: ['assignments.filterOptions', 'workbook.info'],
};

/** Whether a cached query shows something that a change of these kinds touched. */
export function isStaleAfter(
  key: readonly unknown[],
  workbook: string,
  entities: readonly EntityKind[],
): boolean {
  const [owner, group, method] = key;
  // Lists outside any workbook (recent, open) show titles of workbooks, and nothing else of them.
  if (owner !== workbook && owner !== null) return false;
  // Every change that is logged is one more line of the history, and gives new names to old ones.
  if (group === 'history') return entities.some((kind) => kind !== 'position');
  const name = `${group}.${method}`;
  return entities.some(
    (kind) =>
      !NOT_IN[kind]?.includes(name) &&
      STALE_AFTER[kind].some((target) => target === group || target === name),
  );
}

/** False for the groups of actions: what they say belongs to the program, whichever workbook is open. */
export const concernsWorkbook = (name: string): boolean => !/^(app|keys|portfolio)\./.test(name);
