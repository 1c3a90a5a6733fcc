import type { Change } from '../../contract/snapshots.ts';
import { namesById } from '../duties/ownership.ts';
import { environmentWords } from '../services/environments.ts';
import type { FrozenLogo, FrozenService, FrozenState } from './frozen-state.ts';
import { fieldsOf, pairs } from './pairs.ts';

/** Services in use that came, went, or are run in another way; without `progress`, nothing of how many answers each has. */
export function compareServices(
  before: FrozenState,
  after: FrozenState,
  progress: boolean,
): readonly Change[] {
  const was = wordsOf(before, progress);
  const is = wordsOf(after, progress);
  return pairs(before.services, after.services, ({ ref }) => ref).flatMap(({ before: a, after: b }) => {
    const service = b ?? a;
    if (!service) return [];
    const { changes, differ } = fieldsOf('services', service.ref, service.label);
    if (!a || !b) {
      differ('Service', a && was.summary(a), b && is.summary(b));
      return changes;
    }
    differ('Label', a.label, b.label);
    differ('AWS service', `${a.serviceName} (${a.catalogueId})`, `${b.serviceName} (${b.catalogueId})`);
    differ('Service model', a.model, b.model);
    if (environmentsOf(a).join() !== environmentsOf(b).join())
      differ('Environment', was.environments(a), is.environments(b));
    differ('Account', a.account, b.account);
    differ('Region', a.region, b.region);
    differ('Data classification', a.dataClassification, b.dataClassification);
    if (a.lead !== b.lead) differ('Lead', was.person(a.lead), is.person(b.lead));
    differ('Tags', tagWords(a), tagWords(b));
    differ('Notes', a.notes, b.notes);
    differ('Review on', a.reviewOn, b.reviewOn);
    return changes;
  });
}

const tagWords = ({ tags }: FrozenService): string | null => tags?.join(', ') ?? null;

/** The environments that a service stood in. */
export const environmentsOf = ({ environment, alsoIn = [] }: FrozenService): readonly string[] =>
  environment === null ? [] : [environment, ...alsoIn];

function wordsOf(state: FrozenState, progress = true) {
  const environments = namesById(state.environments);
  const people = namesById(state.people);
  const answers = new Map<string, number>();
  for (const record of state.assignments)
    if (record.shares.length > 0 || record.notApplicable !== null)
      answers.set(record.subject, (answers.get(record.subject) ?? 0) + 1);
  return {
    environments: (service: FrozenService) => environmentWords(environmentsOf(service), environments),
    person: (id: string | null) => (id === null ? null : `${people.get(id) ?? id} (${id})`),
    summary: ({ ref, label, serviceName }: FrozenService) => {
      if (!progress) return `${label} (${serviceName})`;
      const count = answers.get(ref) ?? 0;
      return `${label} (${serviceName}), ${count} ${count === 1 ? 'answer' : 'answers'}`;
    },
  };
}

/**
 * How it is led, measured and marked. A state that was frozen before these were part of it lacks them, which says nothing of what
 * they were: they are compared where both sides have them.
 */
function compareBearing(
  differ: ReturnType<typeof fieldsOf>['differ'],
  before: FrozenState,
  after: FrozenState,
): void {
  if (before.leadAssessor !== undefined && after.leadAssessor !== undefined)
    if (before.leadAssessor !== after.leadAssessor)
      differ(
        'Lead assessor',
        wordsOf(before).person(before.leadAssessor),
        wordsOf(after).person(after.leadAssessor),
      );
  if (before.frameworks !== undefined && after.frameworks !== undefined) {
    const ids = (list: FrozenState['frameworks']) => JSON.stringify(list?.map(({ id }) => id));
    if (ids(before.frameworks) !== ids(after.frameworks))
      differ('Frameworks', namesOf(before.frameworks), namesOf(after.frameworks));
  }
  if (before.classification !== undefined && after.classification !== undefined)
    differ('Classification', before.classification, after.classification);
  if (before.distribution !== undefined && after.distribution !== undefined)
    differ('Distribution', before.distribution, after.distribution);
  if (before.logo !== undefined && after.logo !== undefined)
    differ('Logo', logoWords(before.logo), logoWords(after.logo));
}

const namesOf = (list: readonly { readonly name: string }[]): string | null =>
  list.length === 0 ? null : list.map(({ name }) => name).join('; ');

const logoWords = (logo: FrozenLogo | null): string | null =>
  logo &&
  `${logo.mediaType === 'image/png' ? 'PNG' : 'JPEG'}, ${logo.width} by ${logo.height} pixels, SHA-256 ${logo.sha256.slice(0, 16)}`;

/** What stands around the answers: the assessment itself, its parties, people and environments. */
export function compareScope(before: FrozenState, after: FrozenState): readonly Change[] {
  const whole = fieldsOf('scope', null, 'The assessment');
  whole.differ('Title', before.title, after.title);
  whole.differ('Organisation', before.organisation, after.organisation);
  whole.differ('Period from', before.periodFrom, after.periodFrom);
  whole.differ('Period to', before.periodTo, after.periodTo);
  whole.differ('Scope note', before.scopeNote, after.scopeNote);
  whole.differ('Review on', before.reviewOn, after.reviewOn);
  compareBearing(whole.differ, before, after);
  const parties = pairs(before.parties, after.parties, ({ id }) => id).flatMap(({ before: a, after: b }) => {
    const { changes, differ } = fieldsOf('scope', null, b?.name ?? a?.name ?? '');
    differ('Party', a && `${a.name} (${a.kind})`, b && `${b.name} (${b.kind})`);
    return changes;
  });
  const environments = pairs(before.environments, after.environments, ({ id }) => id).flatMap(
    ({ before: a, after: b }) => {
      const { changes, differ } = fieldsOf('scope', null, b?.name ?? a?.name ?? '');
      differ('Environment', a?.name ?? null, b?.name ?? null);
      return changes;
    },
  );
  const people = pairs(before.people, after.people, ({ id }) => id).flatMap(({ before: a, after: b }) => {
    const { changes, differ } = fieldsOf('people', null, b?.name ?? a?.name ?? '');
    if (!a || !b) {
      differ('Person', a?.name ?? null, b?.name ?? null);
      return changes;
    }
    differ('Name', a.name, b.name);
    if (a.party !== b.party) differ('Party', partyOf(before, a.party), partyOf(after, b.party));
    differ('Role', a.role, b.role);
    differ('E-mail', a.email, b.email);
    return changes;
  });
  return [...whole.changes, ...parties, ...environments, ...people];
}

const partyOf = (state: FrozenState, id: string): string =>
  `${namesById(state.parties).get(id) ?? id} (${id})`;
