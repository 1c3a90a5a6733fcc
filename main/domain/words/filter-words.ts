import type { RegisterFilter } from '../../contract/assignments.ts';
import { STATUS_LABELS } from '../sheets/cell-words.ts';
import { REVIEW_WORDS } from '../sheets/register-cells.ts';

type Names = ReadonlyMap<string, string>;
/** Names by id of what a filter may point at; what is not among them is called by its id. */
export interface FilterNames {
  readonly subjects: Names;
  readonly domains: Names;
  readonly environments: Names;
  readonly parties: Names;
  readonly people: Names;
  readonly gaps: Names;
  /** Names of frameworks. */
  readonly frameworks: Names;
}

const OWNERSHIPS: Readonly<Record<NonNullable<RegisterFilter['ownership']>, string>> = {
  unanswered: 'owner Unanswered',
  'not-applicable': 'owner Not applicable',
  single: 'owner One party alone',
  shared: 'owner Shared',
};

/** A filter of the register in words, one entry for each thing filtered by: `domain Backups`, `status In progress`. */
export function filterWords(filter: RegisterFilter, names: FilterNames): readonly string[] {
  const named = (what: string, known: Names, id: string | undefined) =>
    id === undefined ? [] : [`${what} ${known.get(id) ?? id}`];
  const { account, region, ownership, status, review, checks, control, text } = filter;
  return [
    ...named('service', names.subjects, filter.subject),
    ...named('domain', names.domains, filter.domain),
    ...named('environment', names.environments, filter.environment),
    ...(account === undefined ? [] : [`account ${account}`]),
    ...(region === undefined ? [] : [`Region ${region}`]),
    ...(filter.tag === undefined ? [] : [`tag ${filter.tag}`]),
    ...named('owner', names.parties, filter.party),
    ...(ownership === undefined ? [] : [OWNERSHIPS[ownership]]),
    ...named('person', names.people, filter.person),
    ...(status === undefined ? [] : [`status ${STATUS_LABELS[status]}`]),
    ...(review === undefined ? [] : [`review ${REVIEW_WORDS[review]}`]),
    ...named('gap', names.gaps, filter.gap),
    ...(checks === undefined
      ? []
      : [checks === 'failed' ? 'a failed automated check' : 'any automated check']),
    ...(control === undefined ? [] : [controlWords(control, names.frameworks)]),
    ...(filter.parked === undefined ? [] : [filter.parked ? 'parked' : 'not parked']),
    ...(filter.confirmLater === undefined
      ? []
      : [filter.confirmLater ? 'to be confirmed' : 'nothing to confirm']),
    ...(text === undefined || text.trim() === '' ? [] : [`text "${text.trim()}"`]),
  ];
}

function controlWords(control: string, frameworks: Names): string {
  const slash = control.indexOf('/');
  const framework = control.slice(0, slash);
  return `control ${control.slice(slash + 1)} of ${frameworks.get(framework) ?? framework}`;
}
