import { invalidInput } from '../../../contract/errors.ts';
import { SEVERITIES } from '../../../contract/gaps.ts';
import { type CommonOptions, EXIT, ExitWith, withWorkbook } from '../context.ts';
import { counted, table } from '../output.ts';
import type { AddCommand } from '../program.ts';

interface Options extends CommonOptions {
  readonly failOn?: string;
}

export const addGaps: AddCommand = (program, streams) => {
  program
    .command('gaps')
    .description('list what is missing or wrong')
    .argument('<file>', 'the workbook')
    .option(
      '--fail-on <severity>',
      'exit with status 1 when there is a gap of this severity or worse: high, medium, low',
    )
    .action((file: string, options: Options) => {
      const threshold = SEVERITIES.findIndex((severity) => severity === options.failOn);
      if (options.failOn !== undefined && threshold === -1)
        throw invalidInput(`--fail-on takes high, medium or low, not "${options.failOn}".`);
      return withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const gaps = await ask('gaps.list', {});
        const worstFirst = [...gaps].sort(
          (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
        );
        print(gaps, () =>
          gaps.length === 0
            ? 'No gaps.\n'
            : table(worstFirst, [
                { head: 'SEVERITY', text: (gap) => gap.severity },
                { head: 'WHERE', text: (gap) => gap.ref ?? gap.subject },
                { head: 'RULE', text: (gap) => gap.rule },
                { head: 'WHAT', text: (gap) => gap.sentence },
              ]) +
              `\n${counted(gaps.length, 'gap')}: ${SEVERITIES.map((severity) => `${gaps.filter((gap) => gap.severity === severity).length} ${severity}`).join(', ')}\n`,
        );
        if (gaps.some((gap) => SEVERITIES.indexOf(gap.severity) <= threshold)) throw new ExitWith(EXIT.found);
      });
    });
};
