import type { EntityKind } from '../../contract/events.ts';

// The rule of how each table's content is bound to the change log. A table is in exactly one of these classes; a test
// compares them with the schema.

/** Tables whose every change is recorded row by row: the log, played from its beginning, gives their rows. */
export const LOGGED_TABLES: Readonly<Record<string, EntityKind>> = {
  workbook: 'workbook',
  logo: 'workbook',
  party: 'party',
  person: 'person',
  environment: 'environment',
  custom_service: 'custom',
  custom_responsibility: 'custom',
  house_rules: 'custom',
  service_in_use: 'service',
  service_environment: 'service',
  assignment: 'assignment',
  share: 'assignment',
  common_reach: 'assignment',
  common_exception: 'assignment',
  provider_edition: 'assignment',
  evidence: 'evidence',
  evidence_link: 'evidence',
  provider_report: 'evidence',
  finding_place: 'evidence',
  vendor_matrix: 'claim',
  claim_mapping: 'claim',
  control_catalogue: 'texts',
  saved_view: 'view',
  action: 'action',
  sign_off: 'sign-off',
  acknowledgement: 'sign-off',
  review_cadence: 'cadence',
  snapshot: 'snapshot',
  merge: 'snapshot',
  meeting: 'meeting',
  decision: 'meeting',
  proposal: 'proposal',
  evidence_hold: 'evidence',
  erasure: 'workbook',
  blinding: 'workbook',
};

/** Recorded tables of which a copy that is merged brings nothing: they speak of this file and its own log. */
export const OWN_TABLES: ReadonlySet<string> = new Set(['erasure', 'blinding']);

/**
 * Tables of rows that come in batches, are never changed and would swell the log: the entry that brings a batch carries its
 * number of rows and their SHA-256. By table: the column that tells batches apart, which comes first in the key.
 */
export const BATCH_TABLES: Readonly<Record<string, { readonly by: string; readonly word: string }>> = {
  finding: { by: 'batch', word: 'The findings that came with E-' },
  vendor_claim: { by: 'matrix', word: 'The claims of vendor matrix ' },
  control_text: { by: 'source', word: 'The control texts of the file with the SHA-256 ' },
  merged_change: { by: 'merge', word: 'The change log of the copy of merge ' },
};

/** Tables of contents that lie under their own hash, which a recorded row holds. */
export const HASHED_TABLES: readonly string[] = ['blob', 'blob_chunk', 'snapshot_content', 'basis'];

/** The log itself, bound by its chain of hashes, and the sums that must have the digest of its last entry. */
export const LOG_TABLES: readonly string[] = ['change', 'kept_sums'];

/** Nothing that is recorded hangs on these: where somebody stood, and how long a meeting spent on a service. */
export const UNBOUND_TABLES: readonly string[] = ['position', 'time_spent'];
