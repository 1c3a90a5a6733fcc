import type { ActionState } from '../../main/contract/actions.ts';
import type { ReviewState, Status } from '../../main/contract/assignments.ts';
import type { ServiceModel } from '../../main/contract/catalogue.ts';
import type { PartyKind } from '../../main/contract/parties.ts';

/** Words that several screens show for the contract's own terms. */
export const MODEL_WORDS: Readonly<Record<ServiceModel, string>> = {
  iaas: 'Infrastructure',
  container: 'Container',
  paas: 'Platform',
  serverless: 'Serverless',
  saas: 'Software',
  tool: 'Tool',
};
export const MODEL_HINTS: Readonly<Record<ServiceModel, string>> = {
  iaas: 'An unfurnished flat: AWS keeps the building, you furnish and lock your own rooms.',
  container: 'A fitted flat: AWS runs the platform for containers, you bring and keep what runs in them.',
  paas: 'A furnished flat: AWS looks after system and engine, you decide who comes in and what you keep there.',
  serverless: 'A hotel room: AWS does everything but what you bring along and whom you let in.',
  saas: 'A guest at a table: AWS runs the whole application, you choose the guests and what you tell them.',
  tool: 'A lock or a camera: it helps to run or protect other services, and has to be set and watched.',
};
export const PARTY_KIND_WORDS: Readonly<Record<PartyKind, string>> = {
  provider: 'Provider',
  organisation: 'Organisation',
  'internal-provider': 'Internal provider',
  'third-party': 'Third party',
  client: 'Client',
};
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  implemented: 'Implemented',
  'risk-accepted': 'Risk accepted',
};
export const ACTION_STATE_WORDS: Readonly<Record<ActionState, string>> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  dropped: 'Dropped',
};
export const REVIEW_WORDS: Readonly<Record<ReviewState, string>> = {
  draft: 'Draft',
  submitted: 'Waits for review',
  returned: 'Returned',
  accepted: 'Accepted',
};
