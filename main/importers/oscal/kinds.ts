/** What a document of OSCAL is, and what to do with it, as two sentences without its name. */
export interface OscalKind {
  readonly what: string;
  readonly instead: string;
  /** Whether it says of controls that they are satisfied or not. */
  readonly holdsFindings?: true;
}
const TEXTS = 'Take it in for the texts of controls: Import on the screen, or "demarc import".';
const CLAIMS = 'Take it in as what a vendor claims: Import on the screen, or "demarc import --vendor NAME".';
const FINDINGS = 'Take it in as findings: Import on the screen, or "demarc findings".';
const NOT_READ = 'Demarc does not read it.';

const KINDS: Readonly<Record<string, OscalKind>> = {
  catalog: { what: 'an OSCAL catalogue', instead: TEXTS },
  profile: { what: 'an OSCAL profile', instead: TEXTS },
  'system-security-plan': { what: 'an OSCAL system security plan', instead: CLAIMS },
  'component-definition': { what: 'an OSCAL component definition', instead: CLAIMS },
  'assessment-plan': { what: 'an OSCAL assessment plan', instead: NOT_READ },
  'assessment-results': {
    what: 'the results of an assessment in OSCAL',
    instead: FINDINGS,
    holdsFindings: true,
  },
  'plan-of-action-and-milestones': { what: 'an OSCAL plan of action and milestones', instead: NOT_READ },
  'shared-responsibility': { what: 'an OSCAL document of shared responsibility', instead: NOT_READ },
  'mapping-collection': { what: 'an OSCAL collection of mappings', instead: NOT_READ },
};

/** What documents with a root are; undefined for a root that is none of OSCAL. */
export const oscalKind = (root: string): OscalKind | undefined =>
  Object.hasOwn(KINDS, root) ? KINDS[root] : undefined;
