import type { ControlFacts, ControlPart } from '../contract/catalogue.ts';

/** What is said of a lettered part of a control: what it does not say of itself is as in the control; one that has duties is not without one. */
export function partFacts(control: ControlFacts, part: ControlPart): ControlFacts {
  const without = part.without ?? (part.duties === undefined ? control.without : undefined);
  return {
    duties: part.without === undefined ? (part.duties ?? control.duties) : [],
    inherit: part.inherit ?? control.inherit,
    ...(without === undefined ? {} : { without }),
  };
}
