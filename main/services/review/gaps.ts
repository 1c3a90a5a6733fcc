import { gapInput } from '../../assessment/gap-input.ts';
import type { Gap } from '../../contract/gaps.ts';
import type { gaps } from '../../contract/methods/gaps.ts';
import { findGaps } from '../../domain/gaps/gaps.ts';
import type { Handlers, QueryContext } from '../context.ts';

/** The gaps of the whole workbook on a day (ISO date; today when none is given), found once per change of it. */
export function currentGaps(
  { session, db, catalogue, clock }: QueryContext,
  asOf: string = clock.today(),
): readonly Gap[] {
  const book = session.register();
  return book.remember(`gaps ${asOf}`, () => findGaps(gapInput(db, catalogue, asOf, book.rows(catalogue))));
}

export const gapHandlers: Handlers<typeof gaps> = {
  list(context, input) {
    const found = currentGaps(context, input?.asOf);
    return input?.subject === undefined ? found : found.filter((gap) => gap.subject === input.subject);
  },

  judge: ({ session, core, clock, signal, progress }, input) =>
    core.runTask(
      { kind: 'gaps', workbook: session.readFrom, asOf: input?.asOf ?? clock.today() },
      { signal, progress },
    ),
};
