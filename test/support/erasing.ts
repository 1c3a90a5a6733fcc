import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErasureReport } from '../../main/contract/erasure.ts';
import { DemarcError } from '../../main/contract/errors.ts';
import type { WorkbookInfo } from '../../main/contract/workbook.ts';
import type { TestCore } from './core.ts';

/** A call on files alone, as hosts make it: it names the workbook in its input. Throws the DemarcError of a refusal. */
export async function eraseBy(
  { core }: Pick<TestCore, 'core'>,
  name: string,
  input: unknown,
): Promise<{ readonly report: ErasureReport; readonly info: WorkbookInfo }> {
  const reply = await core.dispatch({ name, input }, 'test');
  if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message, reply.error.details);
  return (await core.awaitJob(reply.value as { job: string })) as {
    report: ErasureReport;
    info: WorkbookInfo;
  };
}

/** Every file below a folder, in the order of their paths. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
/** Those that hold a text. */
export const holding = (folder: string, text: string): readonly string[] =>
  filesBelow(folder).filter((path) => readFileSync(path).includes(text));
