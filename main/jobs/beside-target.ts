import { basename } from 'node:path';
import { invalidInput } from '../contract/errors.ts';
import { temporaryBeside } from '../platform/atomic-write.ts';
import { isWorkbook } from '../workbook/header.ts';

/**
 * A name beside the target of an export, which is given its own name when it is complete. INVALID_INPUT where nothing could be
 * written, and where a workbook lies: one slip of a shell's history must not cost an assessment.
 */
export function besideTarget(target: string): string {
  const temporary = temporaryBeside(target);
  if (isWorkbook(target))
    throw invalidInput(
      `${basename(target)} is a Demarc workbook, and no export takes the place of one. Give the file another name.`,
    );
  return temporary;
}
