/**
 * What a file that comes in is. `register`: an Excel register of this project's own making. `vendor-matrix`: somebody else's
 * responsibility matrix (CIS/CRM, CAIQ, PCI DSS), or what it says in OSCAL. `control-texts`: an OSCAL catalogue or profile.
 * `action-states`: issues of a tracker.
 */
export const INCOMING_KINDS = [
  'register',
  'vendor-matrix',
  'control-texts',
  'action-states',
  'workbook',
  'pack',
  'findings',
  'templates',
  'other',
] as const;
export type IncomingKind = (typeof INCOMING_KINDS)[number];
export interface Incoming {
  readonly file: string;
  readonly kind: IncomingKind;
  /** What it was recognised by, or why it was not; a sentence. */
  readonly why: string;
}
