/** What becomes of the rows of a table when a workbook begins from another: they come along, come along where it is asked for, or stay behind. */
type Taking = 'taken' | 'with-services' | 'left';

/**
 * Of every recorded table, which rows a new workbook takes from its template. What says how work is done comes along; what somebody
 * answered, proved, met about or signed for one assessment never does. A test holds this against the tables that there are.
 */
export const TEMPLATE_TABLES: Readonly<Record<string, Taking>> = {
  // In an order in which each row finds what it speaks of.
  party: 'taken',
  person: 'taken',
  environment: 'taken',
  workbook: 'taken',
  logo: 'taken',
  custom_service: 'taken',
  custom_responsibility: 'taken',
  house_rules: 'taken',
  service_in_use: 'with-services',
  service_environment: 'with-services',
  control_catalogue: 'taken',
  saved_view: 'taken',
  review_cadence: 'taken',
  assignment: 'left',
  share: 'left',
  common_reach: 'left',
  common_exception: 'left',
  provider_edition: 'left',
  evidence: 'left',
  evidence_link: 'left',
  provider_report: 'left',
  finding_place: 'left',
  vendor_matrix: 'left',
  claim_mapping: 'left',
  action: 'left',
  sign_off: 'left',
  acknowledgement: 'left',
  evidence_hold: 'left',
  erasure: 'left',
  blinding: 'left',
  snapshot: 'left',
  merge: 'left',
  meeting: 'left',
  decision: 'left',
  proposal: 'left',
};

/** What belongs to the one assessment within rows that come along; everything else of the row does, also what a later schema adds. */
export const TEMPLATE_BLANKS: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  workbook: { period_from: null, period_to: null, review_on: null, example: null, hold: null },
  service_in_use: { found_in: '[]', review_on: null },
};

/** The same in words, for whoever is about to begin from one. */
export const TEMPLATE_WORDS = {
  taken:
    'Taken: parties, people, environments, services and duties of your own, house rules, texts of controls, frameworks, the scope note, marks, also those for an auditor, a client or the public, the usual agenda of meetings, rules, how often reviews come again, the logo and saved views.',
  left: 'Not taken: answers, evidence and findings, what providers answer, claims of vendors, actions, meetings, snapshots, reviews and sign-offs, the period and the history.',
  services:
    'The services in use come along where that is chosen, without their answers, their review dates and where they were found.',
} as const;
