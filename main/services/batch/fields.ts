import type { StepName } from '../../contract/steps.ts';
import type { Kind } from './names.ts';

/** What the fields of the commands name, whatever step they stand in. */
export const NAMED_FIELDS: Readonly<Record<string, Kind>> = {
  party: 'party',
  addTo: 'party',
  owners: 'party',
  person: 'person',
  lead: 'person',
  approver: 'person',
  leadAssessor: 'person',
  environment: 'environment',
  environments: 'environment',
  addEnvironments: 'environment',
  removeEnvironments: 'environment',
  subject: 'subject',
  subjects: 'subject',
  to: 'subject',
  agenda: 'subject',
  usualAgenda: 'subject',
  ref: 'duty',
  refs: 'duty',
  catalogueId: 'catalogue service',
  responsibility: 'responsibility',
  domain: 'domain',
  framework: 'framework',
  frameworks: 'framework',
};
/** What they name in single steps instead; `null`: no name of anything. */
export const NAMED_IN_STEP: Readonly<Partial<Record<StepName, Readonly<Record<string, Kind | null>>>>> = {
  'add service': { ref: null },
  'change service': { ref: 'subject' },
  'change services': { refs: 'subject' },
  'remove service': { ref: 'subject' },
  'set provider report': { services: 'catalogue service' },
  'set common control': { environments: 'environment', services: 'subject' },
  'except from common control': { services: 'subject' },
  'change party': { id: 'party' },
  'remove party': { id: 'party' },
  'change person': { id: 'person' },
  'remove person': { id: 'person' },
  'change environment': { id: 'environment' },
  'remove environment': { id: 'environment' },
  'change own service': { id: 'own entry' },
  'change own duty': { id: 'own entry' },
  'remove own': { id: 'own entry' },
  'rename view': { id: 'view' },
  'remove view': { id: 'view' },
};
/** Fields whose keys are parties, and what their values name. */
export const KEYED_BY_PARTY: Readonly<Record<string, Kind | null>> = { people: 'person', duties: null };
/** Fields that take one of a list of words, which people write with spaces and capitals. */
export const WORDED = ['status', 'state', 'kind', 'model', 'scope', 'owner'];
/** Fields that take several names, of which people write a single one by itself. */
export const OFTEN_ONE = ['environments', 'addEnvironments', 'removeEnvironments'];
/** Numbers, which may stand as documents print them: A-3, E-12. */
export const NUMBERED = ['number', 'meeting', 'matrix'];

/** Shorter words for fields, everywhere. */
export const ALSO_CALLED: Readonly<Record<string, string>> = { duty: 'ref', due: 'dueOn' };
/** What a step calls the thing that it is about. */
export const CALLED_IN_STEP: Readonly<Partial<Record<StepName, Readonly<Record<string, string>>>>> = {
  'add service': { service: 'catalogueId', environment: 'environments' },
  'change service': { service: 'ref', variant: 'catalogueId', environment: 'environments' },
  'change services': { services: 'refs', environment: 'environments' },
  'remove service': { service: 'ref' },
  'change party': { party: 'id' },
  'remove party': { party: 'id' },
  'change person': { person: 'id' },
  'remove person': { person: 'id' },
  'change environment': { environment: 'id' },
  'remove environment': { environment: 'id' },
  'change answers': { duties: 'refs' },
  'accept suggestions': { service: 'subject', duties: 'refs' },
  'confirm answers': { duties: 'refs' },
  'set common control': { answers: 'refs' },
  'except from common control': { answer: 'ref' },
  'remove common control': { answer: 'ref' },
  'keep answers': { duties: 'refs' },
  'add link': { duties: 'refs' },
  'add note': { duties: 'refs' },
  'change evidence': { evidence: 'number' },
  'link evidence': { evidence: 'number', duties: 'refs' },
  'unlink evidence': { evidence: 'number', duties: 'refs' },
  'remove evidence': { evidence: 'number' },
  'set provider report': { evidence: 'number' },
  'clear provider report': { evidence: 'number' },
  'place findings': { findings: 'ids', duties: 'refs' },
  'add action': { service: 'subject' },
  'change action': { action: 'number' },
  'remove action': { action: 'number' },
  'remove decision': { decision: 'number' },
  'take proposal': { proposal: 'number' },
  'decline proposal': { proposal: 'number' },
  'withdraw proposal': { proposal: 'number' },
  'remove proposal': { proposal: 'number' },
  'remove snapshot': { snapshot: 'number' },
  'change own service': { own: 'id' },
  'change own duty': { own: 'id' },
  'remove own': { own: 'id' },
  'rename view': { view: 'id' },
  'remove view': { view: 'id' },
  submit: { duties: 'refs' },
  accept: { duties: 'refs' },
  return: { duties: 'refs' },
  reopen: { duties: 'refs' },
  'find right still': { duties: 'refs' },
  'set review time': { duties: 'refs' },
};
