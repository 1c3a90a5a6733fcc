import type { FindingsReport, UnplacedFindings } from '../../../contract/findings.ts';
import { type CommonOptions, EXIT, ExitWith, withWorkbook } from '../context.ts';
import { counted, oneLine, table } from '../output.ts';
import type { AddCommand } from '../program.ts';

export const addFindings: AddCommand = (program, streams) => {
  program
    .command('findings')
    .description(
      'show which duties the findings of Prowler, Security Hub or AWS Config bear on; changes nothing',
    )
    .argument('<file>', 'the workbook')
    .argument('<input...>', 'files of findings')
    .action((file: string, inputs: readonly string[], options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ core, ask, print }) => {
        const handles = inputs.map((input) => core.files.registerSource(input).handle);
        const report = await ask('findings.read', { files: handles });
        print(report, () => reportText(report));
        if (report.files.some(({ refused }) => refused !== null)) throw new ExitWith(EXIT.found);
      }),
    );
};

const WHY: Readonly<Record<UnplacedFindings['why'], string>> = {
  'unknown-check': 'the check is not known',
  'service-not-in-use': 'its service is not in use here',
  'not-asked': 'none of its duties is asked here',
};

function reportText({ files, assignments, unplaced }: FindingsReport): string {
  const lines: string[] = [];
  for (const { file, summary, refused } of files) {
    if (summary === null) {
      lines.push(`${file}: refused, ${refused.code}: ${oneLine(refused.message)}\n`);
      continue;
    }
    const { pass, fail, manual, suppressed } = summary.results;
    lines.push(
      `${file}: ${summary.format}, ${counted(summary.findings, 'finding')}: ${pass} passed, ${fail} failed, ${manual} manual, ${suppressed} suppressed\n`,
    );
    for (const note of summary.notes) lines.push(`  note: ${oneLine(note)}\n`);
    for (const { record, why } of summary.problems)
      lines.push(`  record ${record} not read: ${oneLine(why)}\n`);
  }
  if (assignments.length > 0)
    lines.push(
      '\n',
      table(assignments, [
        { head: 'DUTY', text: ({ ref }) => ref },
        { head: 'STATUS', text: ({ status }) => status },
        { head: 'PASS', align: 'right', text: ({ results }) => results.pass },
        { head: 'FAIL', align: 'right', text: ({ results }) => results.fail },
        { head: 'MANUAL', align: 'right', text: ({ results }) => results.manual },
        { head: 'SUPPRESSED', align: 'right', text: ({ results }) => results.suppressed },
        { head: '', text: ({ contradicted }) => (contradicted ? 'implemented, but a check failed' : '') },
      ]),
    );
  if (unplaced.length > 0)
    lines.push(
      '\nTo be placed by hand:\n',
      table(unplaced, [
        { head: 'CHECK', text: ({ check }) => oneLine(check) },
        { head: 'FINDINGS', align: 'right', text: ({ findings }) => findings },
        { head: 'WHY', text: ({ why }) => WHY[why] },
        { head: 'TITLE', text: ({ title }) => oneLine(title) },
      ]),
    );
  return lines.join('');
}
