import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError } from '../../../main/contract/errors.ts';
import { openWorkbook } from '../../../main/workbook/open.ts';
import { fell, held, type Outcome } from '../part.ts';
import { differingTables, digestOf, verdictOn } from '../sound.ts';

/**
 * Reads a damaged workbook as the program does and holds it to the promise: it is refused in a sentence, or `verify`
 * names what differs, or nothing that it records differs. `sound` is the digest of its rows before. Reading changes no byte.
 */
export async function judgeDamaged(path: string, sound: ReadonlyMap<string, string>): Promise<Outcome> {
  const before = readFileSync(path);
  const outcome = await judge(path, sound);
  if (outcome.fell === undefined && !readFileSync(path).equals(before))
    return fell('changed', `Reading ${basename(path)} changed it.`);
  return outcome;
}

async function judge(path: string, sound: ReadonlyMap<string, string>): Promise<Outcome> {
  try {
    openWorkbook(path, {
      who: 'Ann',
      backups: `${path}-backups`,
      now: '2026-11-26T10:00:00.000Z',
      readOnly: true,
    }).close();
  } catch (error) {
    if (error instanceof DemarcError && error.code !== 'UNEXPECTED') return held('refused');
    return fell('UNEXPECTED', `Opening it ended with ${error}`);
  }
  const verdict = await verdictOn(path);
  if (verdict instanceof DemarcError) return held('refused by verify');
  if (!verdict.ok) return held('named by verify');
  const differing = differingTables(sound, digestOf(path));
  return differing.length === 0
    ? held('no difference')
    : fell(
        'SILENT',
        `Rows of ${differing.join(', ')} differ from what was written, and verify calls it sound.`,
      );
}
