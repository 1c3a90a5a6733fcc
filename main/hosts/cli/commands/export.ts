import { invalidInput } from '../../../contract/errors.ts';
import { EXPORT_FORMATS, type ExportedFile, type ExportFormat } from '../../../contract/exports.ts';
import { type CommonOptions, EXIT, ExitWith, withWorkbook } from '../context.ts';
import { counted } from '../output.ts';
import type { AddCommand } from '../program.ts';

interface Options extends CommonOptions {
  readonly xlsx?: string;
  readonly pdf?: string;
  readonly csv?: string;
  readonly person?: string;
}

export const addExport: AddCommand = (program, streams) => {
  program
    .command('export')
    .description(
      'write the responsibility matrix for auditors, and check what was written against the workbook',
    )
    .argument('<file>', 'the workbook')
    .option('--xlsx <path>', 'Excel workbook')
    .option('--pdf <path>', 'PDF report')
    .option('--csv <path>', 'the register as CSV')
    .option('--person <id>', 'only the rows in which this person is named: a hand-out')
    .action((file: string, options: Options) => {
      const wanted = EXPORT_FORMATS.flatMap((format) => {
        const path = options[format];
        return path === undefined ? [] : [{ format, path }];
      });
      if (wanted.length === 0)
        throw invalidInput(
          'Nothing was asked for. Name at least one of --xlsx, --pdf and --csv, each with a path.',
        );
      if (new Set(wanted.map(({ path }) => path)).size < wanted.length)
        throw invalidInput('Two formats cannot go to the same path. Give each its own.');
      return withWorkbook(file, 'read', options, streams, async ({ core, ask, print }) => {
        const { files } = await ask('exports.run', {
          files: wanted.map(({ format, path }) => ({
            format,
            target: core.files.registerTarget(path).handle,
          })),
          ...(options.person === undefined ? {} : { person: options.person }),
        });
        const pathOf = (format: ExportFormat) => wanted.find((each) => each.format === format)?.path ?? '';
        print(
          { files: files.map(({ handle: _, ...written }) => ({ path: pathOf(written.format), ...written })) },
          () => files.map((written) => describe(written, pathOf(written.format))).join(''),
        );
        if (files.some(({ reconciliation }) => !reconciliation.ok)) throw new ExitWith(EXIT.found);
      });
    });
};

function describe(file: ExportedFile, path: string): string {
  const { found, ok, problems } = file.reconciliation;
  const counts = `${counted(found.rows, 'row')}, ${counted(found.notes, 'note')}, ${counted(found.evidence, 'evidence item')}`;
  return [
    `${path}  ${counted(file.bytes, 'byte')}`,
    ok ? `  read back and complete: ${counts}` : `  INCOMPLETE, do not use it: ${counts}`,
    ...problems.map((problem) => `  - ${problem}`),
    ...file.warnings.map((warning) => `  note: ${warning}`),
    `  sha256 ${file.sha256}`,
    '',
  ].join('\n');
}
