import { invalidInput } from '../../../contract/errors.ts';
import {
  EXPORT_FORMATS,
  type ExportedFile,
  type ExportFormat,
  type Paper,
} from '../../../contract/exports.ts';
import type { MethodOf } from '../../../contract/index.ts';
import type { InputOf } from '../../../contract/methods/method.ts';
import { counted } from '../../../domain/words/counted.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import { collect } from '../collect.ts';
import type { AddCommand } from '../command.ts';
import { type WorkbookCommand, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { PASSPHRASE_FILE_HELP } from '../key-passphrase.ts';

import { PASSWORD_FILE_HELP } from '../pack-password.ts';
import { paperFrom } from '../paper.ts';
import { PREPARED_OPTIONS, type PreparedOptions, preparedFor } from '../prepared.ts';
import { refuseOtherEnding, refuseSamePath, type WantedFile, wantedFiles } from '../wanted-files.ts';
import { exportForm, FILL_OPTION, FORM_OPTIONS, type FormOptions, formWanted } from './export-form.ts';
import {
  exportLayout,
  type LayoutOptions,
  layoutWanted,
  refuseOtherFormat,
  showLayouts,
} from './export-layout.ts';
import { checkOnly, extractLine, filterFrom, ONLY_HELP, type OnlyOptions } from './export-only.ts';
import { checkPackOptions, exportPack, PACK_OPTIONS, type PackOptions } from './export-pack.ts';

interface Options extends LayoutOptions, OnlyOptions, FormOptions, PackOptions, PreparedOptions {
  readonly xlsx?: string;
  readonly pdf?: string;
  readonly csv?: string;
  readonly docx?: string;
  readonly html?: string;
  readonly person?: string;
  readonly pack?: string;
  readonly packPasswordFile?: string;
  readonly sign?: boolean;
  readonly passphraseFile?: string;
  readonly listLayouts?: boolean;
  readonly asOf?: string;
  readonly history?: boolean;
  readonly paper?: string;
}

/** The command with its options. */
function declare(program: Parameters<AddCommand>[0]) {
  const command = program
    .command('export')
    .description(
      'write the responsibility matrix for auditors, and check what was written against the workbook',
    )
    .argument('[file]', 'the workbook')
    .option('--xlsx <path>', 'Excel workbook')
    .option('--pdf <path>', 'PDF report')
    .option('--csv <path>', 'the register as CSV')
    .option(
      '--docx <path>',
      'Word document: the summary, what needs a decision, the controls of the chosen frameworks, and who does what in each service',
    )
    .option('--html <path>', 'the same as one HTML page')
    .option('--pack <path>', 'one ZIP file of the PDF, the Excel workbook, the evidence files and an index')
    .option('--pack-password-file <path>', `encrypt the pack: ${PASSWORD_FILE_HELP}`)
    .option('--sign', 'sign the pack with your key, which "demarc key new" makes')
    .option('--passphrase-file <path>', PASSPHRASE_FILE_HELP)
    .option(
      '--person <id>',
      'a hand-out: only the rows in which this person is named, and the open rows of services that they lead',
    )
    .option('--only <key=value>', ONLY_HELP, collect)
    .option('--history', 'add the history to the Excel workbook and the PDF: who changed what, when and why')
    .option(
      '--paper <size>',
      'what the Excel workbook, the PDF and the Word document are printed on: a4 (unless said) or letter',
    )
    .option(
      '--layout <id>',
      'a layout that auditors exchange, such as fedramp-crm or framework:iso-27001-2022',
    )
    .addOption(FILL_OPTION)
    .option('--out <path>', 'where the layout or the filled form is written')
    .option('--vantage <id>', 'the seat that the layout or form is written from')
    .option(
      '--framework <id>',
      'the framework that an OSCAL document is of, such as pci-dss-4.0.1; with --columns, that of the control ids',
    )
    .option(
      '--package-overview <address>',
      'with --layout or --pack-layout fedramp-sdr: where the Certification Package Overview of the service lies',
    )
    .option(...AS_OF_OPTION)
    .option('--list-layouts', 'list the layouts; needs no workbook');
  for (const option of [...FORM_OPTIONS, ...PACK_OPTIONS, ...PREPARED_OPTIONS]) command.addOption(option);
  return command;
}

export const addExport: AddCommand = (program, streams) => {
  declare(program).action((file: string | undefined, options: Options) => {
    if (options.listLayouts === true) return showLayouts(options, streams);
    if (file === undefined) throw invalidInput('Say which workbook to export: demarc export <file> ...');
    const wanted = wantedFiles(EXPORT_FORMATS, options);
    const { pack } = options;
    const form = formWanted(options);
    const layout = form === null ? layoutWanted(options) : null;
    if (wanted.length === 0 && pack === undefined && layout === null && form === null)
      throw invalidInput(
        'Nothing was asked for. Name at least one of --xlsx, --pdf, --csv, --docx, --html and --pack, each with a path, or a --layout or a form to --fill, with --out.',
      );
    if (pack !== undefined) refuseOtherEnding('--pack', pack, ['.zip']);
    refuseSamePath(
      [...wanted.map(({ path }) => path), pack, layout?.path, form?.path].filter(
        (path) => path !== undefined,
      ),
    );
    const shaped = shapeFrom(options);
    checkPackOptions(options);
    checkOnly(options);
    const prepared = preparedFor(options, { pack, layout: layout?.id, form: form?.form });
    const day = asOfFrom(options.asOf);
    return withWorkbook(file, form?.remember ? 'write' : 'read', options, streams, async (command) => {
      const { ask, print } = command;
      if (layout !== null) await refuseOtherFormat(layout, ask);
      const filter = await filterFrom(options.only, ask);
      const limits = {
        ...(options.person === undefined ? {} : { person: options.person }),
        ...(filter === null ? {} : { filter }),
        ...day,
      };
      const { files, extract } = await writeWanted(command, wanted, { ...limits, ...shaped, ...prepared });
      const packed =
        pack === undefined ? null : await exportPack(command, pack, { ...day, ...prepared }, options);
      const laidOut = layout === null ? null : await exportLayout(command, layout, { ...day, ...prepared });
      const filled = form === null ? null : await exportForm(command, form, { ...day, ...prepared });
      const pathOf = (format: ExportFormat) => wanted.find((each) => each.format === format)?.path ?? '';
      print(
        'export',
        {
          ...(filter === null ? {} : { extract: extract && { of: extract.of, by: extract.by } }),
          files: files.map(({ handle: _, ...written }) => ({ path: pathOf(written.format), ...written })),
          ...(packed === null ? {} : { pack: packed.document }),
          ...(laidOut === null ? {} : { layout: laidOut.document }),
          ...(filled === null ? {} : { form: filled.document }),
        },
        () =>
          (filter === null ? '' : extractLine(extract)) +
          files.map((written) => describe(written, pathOf(written.format))).join('') +
          (packed?.text ?? '') +
          (laidOut?.text ?? '') +
          (filled?.text ?? ''),
      );
      if (files.some(({ reconciliation }) => !reconciliation.ok)) throw new ExitWith(EXIT.found);
    });
  });
};

/** Writes the formats asked for; nothing where none is. */
function writeWanted(
  { core, ask }: WorkbookCommand,
  wanted: readonly WantedFile<ExportFormat>[],
  how: Omit<InputOf<MethodOf<'exports.run'>>, 'files'>,
) {
  if (wanted.length === 0) return { files: [], extract: null };
  return ask('exports.run', {
    files: wanted.map(({ format, path }) => ({ format, target: core.files.registerTarget(path).handle })),
    ...how,
  });
}

/** How the documents are made. INVALID_INPUT where none is that it is for, and for a size of paper that is none. */
function shapeFrom({ history, paper, xlsx, pdf, docx }: Options): { history: boolean; paper?: Paper } {
  const told = xlsx !== undefined || pdf !== undefined;
  if (history === true && !told)
    throw invalidInput(
      '--history goes into the Excel workbook and the PDF: name --xlsx or --pdf, with a path.',
    );
  if (paper !== undefined && !told && docx === undefined)
    throw invalidInput(
      '--paper is for the Excel workbook, the PDF and the Word document: name --xlsx, --pdf or --docx, with a path.',
    );
  return { history: history === true, ...paperFrom(paper) };
}

function describe(file: ExportedFile, path: string): string {
  const { found, ok, problems, texts } = file.reconciliation;
  const counts =
    texts !== undefined
      ? counted(texts, 'text')
      : `${counted(found.rows, 'row')}, ${counted(found.notes, 'note')}, ${counted(found.evidence, 'evidence item')}`;
  return [
    `${path}  ${counted(file.bytes, 'byte')}`,
    ok ? `  read back and complete: ${counts}` : `  INCOMPLETE, do not use it: ${counts}`,
    ...problems.map((problem) => `  - ${problem}`),
    ...file.warnings.map((warning) => `  note: ${warning}`),
    `  sha256 ${file.sha256}`,
    '',
  ].join('\n');
}
