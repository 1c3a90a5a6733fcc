import { reasonOf } from '../domain/controls/inheritance.ts';
import type { CatalogueRule } from './rule-cells.ts';

/** Rules about what controls say of duties and of how far they are inherited. */
export const CONTROL_RULES: readonly CatalogueRule[] = [
  {
    id: 'inheritable-without-provider',
    why: 'what can be inherited whole is the provider’s by every duty that bears on it',
    find: ({ frameworks, responsibilities }) => {
      const owners = new Map(
        responsibilities.map(({ id, defaults }) => [id, Object.values(defaults).map(({ owner }) => owner)]),
      );
      const provided = (duty: string) =>
        owners.get(duty)?.every((owner) => owner === 'aws' || owner === 'na') === true;
      return frameworks.flatMap(({ id, controls }) =>
        controls.flatMap((control) =>
          [control, ...(control.parts ?? [])].flatMap((part) => {
            const { inherit, duties, without, why } = { ...control, ...part };
            if (inherit !== 'wholly') return [];
            if (duties.length === 0)
              return without === 'provider'
                ? []
                : [`${id}, ${part.id}: inherited wholly, and nobody says by whom`];
            // Under some models a duty is the customer's, and does not arise under others: that deserves a word.
            const own = duties.find((duty) => !provided(duty));
            return own === undefined || why !== undefined
              ? []
              : [`${id}, ${part.id}: inherited wholly, yet ${own} is not always the provider’s`];
          }),
        ),
      );
    },
  },
  {
    id: 'part-outside-control',
    why: 'what bears on a part of a control bears on the control',
    find: ({ frameworks }) =>
      frameworks.flatMap(({ id, controls }) =>
        controls.flatMap(({ duties, parts = [] }) =>
          parts.flatMap((part) =>
            (part.duties ?? [])
              .filter((duty) => !duties.includes(duty))
              .map((duty) => `${id}, ${part.id}: ${duty} bears on it, and not on its control`),
          ),
        ),
      ),
  },
  {
    id: 'partly-without-a-reason',
    why: 'what is inherited in part says what AWS’s part is, by itself or by its duties',
    find: ({ frameworks, responsibilities }) => {
      const known = new Map(responsibilities.map((duty) => [duty.id, duty]));
      return frameworks.flatMap(({ id, controls }) =>
        controls
          .filter(({ inherit }) => inherit === 'partly')
          .filter(
            (control) =>
              reasonOf(
                control,
                control.duties.flatMap((duty) => known.get(duty) ?? []),
              ) === null,
          )
          .map((control) => `${id}, ${control.id}: inherited in part, and nobody says what of it is AWS’s`),
      );
    },
  },
  {
    id: 'policy-is-a-document',
    why: 'a policy that is not inherited is a document of the organisation, which no service and no part of AWS’s makes',
    find: ({ frameworks, responsibilities }) => {
      const known = new Map(responsibilities.map((duty) => [duty.id, duty]));
      const writes = (id: string) => {
        const duty = known.get(id);
        return duty?.scope === 'organisation' && duty.defaults.iaas.owner === 'customer';
      };
      return frameworks.flatMap(({ id, controls }) =>
        controls
          .filter(({ title, inherit }) => title === 'Policy and Procedures' && inherit === 'not')
          .flatMap((control) =>
            control.duties
              .filter((duty) => !writes(duty))
              .map((duty) => `${id}, ${control.id}: ${duty} writes no policy`),
          ),
      );
    },
  },
];
