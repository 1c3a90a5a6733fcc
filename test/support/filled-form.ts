import { join } from 'node:path';
import type { AudienceId } from '../../main/contract/audience.ts';
import type { FilledForm, NamedColumns } from '../../main/contract/forms.ts';
import type { TestCore } from './core.ts';

interface Filled extends FilledForm {
  readonly path: string;
}
/** Fills in a form from a workbook, beside it. */
export async function fill(
  { core, run, folder }: TestCore,
  form: string,
  more: {
    readonly out?: string;
    readonly vantage?: string;
    readonly overwrite?: boolean;
    readonly columns?: readonly NamedColumns[];
    readonly remember?: boolean;
    readonly asOf?: string;
    readonly audience?: AudienceId;
    readonly classification?: string;
    readonly distribution?: string;
  } = {},
): Promise<Filled> {
  const { out = 'ours.xlsx', ...options } = more;
  const path = join(folder, out);
  const filled = (await run('forms.fill', {
    form: core.files.registerSource(form).handle,
    target: core.files.registerTarget(path).handle,
    ...options,
  })) as FilledForm;
  return { ...filled, path };
}
