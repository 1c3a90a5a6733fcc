import { WITHOUT_DUTY } from '../../contract/catalogue.ts';
import type { ControlRow } from '../layouts/gather.ts';

/** Why nothing is said of a control on a form. */
export function whyNothing({ facts, control }: ControlRow): string {
  if (control.without !== undefined) return `No duty bears on it: ${WITHOUT_DUTY[control.without]}`;
  if (facts.has('unasked')) return 'No service in use is asked for a duty that bears on it.';
  if (facts.has('not-applicable')) return 'No duty that bears on it applies.';
  if (facts.has('open')) return 'A duty that bears on it has no answer that can stand.';
  if (facts.has('held-by-provider'))
    return 'It is the provider’s alone, and how far it is done is for the provider to say.';
  return 'With whom it lies is not decided.';
}
