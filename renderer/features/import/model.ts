import type { FileHandle } from '../../../main/contract/capabilities.ts';
import type { Incoming, IncomingKind } from '../../../main/contract/imports.ts';

/** A file that came in, and what it turned out to be. */
export interface Arrival {
  readonly file: FileHandle;
  readonly state:
    | { readonly is: 'waiting' }
    | { readonly is: 'known'; readonly incoming: Incoming }
    | { readonly is: 'refused'; readonly why: string };
}

export const KIND_LABELS: Readonly<Record<IncomingKind, string>> = {
  register: 'A register that came back',
  'vendor-matrix': 'What a vendor says of who does what',
  'control-texts': 'The texts of a framework’s controls',
  'action-states': 'Issues of a tracker',
  workbook: 'A Demarc workbook',
  pack: 'An evidence pack',
  findings: 'Findings of a scanner or an assessment',
  templates: 'A template, a plan or an inventory',
  other: 'Nothing that can be taken in',
};

/** What an unknown file could be instead: every kind is named, with where such a file comes from. */
export const KNOWN_FILES: readonly (readonly [string, string])[] = [
  ['A register', 'exported here to Excel or CSV, filled in by somebody and sent back.'],
  [
    'A vendor’s matrix',
    'in Excel or as CSV: in the form of FedRAMP, CSA or PCI DSS, with a column of control ids, or of services and tasks with who does what; or its plan or components in OSCAL.',
  ],
  ['A colleague’s copy', 'of this workbook, to be merged.'],
  [
    'Findings',
    'of scanners such as Prowler, of Security Hub and of other services of AWS, alone or in a ZIP file; results of an assessment in OSCAL.',
  ],
  ['Issues of a tracker', 'of Jira, ServiceNow, GitHub or Eramba, made of actions of this workbook.'],
  ['Templates and inventories', 'of CloudFormation, Terraform or AWS, to find services in use.'],
  [
    'Control texts',
    'a catalogue or profile in OSCAL, such as NIST publishes; choose a profile and its catalogue together.',
  ],
  ['An evidence pack', 'to be checked for changes.'],
];

/** The arrivals with one of them in another state; the others are the same objects. */
export const withState = (
  arrivals: readonly Arrival[],
  handle: string,
  state: Arrival['state'],
): readonly Arrival[] => arrivals.map((each) => (each.file.handle === handle ? { ...each, state } : each));
