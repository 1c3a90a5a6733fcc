/** The steps that a file of changes is made of, in the words of its writer, and the command that each of them is. */
export const STEPS = {
  'set workbook': 'workbook.update',
  'add party': 'parties.add',
  'change party': 'parties.update',
  'remove party': 'parties.remove',
  'add person': 'people.add',
  'change person': 'people.update',
  'remove person': 'people.remove',
  'add environment': 'environments.add',
  'change environment': 'environments.update',
  'remove environment': 'environments.remove',
  'add service': 'services.add',
  'change service': 'services.update',
  'change services': 'services.bulk',
  'remove service': 'services.remove',
  'add own service': 'custom.addService',
  'change own service': 'custom.updateService',
  'add own duty': 'custom.addResponsibility',
  'change own duty': 'custom.updateResponsibility',
  'remove own': 'custom.remove',
  'take house rules': 'houseRules.take',
  'remove house rules': 'houseRules.remove',
  answer: 'assignments.answer',
  'change answer': 'assignments.update',
  'change answers': 'assignments.bulk',
  'write cells': 'assignments.applyCells',
  'answer the same': 'assignments.sameAs',
  'take back answer': 'assignments.clear',
  'accept suggestions': 'assignments.acceptSuggestions',
  'confirm answers': 'assignments.confirm',
  'set common control': 'common.set',
  'except from common control': 'common.except',
  'say own part': 'common.ownPart',
  'remove common control': 'common.remove',
  'say when provider was authorised': 'providers.authorise',
  'remove provider': 'providers.remove',
  'ask duty': 'assignments.ask',
  'keep answers': 'snapshots.confirm',
  'carry split answers': 'snapshots.carrySplits',
  'add link': 'evidence.addLink',
  'add note': 'evidence.addNote',
  'change evidence': 'evidence.update',
  'link evidence': 'evidence.link',
  'unlink evidence': 'evidence.unlink',
  'remove evidence': 'evidence.remove',
  'set provider report': 'evidence.setProviderReport',
  'clear provider report': 'evidence.clearProviderReport',
  'place findings': 'findings.place',
  'remove claims': 'claims.remove',
  'forget mapping': 'claims.forgetMapping',
  'remove control texts': 'texts.remove',
  'add action': 'actions.add',
  'change action': 'actions.update',
  'remove action': 'actions.remove',
  'start meeting': 'workshop.start',
  'change meeting': 'workshop.update',
  'end meeting': 'workshop.end',
  decide: 'workshop.decide',
  'remove decision': 'workshop.removeDecision',
  submit: 'review.submit',
  accept: 'review.accept',
  return: 'review.return',
  reopen: 'review.reopen',
  'find right still': 'review.renew',
  'set review time': 'due.setCadence',
  acknowledge: 'review.acknowledge',
  'remove snapshot': 'snapshots.remove',
  'save view': 'views.save',
  'rename view': 'views.rename',
  'remove view': 'views.remove',
} as const;
export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as [StepName, ...StepName[]];

/** What steps did, or in a dry run would do. */
export interface AppliedSteps {
  readonly steps: readonly {
    readonly step: StepName;
    readonly at: string | null;
    /** What it did, in a sentence. */
    readonly told: string;
    /** What it gave: the record that it made, for one. */
    readonly gave: unknown;
  }[];
}
