/** What a document may leave out, in words that go on after "left out:". */
export const PARTS = {
  notes: 'notes on duties, services and actions',
  drafts: 'questions put aside, marks to confirm, and states and remarks of reviews',
  minutes: 'minutes of meetings and what was proposed in them',
  emails: 'e-mail addresses',
  names: 'names of people, and gaps that name them (not where somebody typed a name into a text or a reason)',
  contents: 'contents, file names and addresses of evidence',
  accounts: 'account numbers and tags of services',
  decisions: 'decisions',
  findings: 'findings of scanners, and gaps that rest on them',
  risks: 'why risks are accepted, by whom and until when',
  signOffs: 'sign-offs',
  history: 'the history',
  roles: 'who is named for a duty, even by role',
  status: 'status and dates of the work',
  open: 'duties that nobody has answered yet, and services that have no others',
  reasons: 'suggestions and reasons',
  evidence: 'all evidence',
  gaps: 'all gaps',
  actions: 'actions',
  details:
    'environments, Regions and data of services, from which other workbooks rows are inherited, and the note on the scope',
} as const;
/** A part of a workbook that an audience may not be meant to see. */
export type Part = keyof typeof PARTS;

export const AUDIENCE_IDS = ['internal', 'auditor', 'client', 'public'] as const;
export type AudienceId = (typeof AUDIENCE_IDS)[number];

/** For whom a document is prepared: what goes out to them, what is left out, and which documents there are not for them. */
export interface Audience {
  readonly id: AudienceId;
  readonly name: string;
  /** As it goes on after "Prepared for". */
  readonly to: string;
  /** What goes out, as a sentence. */
  readonly goes: string;
  readonly without: readonly Part[];
  /** Why there is no evidence pack, or no auditor's layout, for them; null where there is one. */
  readonly noPack: string | null;
  readonly noLayout: string | null;
}

const TO_NOBODY_ELSE: readonly Part[] = ['notes', 'drafts', 'minutes', 'emails'];
const TO_NO_CLIENT: readonly Part[] = [
  ...TO_NOBODY_ELSE,
  'names',
  'contents',
  'accounts',
  'decisions',
  'findings',
  'risks',
  'signOffs',
  'history',
];

/** The profiles: the one table of who is told what. Each leaves out what the one before it does, and more. */
export const AUDIENCES: Readonly<Record<AudienceId, Audience>> = {
  internal: {
    id: 'internal',
    name: 'Internal use',
    to: 'internal use',
    goes: 'Everything that is recorded goes out.',
    without: [],
    noPack: null,
    noLayout: null,
  },
  auditor: {
    id: 'auditor',
    name: 'An auditor',
    to: 'an auditor',
    goes: 'Owners, texts, people, status, reasons, accepted risks, evidence, gaps, actions, decisions, findings and sign-offs go out, and the history where it is asked for.',
    without: TO_NOBODY_ELSE,
    noPack: null,
    noLayout: null,
  },
  client: {
    id: 'client',
    name: 'A client',
    to: 'a client',
    goes: 'Owners, texts, roles, status, reasons, titles and hashes of evidence, gaps and actions go out, texts as they were typed: read them first.',
    without: TO_NO_CLIENT,
    noPack: 'An evidence pack hands over the evidence itself, which a client does not get.',
    noLayout: null,
  },
  public: {
    id: 'public',
    name: 'The public',
    to: 'the public',
    goes: 'Only the owners of the duties and the texts of what each of them does go out, as they were typed: read them first.',
    without: [
      ...TO_NO_CLIENT,
      'roles',
      'status',
      'open',
      'reasons',
      'evidence',
      'gaps',
      'actions',
      'details',
    ],
    noPack: 'An evidence pack hands over the evidence itself, which the public does not get.',
    noLayout: "An auditor's layout says how far the work is, which the public is not told.",
  },
};

/** For whom a document is prepared, and the marks that it bears. */
export interface Prepared {
  readonly audience: AudienceId;
  /** `Confidential`, `TLP:AMBER`: stands on every page and sheet. */
  readonly classification: string | null;
  /** Who may have it. */
  readonly distribution: string | null;
}
/** Who gets documents that are prepared for somebody else. */
export const OTHERS = ['auditor', 'client', 'public'] as const satisfies readonly AudienceId[];
/** The marks that documents for somebody bear in a workbook; null for those of the workbook itself. */
export type MarksFor = Readonly<Record<(typeof OTHERS)[number], Omit<Prepared, 'audience'>>>;

const NO_MARK = { classification: null, distribution: null };
/** As a workbook begins: what is prepared for others bears its own marks. */
export const NO_MARKS: MarksFor = { auditor: NO_MARK, client: NO_MARK, public: NO_MARK };

export const FOR_INTERNAL_USE: Prepared = { audience: 'internal', classification: null, distribution: null };

/** How long the marks may be, for fields that ask for them. */
export const MARK_LENGTHS = { classification: 60, distribution: 200 } as const;
