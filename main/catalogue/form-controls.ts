import type { Control, ControlFacts } from '../contract/catalogue.ts';
import type { ControlId } from '../domain/controls/control-ids.ts';
import { schemeFor } from '../domain/controls/find-controls.ts';
import type { FormControl, FormControls } from '../domain/forms/plan.ts';
import type { CatalogueIndex } from './lookup.ts';
import { partFacts } from './part-facts.ts';

/**
 * Every id under which a form may ask for a control of a framework: the control's own, those of its lettered parts with the duties and
 * the inheritance of the part, and those of its publisher's questions and of the objectives of its assessment. It finds nothing of a framework that the catalogue does not
 * have, nor a part that is not among those of its control.
 */
export function formControls(catalogue: CatalogueIndex, id: string): FormControls {
  const scheme = schemeFor(id);
  // Forms write the plain number, whatever the framework puts in front of it.
  const read = (text: string): ControlId => scheme?.parse(text) ?? { control: text, part: null };
  const known = new Map<string, FormControl>();
  const inParts = new Set<string>();
  for (const control of catalogue.framework(id)?.controls ?? []) {
    const whole = asked(control, control.id, control, catalogue);
    const { control: key } = read(control.id);
    known.set(keyOf(read(control.id)), whole);
    for (const question of control.questions ?? []) known.set(keyOf(read(question)), whole);
    for (const objective of control.objectives ?? []) known.set(keyOf(read(objective.id)), whole);
    for (const part of control.parts ?? [])
      known.set(keyOf(read(part.id)), asked(control, part.id, partFacts(control, part), catalogue));
    if (control.parts || control.questions || control.objectives) inParts.add(key);
  }
  return {
    find: (wanted) =>
      known.get(keyOf(wanted)) ??
      (inParts.has(wanted.control) ? undefined : known.get(keyOf({ control: wanted.control, part: null }))),
    all: [...new Set(known.values())],
  };
}
const keyOf = ({ control, part }: Pick<ControlId, 'control' | 'part'>): string =>
  JSON.stringify([control, part]);

const asked = (
  { title, group, parts }: Control,
  id: string,
  { duties, inherit, without }: ControlFacts,
  catalogue: CatalogueIndex,
): FormControl => {
  // A heading has the duties of its parts.
  const bearing =
    without === 'definition' ? [...new Set((parts ?? []).flatMap((part) => part.duties ?? []))] : duties;
  return {
    id,
    title,
    group,
    responsibilities: [...bearing].sort(
      (a, b) => catalogue.responsibilityOrder(a) - catalogue.responsibilityOrder(b),
    ),
    inherit,
    ...(without === undefined ? {} : { without }),
  };
};
