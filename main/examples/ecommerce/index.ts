import { type Example, step } from '../example.ts';
import { actions, earlierActions } from './actions.ts';
import { apiAndFunctions } from './api.ts';
import { compute } from './compute.ts';
import { data } from './data.ts';
import { edge } from './edge.ts';
import { evidence, files } from './evidence.ts';
import { meetingBegins, meetingEnds, meetingSettles } from './meeting.ts';
import { once } from './once.ts';
import { ORGANISATION, organisation, TITLE } from './organisation.ts';
import { services } from './services.ts';
import { tools } from './tools.ts';

/** An online shop half way through its assessment: people, evidence, shared duties, gaps, a meeting and one misconception to find. */
export const ecommerce: Example = {
  id: 'ecommerce',
  title: TITLE,
  organisation: ORGANISATION,
  assessor: 'François Lefèvre',
  files,
  steps: [
    ...organisation,
    ...services,
    ...once,
    ...edge,
    ...compute,
    ...data,
    ...tools,
    ...evidence,
    ...earlierActions,
    ...meetingBegins,
    ...apiAndFunctions,
    ...meetingSettles,
    ...actions,
    ...meetingEnds,
    // The workshop broke off here, in the middle of the API.
    step('assignments.setPosition', { ref: 'shop-api/encryption-at-rest' }),
  ],
};
