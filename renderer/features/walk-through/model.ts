import type { Walk, WalkItem, WalkSubject } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import type { StackInput } from '../../../main/domain/pictures/demarcation.ts';

export interface DomainGroup {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly items: readonly WalkItem[];
  readonly answered: number;
  /** Open and not parked: what accepting the domain's suggestions would record. */
  readonly open: number;
}

/** A subject's duties under their domains, in walking order; domains without any are left out. */
export function groupByDomain(walk: Pick<Walk, 'items' | 'domains'>): readonly DomainGroup[] {
  const groups = new Map<string, WalkItem[]>();
  for (const item of walk.items) {
    const group = groups.get(item.domain);
    if (group) group.push(item);
    else groups.set(item.domain, [item]);
  }
  return [...groups].map(([id, items]) => {
    const domain = walk.domains.find((candidate) => candidate.id === id);
    return {
      id,
      name: domain?.name ?? id,
      summary: domain?.summary ?? '',
      items,
      answered: items.filter((item) => item.ownership.kind !== 'unanswered').length,
      open: items.filter((item) => item.ownership.kind === 'unanswered' && !item.parked).length,
    };
  });
}

export interface SubjectGroup {
  readonly name: string;
  readonly subjects: readonly WalkSubject[];
}

/** The list at the left, in four groups, narrowed by what is typed and chosen above it. */
export function groupSubjects(
  subjects: readonly WalkSubject[],
  filter: string,
  isThere: (subjects: readonly string[]) => boolean = () => true,
): readonly SubjectGroup[] {
  const wanted = filter.trim().toLowerCase();
  const shown = subjects.filter(
    (subject) =>
      isThere([subject.ref]) &&
      `${subject.label} ${subject.detail} ${subject.ref}`.toLowerCase().includes(wanted),
  );
  return (
    [
      { name: 'Once for the workbook', kind: 'organisation' },
      { name: 'Once per provider', kind: 'provider' },
      { name: 'Once for many services', kind: 'common' },
      { name: 'Services in use', kind: 'service' },
    ] as const
  )
    .map(({ name, kind }) => ({ name, subjects: shown.filter((subject) => subject.kind === kind) }))
    .filter((group) => group.subjects.length > 0);
}

/** The picture of a subject: its own duties, over those of the provider that it does not ask itself. */
export function pictureInput(
  walk: Pick<Walk, 'subject' | 'items' | 'domains'>,
  foundations: Pick<Walk, 'items'> | undefined,
  parties: readonly Party[],
): StackInput {
  const own = new Set(walk.items.map((item) => item.responsibility));
  const items = [
    ...(foundations?.items.filter((item) => !own.has(item.responsibility)) ?? []),
    ...walk.items,
  ];
  return {
    ref: walk.subject.ref,
    label: walk.subject.label,
    parties,
    domains: walk.domains,
    duties: items.map(({ domain, responsibility, ownership, suggested }) => ({
      domain,
      responsibility,
      ownership,
      suggested,
    })),
  };
}
