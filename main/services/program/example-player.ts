import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EXAMPLES } from '../../contract/app.ts';
import type { Ticket } from '../../contract/methods/method.ts';
import type { Example } from '../../examples/example.ts';
import { examples } from '../../examples/index.ts';
import { makeTemporaryFolder } from '../../platform/temporaries.ts';
import type { CoreState } from '../core-state.ts';

/**
 * Plays an example's calls into an empty workbook, through the same door as a user's. A call that is refused is a mistake
 * of ours and thrown as such.
 */
export async function playExample(
  core: CoreState,
  workbook: string,
  id: (typeof EXAMPLES)[number],
): Promise<void> {
  const example = examples[id];
  const settings = {
    ...core.settings,
    read: () => ({ ...core.settings.read(), assessor: example.assessor }),
  };
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-example-');
  try {
    for (const { method, input } of example.steps) {
      const given = method === 'evidence.attachFile' ? withFile(core, folder, example, input) : input;
      const reply = await core.dispatch(
        { ...core, settings },
        { name: method, input: given, workbook },
        'example',
      );
      if (!reply.ok)
        throw new Error(
          `the example's ${method} (${JSON.stringify(input).slice(0, 120)}) was refused: ${reply.error.message}`,
        );
      if (method === 'evidence.attachFile') await core.jobs.result(reply.value as Ticket);
    }
    // Its steps are ours: whoever opens it undoes only what they did themselves.
    core.session(workbook).history.begin();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withFile(core: CoreState, folder: string, example: Example, input: unknown): unknown {
  const attach = input as { readonly file: string };
  const file = example.files[attach.file];
  if (!file) throw new Error(`the example has no file "${attach.file}"`);
  const path = join(folder, file.name);
  writeFileSync(path, file.content);
  return { ...attach, file: core.files.registerSource(path).handle };
}
