import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { invalidInput } from '../../contract/errors.ts';
import type { forms } from '../../contract/methods/forms.ts';
import { preparedOf, whyNoForm } from '../../domain/report/audience.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers } from '../context.ts';

/** The forms that can be filled in: Excel workbooks as they are, with macros or without. */
const KINDS = ['.xlsx', '.xlsm'];

export const formHandlers: Handlers<typeof forms> = {
  async fill(
    { session, db, core, clock, files, signal, progress },
    { form, target, vantage, overwrite, columns, asOf, ...given },
  ) {
    const prepared = preparedOf(given, readWorkbook(db));
    const why = whyNoForm(prepared);
    if (why !== null) throw invalidInput(`${why} Nothing was written. Prepare it for somebody else.`);
    const source = { name: files.nameOf(form), path: files.pathOf(form) };
    const path = files.targetOf(target);
    refuseTarget(source, { name: files.nameOf(target), path });
    const filled = await core.runTask(
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
    return { ...filled, file: files.nameOf(target), handle: target };
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
