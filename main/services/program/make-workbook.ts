import { DemarcError } from '../../contract/errors.ts';
import { nameTemporary, temporaryBeside } from '../../platform/atomic-write.ts';
import { removeTemporary } from '../../platform/temporaries.ts';
import { refuseTaken } from '../../workbook/create.ts';
import { readTemplate } from '../../workbook/template.ts';
import type { CoreState } from '../core-state.ts';
import type { Session } from '../session.ts';
import { playExample } from './example-player.ts';
import { createWorkbook, type NewWorkbook } from './new-workbook.ts';

/**
 * Makes a workbook at a path where nothing is, and opens it. An example is played to its end under another name, so that no part of one
 * ever lies under its own; a template is read and checked before anything is made. CONFLICT when there is a file already.
 */
export async function makeWorkbook(core: CoreState, path: string, wanted: NewWorkbook): Promise<Session> {
  const { template, ...plain } = wanted;
  if (template !== undefined)
    createWorkbook(core, path, { ...plain, template: await readTemplate(template) });
  else if (plain.example === undefined) createWorkbook(core, path, plain);
  else await makeExample(core, path, plain, plain.example);
  return core.openSession(path);
}

async function makeExample(
  core: CoreState,
  path: string,
  wanted: Omit<NewWorkbook, 'template'>,
  example: NonNullable<NewWorkbook['example']>,
): Promise<void> {
  refuseTaken(path);
  const temporary = temporaryBeside(path);
  try {
    createWorkbook(core, temporary, wanted);
    const session = await core.openSession(temporary, { unfinished: true });
    try {
      await playExample(core, session.id, example);
    } finally {
      await core.closeSession(session.id);
    }
    nameTemporary(temporary, path);
  } catch (error) {
    removeTemporary(temporary);
    // Whoever made the whole is not told of the file that was being attached.
    if (error instanceof DemarcError && error.code === 'CANCELLED')
      throw new DemarcError('CANCELLED', 'It was cancelled; nothing was made.');
    throw error;
  }
}
