import { extname } from 'node:path';
import { Option } from 'commander';
import { invalidInput } from '../../../contract/errors.ts';
import type { FilledForm, NamedColumns } from '../../../contract/forms.ts';
import type { MethodOf } from '../../../contract/index.ts';
import type { InputOf } from '../../../contract/methods/method.ts';
import { leftReasons } from '../../../domain/forms/left-rows.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { Command } from '../context.ts';
import type { DocumentOf } from '../documents/document.ts';
import { refuseOtherEnding } from '../wanted-files.ts';
import { COLUMNS_OPTION, namedColumns } from './form-columns.ts';

export interface FormOptions {
  readonly fill?: string;
  readonly out?: string;
  readonly vantage?: string;
  readonly overwrite?: boolean;
  readonly columns?: string;
  readonly sheet?: string;
  readonly headingRow?: string;
  readonly remember?: boolean;
}
export interface FormWanted {
  readonly form: string;
  readonly path: string;
  readonly vantage: string | undefined;
  readonly overwrite: boolean;
  readonly columns: NamedColumns | undefined;
  readonly remember: boolean;
}

export const FILL_OPTION = new Option(
  '--fill <form>',
  "somebody's own form, filled in in place: a FedRAMP CIS and CRM workbook or POA&M, CSA's CAIQ or AI-CAIQ, CISO Assistant's sheet of an audit, or any responsibility matrix; the form itself stays as it is",
);
/** What else can be said of a form. */
export const FORM_OPTIONS = [
  new Option('--overwrite', 'write over cells of the form that are filled in already'),
  COLUMNS_OPTION,
  new Option('--sheet <name>', 'with --columns: the sheet that they are of, where the form has several'),
  new Option(
    '--remember',
    'with --columns: keep it in the workbook for the next form with the same headings, which then needs no --columns',
  ),
  new Option(
    '--heading-row <number>',
    'with --columns: the last row of the headings, where it is not the first one that has them all',
  ),
];

/** The form to be filled in and where to; null when none is. Throws INVALID_INPUT for options that do not go together. */
export function formWanted(
  options: FormOptions & {
    readonly layout?: string;
    readonly framework?: string;
    readonly person?: string;
    readonly only?: readonly string[];
  },
): FormWanted | null {
  const { fill, out, vantage, overwrite } = options;
  if (fill === undefined) {
    const stray = FORM_OPTIONS.find(
      (option) => options[option.attributeName() as keyof FormOptions] !== undefined,
    );
    if (stray) throw invalidInput(`${stray.long} is for a form that is filled in: name it with --fill.`);
    return null;
  }
  const columns = namedColumns(options);
  if (options.remember === true && columns === undefined)
    throw invalidInput('--remember keeps what the columns of a form take: name them with --columns.');
  if (out === undefined)
    throw invalidInput(
      'Say where the filled form is to be written: --out <path>. The form itself stays as it is.',
    );
  if (options.layout !== undefined || (options.framework !== undefined && columns === undefined))
    throw invalidInput(
      'A form has a layout of its own. Leave out --layout and --framework, or leave out --fill; --framework goes with --columns and says whose control ids the form has.',
    );
  if (options.person !== undefined || options.only !== undefined)
    throw invalidInput(
      'A form is always filled in from the whole workbook. Leave out --person and --only, or leave out --fill.',
    );
  refuseOtherEnding('Filling in this form', out, [extname(fill).toLowerCase()]);
  return {
    form: fill,
    path: out,
    vantage,
    overwrite: overwrite === true,
    columns,
    remember: options.remember === true,
  };
}

/** Fills in a form; what is printed of it. */
export async function exportForm(
  { core, ask }: Command,
  { form, path, vantage, overwrite, columns, remember }: FormWanted,
  how: Omit<InputOf<MethodOf<'forms.fill'>>, 'form' | 'target'>,
): Promise<{ readonly document: NonNullable<DocumentOf<'export'>['form']>; readonly text: string }> {
  const { handle: _, ...filled } = await ask('forms.fill', {
    form: core.files.registerSource(form).handle,
    target: core.files.registerTarget(path).handle,
    ...(vantage === undefined ? {} : { vantage }),
    overwrite,
    ...(columns === undefined ? {} : { columns: [columns], remember }),
    ...how,
  });
  return { document: { path, ...filled }, text: filledText(filled, path) };
}

function filledText(filled: Omit<FilledForm, 'handle'>, path: string): string {
  const total = (of: 'filled' | 'partly' | 'left') =>
    filled.sheets.reduce((sum, sheet) => sum + sheet[of], 0);
  return [
    `${path}  ${counted(filled.bytes, 'byte')}`,
    `  ${filled.title}${filled.vantage === null ? '' : `, from the seat ${filled.vantage}`}`,
    `  ${counted(filled.cells, 'cell')} written and read back; everything else is as it was`,
    `  rows: ${numbers(total('filled'), total('partly'), total('left'))}`,
    ...filled.sheets.map(
      ({ sheet, ...count }) => `    ${sheet}: ${numbers(count.filled, count.partly, count.left)}`,
    ),
    ...leftReasons(filled.left).map(
      ({ partly, why, rows, names }) =>
        `  ${partly ? 'in part' : 'left'}, ${counted(rows, 'row')}: ${why} ${names}`,
    ),
    ...filled.leftOut.map((sentence) => `  note: ${sentence}`),
    `  sha256 ${filled.sha256}`,
    '',
  ].join('\n');
}

const numbers = (filled: number, partly: number, left: number): string =>
  [
    `${numeral(filled)} filled in`,
    ...(partly > 0 ? [`${numeral(partly)} in part`] : []),
    `${numeral(left)} left`,
  ].join(', ');
