import type { Layout } from '../../contract/layouts.ts';
import type { ControlList, ListedControl } from './control-list.ts';

/** A column of a list of controls; a text longer than `most` is not written, never cut. */
export interface ListColumn {
  readonly header: string;
  readonly most?: number;
  of(control: ListedControl): string;
}
export interface ControlListLayout {
  readonly layout: Layout;
  columns(list: ControlList): readonly ListColumn[];
}

const base = {
  version: '1',
  format: 'csv',
  framework: null,
  vantages: [],
} as const;
/** What no list of the duties can hold, whoever takes it in; sentences. */
export const NO_LIST_HOLDS: readonly string[] = [
  'Duties in which only a provider, a vendor or a client has a part: they are no controls of the organisation.',
  'That a requirement is met. A duty helps to meet it; whether it is met is for the assessor to say.',
  'The evidence itself, due dates, review states and notes.',
];
const CANNOT_HOLD: readonly string[] = [
  'Who owns a control without an e-mail address: a team or a party is named in its text.',
  'Requirements as the tool names them: a column for each framework that was chosen for the workbook has the ids of its publisher.',
  ...NO_LIST_HOLDS,
];

/** A column for each framework that was chosen, with the ids that the duty helps to meet. */
const requirementColumns = ({ frameworks }: ControlList): readonly ListColumn[] =>
  frameworks.map((framework) => ({
    header: `${framework.name} ${framework.version}`,
    of: ({ requirements }) => (requirements.get(framework) ?? []).join(', '),
  }));

const DRATA: ControlListLayout = {
  layout: {
    ...base,
    id: 'drata-controls',
    title: 'Drata: custom controls, for import in bulk (CSV)',
    publisher: 'Drata',
    verified: false,
    basis:
      'Unverified: Drata gives no template. The columns bear the names of the fields that its help page “Import or update controls in bulk” lists (help.drata.com, article 13381439) and are matched there on upload; the longest texts are those of its API (POST controls).',
    about:
      'One line for each duty in which the organisation or a team of its own has a part: code, name, who does what, owners by e-mail address, and the requirements of each chosen framework that it helps to meet.',
    cannotHold: ['The question of a control.', 'Approvers, tests and policies.', ...CANNOT_HOLD],
  },
  columns: (list) => [
    { header: 'Control Code', most: 20, of: ({ code }) => code },
    { header: 'Control Name', most: 191, of: ({ name }) => name },
    { header: 'Description', most: 30_000, of: ({ description }) => description },
    { header: 'Activities', most: 768, of: ({ activity }) => activity },
    { header: 'Control Owners', of: ({ emails }) => emails.join(', ') },
    { header: 'Internal Notes', of: ({ notes }) => notes },
    ...requirementColumns(list),
  ],
};

/** The domains of the catalogue in the words of Vanta's API. */
const VANTA_DOMAINS: Readonly<Record<string, string>> = {
  'facilities-hardware': 'PHYSICAL_&_ENVIRONMENTAL_SECURITY',
  'platform-foundation': 'CLOUD_SECURITY',
  network: 'NETWORK SECURITY',
  patching: 'VULNERABILITY_&_PATCH_MANAGEMENT',
  'application-change': 'CHANGE_MANAGEMENT',
  identity: 'IDENTIFICATION_&_AUTHENTICATION',
  'data-governance': 'DATA_CLASSIFICATION_&_HANDLING',
  'encryption-keys': 'CRYPTOGRAPHIC_PROTECTIONS',
  resilience: 'BUSINESS_CONTINUITY_&_DISASTER_RECOVERY',
  detection: 'CONTINUOUS_MONITORING',
  response: 'INCIDENT_RESPONSE',
  ai: 'ARTIFICIAL_&_AUTONOMOUS_TECHNOLOGY',
  governance: 'COMPLIANCE',
};

const VANTA: ControlListLayout = {
  layout: {
    ...base,
    id: 'vanta-controls',
    title: 'Vanta: custom controls, for import (CSV)',
    publisher: 'Vanta',
    verified: false,
    basis:
      'Unverified: Vanta gives its template only to those who are signed in. The columns bear the names of the fields of its API (developer.vanta.com, “Create custom control”), with owner and note as its list of controls has them, and its own words for a domain.',
    about:
      'One line for each duty in which the organisation or a team of its own has a part: id, name, who does what, domain, owner by e-mail address, and the sections of each chosen framework that it helps to meet.',
    cannotHold: [
      'More than one owner: the first person who is named and has an e-mail address is it.',
      'Since when a control is in effect: its date is the day as of which the file is judged.',
      'The domain of a duty of your own in a domain of your own.',
      ...CANNOT_HOLD,
    ],
  },
  columns: (list) => [
    { header: 'externalId', of: ({ code }) => code },
    { header: 'name', of: ({ name }) => name },
    { header: 'description', of: ({ description }) => description },
    { header: 'effectiveDate', of: () => list.asOf },
    {
      header: 'domain',
      of: ({ domain }) => (Object.hasOwn(VANTA_DOMAINS, domain) ? (VANTA_DOMAINS[domain] ?? '') : ''),
    },
    { header: 'owner', of: ({ emails }) => emails[0] ?? '' },
    { header: 'note', of: ({ notes }) => notes },
    ...requirementColumns(list),
  ],
};

/** The lists of controls that can be written, by what takes them in. */
export const CONTROL_LISTS: readonly ControlListLayout[] = [DRATA, VANTA];
