import { invalidInput } from '../../../contract/errors.ts';
import { type Gap, SEVERITIES } from '../../../contract/gaps.ts';
import { isInHand } from '../../../domain/actions.ts';
import { counted } from '../../../domain/words/counted.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import { byPlace, groupedTable, groupsField, type PlaceOptions, placeOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';

interface Options extends CommonOptions, PlaceOptions {
  readonly failOn?: string;
  readonly asOf?: string;
}

export const addGaps: AddCommand = (program, streams) => {
  placeOptions(
    program
      .command('gaps')
      .description('list what is missing or wrong, and which action covers it')
      .argument('<file>', 'the workbook')
      .option(
        '--fail-on <severity>',
        'exit with status 1 when there is a gap of this severity or worse (high, medium, low), covered or not, unless an action that is still to be done and not overdue covers it',
      )
      .option(...AS_OF_OPTION),
  ).action((file: string, options: Options) => {
    const threshold = SEVERITIES.findIndex((severity) => severity === options.failOn);
    if (options.failOn !== undefined && threshold === -1)
      throw invalidInput(`--fail-on takes high, medium or low, not "${options.failOn}".`);
    return withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
      const day = asOfFrom(options.asOf);
      const asked = await byPlace(options, ask);
      const { gaps: all, overdue: late } = await ask('gaps.judge', day);
      const found = asked.arrange(all, ({ subject }) => [subject]);
      const gaps = found.rows;
      const overdue = new Set(late);
      const worstFirst = asked.arrange(
        [...all].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
        ({ subject }) => [subject],
      );
      print('gaps', { gaps, overdue: late, ...groupsField(found) }, () =>
        gaps.length === 0
          ? 'No gaps.\n'
          : groupedTable(worstFirst, [
              { head: 'SEVERITY', text: (gap) => gap.severity },
              { head: 'WHERE', text: (gap) => gap.ref ?? gap.subject },
              { head: 'RULE', text: (gap) => gap.rule },
              { head: 'ACTION', text: (gap) => actionWords(gap, overdue) },
              { head: 'WHAT', text: (gap) => gap.sentence },
            ]) + `\n${summary(gaps, overdue)}\n`,
      );
      const counts = gaps.filter((gap) => !isInHand(gap, overdue));
      if (counts.some((gap) => SEVERITIES.indexOf(gap.severity) <= threshold)) throw new ExitWith(EXIT.found);
    });
  });
};

/** `A-3` where an action covers the gap, with a mark when that is late itself. */
function actionWords({ action }: Gap, overdue: ReadonlySet<number>): string {
  if (action === null) return '-';
  return overdue.has(action) ? `A-${action} (overdue)` : `A-${action}`;
}

function summary(gaps: readonly Gap[], overdue: ReadonlySet<number>): string {
  const bySeverity = SEVERITIES.map(
    (severity) => `${gaps.filter((gap) => gap.severity === severity).length} ${severity}`,
  ).join(', ');
  const inHand = gaps.filter((gap) => isInHand(gap, overdue)).length;
  return `${counted(gaps.length, 'gap')}: ${bySeverity}${inHand > 0 ? `; ${inHand} in hand` : ''}`;
}
