import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SCRIPT_TEXTS } from '../support/scripts.ts';
import { writeScriptsPdf } from '../support/scripts-pdf.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const child = fileURLToPath(new URL('../support/first-pdf-child.ts', import.meta.url));
const all = Object.keys(SCRIPT_TEXTS);
/** With marks that are put together, which a document announces in its fonts; and with scripts of which each has a font. */
const DOCUMENTS = [['combining marks', 'Hebrew with points', 'Thai'], all];

test('a document has the same bytes whether it is the first of its process or comes after others', async () => {
  const firsts = DOCUMENTS.map((names, index) => {
    const first = join(folder, `first-${index}.pdf`);
    execFileSync(process.execPath, [child, first, ...names], { stdio: ['ignore', 'ignore', 'inherit'] });
    return readFileSync(first);
  });
  // Each behind itself and behind the other.
  for (const index of [0, 0, 1, 1, 0]) {
    const later = join(folder, 'later.pdf');
    const names = DOCUMENTS[index] ?? [];
    await writeScriptsPdf(later, names);
    expect(readFileSync(later).equals(firsts[index] ?? Buffer.alloc(0)), `${names}`).toBe(true);
  }
});
