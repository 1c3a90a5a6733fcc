import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isLongLook } from '../support/property.ts';
import { SCRIPT_TEXTS } from '../support/scripts.ts';
import { temporaryFolder } from '../support/temp.ts';

const child = fileURLToPath(new URL('../support/first-pdf-child.ts', import.meta.url));
/** With marks that are put together, which a document announces in its fonts; and with scripts of which each has a font: every one for a longer look. */
const MARKS = ['combining marks', 'Hebrew with points', 'Thai'];
const SCRIPTS = isLongLook
  ? Object.keys(SCRIPT_TEXTS)
  : ['Persian', 'Hebrew with Latin', 'Traditional', 'Thai', 'Bengali', 'Khmer'];

/** What a process makes of documents, one behind the other. */
function made(documents: readonly (readonly string[])[]): readonly Buffer[] {
  const folder = temporaryFolder();
  const args = [child, folder, JSON.stringify(documents)];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return documents.map((_, at) => readFileSync(join(folder, `${at}.pdf`)));
}

test('a document has the same bytes whether it is the first of its process or comes after others', {
  tags: 'long',
}, () => {
  // Each first, behind itself and behind the other.
  const [marks, scripts, ...rest] = made([MARKS, SCRIPTS, SCRIPTS, MARKS]);
  const [first] = made([SCRIPTS]);
  const same = (one: Buffer | undefined, two: Buffer | undefined) =>
    one !== undefined && two !== undefined && one.equals(two);
  expect([scripts, rest[0]].map((each) => same(each, first))).toEqual([true, true]);
  expect(same(rest[1], marks)).toBe(true);
});
