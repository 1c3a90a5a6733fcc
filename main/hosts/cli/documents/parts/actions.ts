import { z } from 'zod';
import { ACTION_STATES, type ActionState } from '../../../../contract/actions.ts';

export const actionState = z.enum(ACTION_STATES) satisfies z.ZodType<ActionState>;
