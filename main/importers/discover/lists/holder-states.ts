import { asksWhetherUsed, nameColumns } from '../../../domain/services/row-states.ts';
import { isNotInUse, isUseAlone, saysInUse } from '../../../domain/services/state-words.ts';
import { isNo, isYes } from '../../../domain/words/yes-no.ts';
import type { Json } from '../../text/json.ts';
import { saysOfStates } from './beside-columns.ts';

// An application, an environment or a system that holds a list says of all that is in it where it stands in its life.

const MAY_SAY =
  /^(is[ _-]?)?(disabled|deprecated|archived|obsolete|sunset|eol|end[ _-]?of[ _-]?life|deleted|removed|retired|decommissioned|terminated|unused)([ _-]?(on|at|date))?$/i;
/** Fields of an object that say, or may say, of all that it holds whether it is in use, by their names. */
export function statesIn(object: Json): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(object)) {
    if ((typeof value !== 'boolean' && typeof value !== 'string') || value === '') continue;
    const isOne = saysOfStates(name) || asksWhetherUsed(name) || MAY_SAY.test(name);
    const text = String(value);
    if (isOne || (isNotInUse(text) && nameColumns([name]).length === 0)) found.set(name, text);
  }
  return found;
}

/** Whether such a field says plainly that what is held is in use, so that nothing need be told of it. */
export const saysUsed = (name: string, state: string): boolean => {
  if (asksWhetherUsed(name)) return isYes(state);
  return MAY_SAY.test(name) ? isNo(state) : isUseAlone(state) && saysInUse(state);
};
