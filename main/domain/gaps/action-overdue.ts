import type { Action } from '../../contract/actions.ts';
import { isOverdue } from '../actions.ts';
import type { FoundGap, GapRule } from './rule.ts';

export const ACTION_OVERDUE: GapRule = {
  id: 'action-overdue',
  title: 'An action whose day has passed',
  severity: 'medium',
};

/** An action as the rule needs it. */
export type GapAction = Pick<
  Action,
  'number' | 'title' | 'subject' | 'responsibility' | 'rule' | 'dueOn' | 'state'
> & { readonly personName: string | null };

/** Where an action for the workbook as a whole is listed: beside what is answered once for it. */
const WHOLE_WORKBOOK = 'workbook';

/** Points at the place that the action is for. */
export function actionOverdue(action: GapAction, today: string): FoundGap | null {
  if (!isOverdue(action, today)) return null;
  const { subject, responsibility } = action;
  const whose = action.personName === null ? 'nobody is named for it' : `${action.personName} has it`;
  return {
    rule: ACTION_OVERDUE.id,
    severity: ACTION_OVERDUE.severity,
    sentence: `A-${action.number} "${action.title}" was due on ${action.dueOn}, and is not done; ${whose}.`,
    ref: subject !== null && responsibility !== null ? `${subject}/${responsibility}` : null,
    subject: subject ?? WHOLE_WORKBOOK,
    responsibility: subject === null ? null : responsibility,
  };
}
