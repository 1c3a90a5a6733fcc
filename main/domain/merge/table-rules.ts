import type { MergeGroup } from '../../contract/merge.ts';
import type { Row } from './rows.ts';

/** How the rows of one table are merged. What is left out follows the defaults of `ruleOf`. */
export interface TableRule {
  readonly group: MergeGroup;
  /** What one row is called: `environment`. */
  readonly word: string;
  /**
   * slug: a name that two copies may have given to different things. number: the same for numbers that count up. Both are
   * given anew where they collide. Other keys stand for what they say.
   */
  readonly names?: 'slug' | 'number';
  /** Two additions under one slug are one thing when these agree, letter case apart. */
  readonly sameBy?: readonly string[];
  /** Columns that never change once a numbered row is there: by them it is known under any number. */
  readonly birth?: readonly string[];
  /** The column that says when a numbered row came to be: of two with one number, the earlier keeps it. */
  readonly since?: string;
  /** Columns that change together. */
  readonly units?: readonly (readonly string[])[];
  /** JSON lists: what one side added and the other took out both hold. */
  readonly lists?: readonly string[];
  /** JSON lists that only ever lose entries: what either side took out is out, and a row that lost all is gone. Losing some is no reason to keep what the other removed. */
  readonly shrinks?: readonly string[];
  /** Columns of which the greater value holds, such as versions. */
  readonly greatest?: readonly string[];
  /** Columns of which the lesser value holds where both sides changed them: places in an order, times of the same act. */
  readonly least?: readonly string[];
  /** Texts of people, of which both can be kept. */
  readonly texts?: readonly string[];
  /** A row is one act that is done again and again: the later one holds. */
  readonly latest?: string;
  /**
   * Columns that say how the rest of the row was recorded, the time first. The rest is one statement: two that differ are asked about as
   * a whole, and of two that agree the later record holds.
   */
  readonly stamp?: readonly string[];
  /** A row only says that two things belong together: there is nothing in it to change. */
  readonly pair?: true;
  /** Cannot be removed while anything speaks of it: a removal is dropped when the other side uses it. */
  readonly needed?: true;
}

const RULES: Readonly<Record<string, TableRule>> = {
  workbook: {
    group: 'scope',
    word: 'assessment',
    units: [['period_from', 'period_to']],
    lists: ['frameworks', 'rules', 'usual_agenda'],
    greatest: ['catalogue_version', 'app_version'],
    least: ['uuid', 'created_at', 'example', 'begun_from'],
    texts: ['scope_note'],
  },
  logo: { group: 'scope', word: 'logo', units: [['media_type', 'width', 'height', 'sha256', 'data']] },
  party: {
    group: 'scope',
    word: 'party',
    names: 'slug',
    sameBy: ['name', 'kind'],
    least: ['ord'],
    needed: true,
  },
  custom_service: {
    group: 'scope',
    word: 'service of your own',
    names: 'slug',
    sameBy: ['name'],
    needed: true,
  },
  custom_responsibility: {
    group: 'scope',
    word: 'duty of your own',
    names: 'slug',
    sameBy: ['name', 'scope'],
    lists: ['evidence_suggestions', 'controls'],
    needed: true,
  },
  house_rules: { group: 'scope', word: 'house rules', units: [['name', 'edition', 'sha256', 'text']] },
  environment: { group: 'scope', word: 'environment', names: 'slug', sameBy: ['name'] },
  person: { group: 'people', word: 'person', names: 'slug', sameBy: ['name', 'party'] },
  service_in_use: {
    group: 'services',
    word: 'service',
    names: 'slug',
    sameBy: ['catalogue_id', 'label', 'account', 'region'],
    lists: ['found_in', 'tags'],
    least: ['ord'],
    texts: ['notes'],
  },
  service_environment: { group: 'services', word: 'environment of a service', pair: true },
  saved_view: { group: 'views', word: 'view', names: 'slug', sameBy: ['name', 'screen'], least: ['ord'] },
  meeting: {
    group: 'meetings',
    word: 'meeting',
    names: 'number',
    sameBy: ['title', 'held_on'],
    since: 'held_on',
    lists: ['attendees', 'agenda'],
    least: ['began_at', 'utc_offset'],
    greatest: ['ended_at'],
    texts: ['note'],
  },
  assignment: { group: 'answers', word: 'answer' },
  share: { group: 'answers', word: 'share' },
  common_reach: { group: 'answers', word: 'place where a common control holds', pair: true },
  common_exception: { group: 'answers', word: 'exception to a common control' },
  // Rows of two editions are never mixed.
  provider_edition: {
    group: 'answers',
    word: 'edition of a provider',
    units: [['facts', 'content', 'ended', 'taken_at', 'taken_by']],
    least: ['taken_at', 'taken_by'],
  },
  evidence: {
    group: 'evidence',
    word: 'evidence',
    names: 'number',
    birth: ['kind', 'sha256', 'url', 'text', 'path', 'file_name', 'collected_by', 'collected_at'],
    since: 'collected_at',
    units: [['covers_from', 'covers_to']],
  },
  evidence_link: { group: 'evidence', word: 'link of evidence', pair: true },
  evidence_hold: {
    group: 'evidence',
    word: 'hold on evidence',
    stamp: ['held_at', 'held_by'],
    texts: ['reason'],
  },
  // Of a file itself: neither is merged.
  erasure: { group: 'other', word: 'erasure' },
  blinding: { group: 'other', word: 'random text' },
  provider_report: {
    group: 'evidence',
    word: 'report on a provider',
    units: [['party', 'kind', 'services']],
  },
  finding_place: { group: 'evidence', word: 'place of a finding', pair: true },
  vendor_matrix: {
    group: 'evidence',
    word: 'vendor matrix',
    names: 'number',
    birth: ['file_name', 'sha256', 'recorded_by', 'recorded_at'],
    since: 'recorded_at',
    units: [
      ['covers_from', 'covers_to'],
      ['layouts', 'counts'],
    ],
    shrinks: ['frameworks'],
  },
  claim_mapping: { group: 'other', word: 'mapping of a sheet', stamp: ['saved_at', 'saved_by', 'headings'] },
  control_catalogue: {
    group: 'other',
    word: 'catalogue of control texts',
    stamp: ['recorded_at', 'recorded_by', 'file_name'],
  },
  action: {
    group: 'actions',
    word: 'action',
    names: 'number',
    birth: ['created_at', 'created_by', 'rule'],
    since: 'created_at',
    units: [['state', 'closed_at']],
    least: ['closed_at'],
    texts: ['note'],
  },
  decision: {
    group: 'meetings',
    word: 'decision',
    names: 'number',
    birth: ['text', 'decided_at', 'recorded_by'],
    since: 'decided_at',
  },
  proposal: {
    group: 'meetings',
    word: 'proposal',
    names: 'number',
    birth: ['kind', 'name', 'status', 'text', 'proposed_at'],
    since: 'proposed_at',
    units: [['outcome', 'settled_at', 'settled_by']],
    least: ['settled_at', 'settled_by'],
  },
  time_spent: { group: 'meetings', word: 'time', greatest: ['seconds'] },
  sign_off: {
    group: 'review',
    word: 'sign-off',
    names: 'number',
    birth: [
      'name',
      'role',
      'statement',
      'digest',
      'signed_at',
      'signed_text',
      'signature',
      'public_key',
      'recorded_by',
    ],
    since: 'signed_at',
  },
  review_cadence: { group: 'review', word: 'time between reviews' },
  acknowledgement: { group: 'review', word: 'acknowledgement', latest: 'acknowledged_at' },
  snapshot: {
    group: 'snapshots',
    word: 'snapshot',
    names: 'number',
    birth: ['name', 'taken_by', 'taken_at', 'digest'],
    since: 'taken_at',
  },
  merge: {
    group: 'other',
    word: 'merge',
    names: 'number',
    birth: ['file_name', 'head_hash', 'merged_at'],
    since: 'merged_at',
    least: ['renames', 'own_renames'],
  },
};

const UNKNOWN: TableRule = { group: 'other', word: 'record' };
/** How a table is merged; one that no rule knows is merged by the general one. */
export const ruleOf = (table: string): TableRule =>
  Object.hasOwn(RULES, table) ? (RULES[table] ?? UNKNOWN) : UNKNOWN;

/**
 * The order in which names are settled: what is spoken of before what speaks of it. A table that is not listed has a key
 * that stands for itself.
 */
export const NAMED_TABLES = [
  'party',
  'custom_service',
  'custom_responsibility',
  'environment',
  'person',
  'service_in_use',
  'saved_view',
  'meeting',
  'evidence',
  'vendor_matrix',
  'action',
  'decision',
  'proposal',
  'sign_off',
  'snapshot',
  'merge',
] as const;

/** What a column speaks of, by its name: a table, or `subject` for a service in use or a party. */
const REFERENCES: Readonly<Record<string, string>> = {
  subject: 'subject',
  responsibility: 'custom_responsibility',
  party: 'party',
  person: 'person',
  parked_person: 'person',
  risk_approver: 'person',
  lead: 'person',
  lead_assessor: 'person',
  environment: 'environment',
  catalogue_id: 'custom_service',
  evidence: 'evidence',
  replaced_by: 'evidence',
  meeting: 'meeting',
};
/** The table that a column speaks of; null for a column that stands for itself. */
export function referenceOf(table: string, column: string): string | null {
  if (table === 'evidence_link' && column === 'number') return 'evidence';
  return Object.hasOwn(REFERENCES, column) ? (REFERENCES[column] ?? null) : null;
}

/** Whether a column keeps what it speaks of when that goes: a vendor's claims stay when their file is taken out of the register of evidence. */
export const outlives = (table: string, column: string): boolean =>
  table === 'vendor_matrix' && column === 'evidence';

/** Columns that say nothing about the assessment: places in the change log and in the file. */
export const UNCOUNTED: ReadonlySet<string> = new Set(['rev', 'signed_rev', 'taken_rev', 'contents']);

/** Rows that go when what they hang on goes; `by` are the columns that hold its key. */
export const HANGS_ON: readonly {
  readonly table: string;
  readonly parent: string;
  readonly by: readonly string[];
}[] = [
  ...[
    'assignment',
    'share',
    'evidence_link',
    'finding_place',
    'time_spent',
    'review_cadence',
    'common_reach',
    'common_exception',
    'service_environment',
  ].map((table) => ({
    table,
    parent: 'service_in_use',
    by: ['subject'],
  })),
  ...['share', 'evidence_link'].map((table) => ({
    table,
    parent: 'assignment',
    by: ['subject', 'responsibility'],
  })),
  { table: 'common_reach', parent: 'environment', by: ['environment'] },
  { table: 'service_environment', parent: 'environment', by: ['environment'] },
  { table: 'evidence_link', parent: 'evidence', by: ['number'] },
  { table: 'provider_report', parent: 'evidence', by: ['evidence'] },
  { table: 'acknowledgement', parent: 'person', by: ['person'] },
  { table: 'time_spent', parent: 'meeting', by: ['meeting'] },
];

/** Whether two rows say the same of the assessment. */
export function sameRow(a: Row, b: Row): boolean {
  return a === b || (saysAll(a, b) && saysAll(b, a));
}

/** Whether a row has what another says, column by column. */
function saysAll(a: Row, b: Row): boolean {
  for (const column in a)
    if ((a[column] ?? null) !== (b[column] ?? null) && !UNCOUNTED.has(column)) return false;
  return true;
}
