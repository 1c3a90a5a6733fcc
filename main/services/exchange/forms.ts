import { statSync } from 'node:fs';
import { extname } from 'node:path';
import type { SheetMapping } from '../../contract/claims.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import type { GivenMapping } from '../../contract/methods/claims.ts';
import type { forms } from '../../contract/methods/forms.ts';
import { preparedOf, whyNoForm } from '../../domain/report/audience.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers } from '../context.ts';
import { rememberMappings } from './remember-mappings.ts';

/** The forms that can be filled in: Excel workbooks as they are, with macros or without. */
const KINDS = ['.xlsx', '.xlsm'];

const KEPT = 'What its columns take is remembered in this workbook for forms with the same headings.';

/** What was said of a sheet's columns, without what was read beside it. */
const asGiven = ({
  sheet,
  matrix,
  headerRow,
  headerRows,
  scheme,
  columns,
}: SheetMapping): GivenMapping[number] => ({
  sheet,
  matrix,
  headerRow,
  headerRows,
  scheme,
  words: [],
  columns: columns.flatMap(({ column, meaning }) => (meaning === 'unknown' ? [] : [{ column, meaning }])),
});

export const formHandlers: Handlers<typeof forms> = {
  async fill(context, { form, target, vantage, overwrite, columns, remember, asOf, ...given }) {
    const { session, db, core, clock, files, signal, progress } = context;
    if (remember && columns && session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so it cannot remember what the columns of a form take. Fill the form in without that.`,
      );
    const prepared = preparedOf(given, readWorkbook(db));
    const why = whyNoForm(prepared);
    if (why !== null) throw invalidInput(`${why} Nothing was written. Prepare it for somebody else.`);
    const source = { name: files.nameOf(form), path: files.pathOf(form) };
    const path = files.targetOf(target);
    refuseTarget(source, { name: files.nameOf(target), path });
    const { named, ...filled } = await core.runTask(
      {
        kind: 'form',
        workbook: session.readFrom,
        path,
        form: source,
        prepared,
        ...(vantage === undefined ? {} : { vantage }),
        overwrite: overwrite === true,
        ...(columns === undefined ? {} : { columns }),
        asOf: asOf ?? clock.today(),
        appVersion: core.version,
      },
      { signal, progress },
    );
    const kept = remember === true && named.length > 0;
    if (kept)
      context.write('forms.fill', (command) => {
        rememberMappings(command, named.map(asGiven), named);
        command.describe(`Remembered what the columns of ${source.name} take`);
      });
    return {
      ...filled,
      leftOut: [...(kept ? [KEPT] : []), ...filled.leftOut],
      file: files.nameOf(target),
      handle: target,
    };
  },
};

interface NamedPath {
  readonly name: string;
  readonly path: string;
}

/** INVALID_INPUT where the result would take the place of the form, or would be a file that no program opens. */
function refuseTarget(form: NamedPath, target: NamedPath): void {
  const [from, to] = [extname(form.name).toLowerCase(), extname(target.name).toLowerCase()];
  if (!KINDS.includes(from))
    throw invalidInput(
      `${form.name} is no form that can be filled in: that takes an Excel workbook (.xlsx or .xlsm). Save it as one and try again.`,
    );
  if (from !== to)
    throw invalidInput(
      `The form ${form.name} stays what it is when it is filled in, so the result must end in ${from} as well. Give it another name than ${target.name}.`,
    );
  const [a, b] = [form.path, target.path].map((path) =>
    statSync(path, { bigint: true, throwIfNoEntry: false }),
  );
  if (form.path === target.path || (a && b && a.dev === b.dev && a.ino === b.ino))
    throw invalidInput(
      `${form.name} is the form itself, which is never written over. Choose another place for the result.`,
    );
}
