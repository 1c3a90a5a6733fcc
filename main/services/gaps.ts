import { gapInput } from '../assessment/gap-input.ts';
import type { Gap, gaps } from '../contract/gaps.ts';
import { findGaps } from '../domain/gaps.ts';
import type { Handlers, QueryContext } from './context.ts';

/** Today's gaps of the whole workbook, found once per change of it. */
export function currentGaps({ session, db, catalogue, clock }: QueryContext): readonly Gap[] {
  const book = session.register();
  const today = clock.today();
  return book.remember(`gaps ${today}`, () => findGaps(gapInput(db, catalogue, today, book.rows(catalogue))));
}

export const gapHandlers: Handlers<typeof gaps> = {
  list(context, input) {
    const found = currentGaps(context);
    return input?.subject === undefined ? found : found.filter((gap) => gap.subject === input.subject);
  },
};
