import { DemarcError } from '../../contract/errors.ts';
import type { workbook } from '../../contract/methods/workbook.ts';
import { type AppliedSteps, STEPS } from '../../contract/steps.ts';
import { counted } from '../../domain/words/counted.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { stepInput } from './step-input.ts';

type Given = Parameters<Handlers<typeof workbook>['apply']>[1];

/** Does several steps within one change, or only says what they would do. What one refuses is refused for all, with its place. */
export function applySteps(context: CommandContext, { steps, from, dryRun }: Given): AppliedSteps {
  const run = () => steps.map((given, index) => takeStep(context, given, index + 1));
  if (dryRun) return context.rehearse((): AppliedSteps => ({ steps: run() }));
  const done = run();
  const [only] = done;
  context.describe(
    done.length === 1 && only ? only.told : `Applied ${from}: ${counted(done.length, 'step')}`,
  );
  return { steps: done };
}

function takeStep(
  context: CommandContext,
  given: Given['steps'][number],
  number: number,
): AppliedSteps['steps'][number] {
  const { step, at } = given;
  try {
    const catalogue = context.renew();
    const { value, told } = context.perform(
      STEPS[step],
      stepInput(step, given.with, { db: context.db, catalogue }),
    );
    return { step, at, told: told ?? 'Was so already', gave: value };
  } catch (error) {
    if (!(error instanceof DemarcError) || at === null) throw error;
    throw new DemarcError(
      error.code,
      `${at}, step ${number} (${step}): ${error.message.trim()} Nothing was changed.`,
      { step: number, at, ...(error.details === undefined ? {} : { refused: error.details }) },
    );
  }
}
