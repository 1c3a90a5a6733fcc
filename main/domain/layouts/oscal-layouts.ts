import type { Layout, LayoutVantage } from '../../contract/layouts.ts';
import { OSCAL_LAYOUTS, OSCAL_VERSIONS, type OscalLayout, type OscalVersion } from './oscal.ts';

const VERSIONS: readonly LayoutVantage[] = OSCAL_VERSIONS.map((version, index) => ({
  id: version,
  name: `OSCAL ${version}`,
  about:
    index === 0
      ? 'The newest release that was checked.'
      : 'For tools that do not read the 1.2 releases yet. The content is the same.',
}));
const EVERYWHERE: readonly string[] = [
  'A model for a shared responsibility matrix: OSCAL has released none, so each duty stands under every control that it helps to meet.',
  'Duties that bear on no control of the chosen frameworks, own duties of the workbook among them.',
  'An accepted risk, and a duty that is still open: OSCAL has no state for them, so none is stated; a remark and our own property "status" say what they are.',
  'Suggestions of the catalogue, parked questions, answers to be confirmed, review states and texts, gaps, actions, snapshots and sign-offs.',
  'The files of evidence themselves: they are named with their SHA-256 hashes, and lie in the evidence pack.',
  'The difference between text and Markdown: a tool may show characters such as * and _ as layout.',
];
const ABOUT: Readonly<Record<OscalLayout, Pick<Layout, 'title' | 'about' | 'cannotHold'>>> = {
  'oscal-component-definition': {
    title: 'OSCAL component definition',
    about:
      'One component for each service in use, each provider and the organisation: who does what for which control, with roles, named owners and evidence. Needs no system boundary.',
    cannotHold: [
      'The state of an implementation, what is inherited and what is passed on: the model has no members for them, so they are told in words and in our own properties.',
      ...EVERYWHERE,
    ],
  },
  'oscal-ssp': {
    title: 'OSCAL system security plan, customer',
    about:
      'The full picture of the organisation: what is inherited from providers, platform teams and vendors, with the reports that prove their part, what is done about it here, and what is passed on to clients.',
    cannotHold: [
      'Leveraged authorisations, but of providers whose own workbook is inherited from and whose day of authorisation is recorded: OSCAL wants that day. Reports on a provider are linked to what they cover.',
      'Parts of a control: the duties are recorded for whole controls.',
      ...EVERYWHERE,
    ],
  },
  'oscal-provider-ssp': {
    title: 'OSCAL system security plan, for clients',
    about:
      'What the organisation, as a provider, tells its own clients: what they inherit, and what they have to do.',
    cannotHold: [
      'Notes, due dates and reasons: clients read it, so what people noted for themselves stays here.',
      'People and evidence of duties in which no client has a part.',
      ...EVERYWHERE,
    ],
  },
};

/** The OSCAL documents as layouts; their seat is the release of OSCAL that they are written for. */
export const oscalLayouts: readonly Layout[] = OSCAL_LAYOUTS.map((id) => ({
  id,
  version: '1',
  publisher: 'National Institute of Standards and Technology (NIST)',
  format: 'json',
  framework: null,
  verified: true,
  basis:
    'The JSON schemas that NIST publishes with OSCAL 1.2.1 and 1.1.3, and the constraints of its models.',
  vantages: VERSIONS,
  ...ABOUT[id],
}));

/** Whether a layout is one of OSCAL. */
export const isOscalLayout = (id: string): id is OscalLayout => OSCAL_LAYOUTS.some((layout) => layout === id);

/** The release asked for, the newest where none is; undefined for one that is not written. */
export const oscalVersionOf = (vantage: string | undefined): OscalVersion | undefined =>
  OSCAL_VERSIONS.find((version) => version === (vantage ?? OSCAL_VERSIONS[0]));
