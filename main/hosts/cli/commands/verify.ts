import { type CommonOptions, EXIT, ExitWith, withWorkbook } from '../context.ts';
import { counted } from '../output.ts';
import type { AddCommand } from '../program.ts';

export const addVerify: AddCommand = (program, streams) => {
  program
    .command('verify')
    .description('check the database, every link of the change log and the hash of every evidence file')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const report = await ask('workbook.verify', {});
        print({ file, ...report }, () =>
          report.ok
            ? `${file} is sound: ${counted(report.changes, 'change')} in an unbroken log, ${counted(report.evidence, 'evidence file')} (${counted(report.bytes, 'byte')}) with the recorded hashes.\nHead of the change log: ${report.head}\n`
            : `${file} has ${counted(report.problems.length, 'problem')}:\n${report.problems.map((problem) => `- ${problem}\n`).join('')}`,
        );
        if (!report.ok) throw new ExitWith(EXIT.found);
      }),
    );
};
