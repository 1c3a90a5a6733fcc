import type { Values } from './rows.ts';
import { BATCH_TABLES } from './tables.ts';

/** How a person knows a record: the column or columns that name it, after a word where these alone say too little. */
const NAMES: Readonly<Record<string, (row: Values) => string>> = {
  workbook: () => 'Setting of the workbook',
  logo: () => 'Logo of the organisation',
  party: ({ id }) => `Party "${id}"`,
  person: ({ id }) => `Person "${id}"`,
  environment: ({ id }) => `Environment "${id}"`,
  custom_service: ({ id }) => `Service of your own "${id}"`,
  custom_responsibility: ({ id }) => `Duty of your own "${id}"`,
  house_rules: () => 'House rules',
  provider_edition: ({ party }) => `What was taken from the provider "${party}"`,
  service_in_use: ({ ref }) => `Service "${ref}"`,
  service_environment: ({ subject, environment }) => `Service "${subject}", its environment "${environment}"`,
  assignment: ({ subject, responsibility }) => `${subject}/${responsibility}`,
  share: ({ subject, responsibility, party }) => `${subject}/${responsibility}, share of ${party}`,
  evidence: ({ number }) => `Evidence E-${number}`,
  evidence_link: ({ number, subject, responsibility }) => `${subject}/${responsibility}, link of E-${number}`,
  provider_report: ({ evidence }) => `Report on a provider, E-${evidence}`,
  finding_place: ({ subject, responsibility, finding }) =>
    `${subject}/${responsibility}, place of finding ${shown(finding ?? null)}`,
  vendor_matrix: ({ id }) => `Vendor matrix ${id}`,
  claim_mapping: ({ fingerprint }) => `Mapping of the sheet ${String(fingerprint).slice(0, 12)}`,
  control_catalogue: ({ framework }) => `Control texts of ${String(framework).replace('~', ': ')}`,
  saved_view: ({ id }) => `View "${id}"`,
  action: ({ number }) => `Action A-${number}`,
  sign_off: ({ number }) => `Sign-off ${number}`,
  acknowledgement: ({ person }) => `Acknowledgement of "${person}"`,
  review_cadence: ({ domain, subject, responsibility }) =>
    subject !== '*'
      ? `${subject}/${responsibility}, how often it is reviewed`
      : domain !== '*'
        ? `How often "${domain}" is reviewed`
        : 'How often answers are reviewed',
  snapshot: ({ number }) => `Snapshot ${number}`,
  merge: ({ number }) => `Merge ${number}`,
  meeting: ({ number }) => `Meeting ${number}`,
  decision: ({ number }) => `Decision ${number}`,
  proposal: ({ number }) => `Proposal ${number}`,
  evidence_hold: ({ evidence }) => `Hold on E-${evidence}`,
  erasure: ({ number }) => `Erasure ${number}`,
  blinding: () => 'Random text among what the state is summed up of',
};

/** What a message calls a record: `orders-db/os-patching`. */
export const recordName = (table: string, row: Values): string =>
  NAMES[table]?.(row) ?? `A record of ${table}`;

/** What a message calls a batch of rows: `The findings that came with E-3`. What a merge brought lies under a negative id. */
export function batchName(table: string, of: string | number): string {
  const word = BATCH_TABLES[table]?.word ?? table;
  return Number(of) < 0 ? `${word}(number ${-Number(of)} by a merge)` : `${word}${of}`;
}

export const fieldName = (column: string): string => column.replaceAll('_', ' ');

const LONGEST = 60;
/** A value as a message shows it. */
export function shown(value: string | number | null): string {
  if (value === null) return 'empty';
  if (typeof value === 'number') return String(value);
  // What a bit flip put into a text must not break the line that tells of it.
  const text = String(value).replace(/\p{Cc}+/gu, ' ');
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(text) && text.length <= LONGEST) return text;
  return `"${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}"`;
}
