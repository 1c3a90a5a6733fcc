import { gapInput } from '../assessment/gap-input.ts';
import type { gaps } from '../contract/gaps.ts';
import { findGaps } from '../domain/gaps.ts';
import type { Handlers } from './context.ts';

export const gapHandlers: Handlers<typeof gaps> = {
  list({ db, catalogue, clock }, input) {
    const found = findGaps(gapInput(db, catalogue, clock.today()));
    return input?.subject === undefined ? found : found.filter((gap) => gap.subject === input.subject);
  },
};
