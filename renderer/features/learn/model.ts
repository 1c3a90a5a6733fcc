import type { Ownership } from '../../../main/contract/assignments.ts';
import type { Domain, OwnerClass, Responsibility, ServiceModel } from '../../../main/contract/catalogue.ts';
import type { StackInput } from '../../../main/domain/pictures/demarcation.ts';

/** The two sides as the Learn pages call them. */
export const SIDES = [
  { id: 'aws', name: 'AWS', kind: 'provider' },
  { id: 'you', name: 'You', kind: 'organisation' },
] as const;

const OWNERSHIPS: Readonly<Record<OwnerClass, Ownership>> = {
  aws: { kind: 'single', party: 'aws' },
  customer: { kind: 'single', party: 'you' },
  shared: { kind: 'shared', parties: ['aws', 'you'] },
  na: { kind: 'not-applicable' },
};
export const OWNER_WORDS: Readonly<Record<OwnerClass, string>> = {
  aws: 'AWS',
  customer: 'you',
  shared: 'both',
  na: 'not asked',
};

/** A service of one model as the catalogue's defaults have it; what is not asked of such a service is left out. */
export function modelStack(
  catalogue: { readonly domains: readonly Domain[]; readonly responsibilities: readonly Responsibility[] },
  model: ServiceModel,
  label: string,
): StackInput {
  return {
    ref: model,
    label,
    parties: SIDES,
    domains: catalogue.domains,
    duties: catalogue.responsibilities.flatMap((duty) => {
      const { owner } = duty.defaults[model];
      return owner === 'na'
        ? []
        : [{ domain: duty.domain, responsibility: duty.id, ownership: OWNERSHIPS[owner] }];
    }),
  };
}

export interface ModelCounts {
  readonly aws: number;
  readonly shared: number;
  readonly customer: number;
}
/** How many duties each side has under one service model. */
export function countOwners(responsibilities: readonly Responsibility[], model: ServiceModel): ModelCounts {
  const count = (owner: OwnerClass) =>
    responsibilities.filter((duty) => duty.defaults[model].owner === owner).length;
  return { aws: count('aws'), shared: count('shared'), customer: count('customer') };
}

export interface MovedDuty {
  readonly id: string;
  readonly name: string;
  readonly from: OwnerClass;
  readonly to: OwnerClass;
  readonly why: string;
}
/** What changes hands when a service of one model is replaced by one of another, in the catalogue's order. */
export const movedDuties = (
  responsibilities: readonly Responsibility[],
  from: ServiceModel,
  to: ServiceModel,
): readonly MovedDuty[] =>
  responsibilities.flatMap((duty) => {
    const before = duty.defaults[from].owner;
    const after = duty.defaults[to];
    return before === after.owner
      ? []
      : [{ id: duty.id, name: duty.name, from: before, to: after.owner, why: after.why }];
  });
