import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../support/programs.ts';
import { TEXTS_BESIDE, writeBeside } from '../support/scripts-beside.ts';

/**
 * `node main/hosts/own-node.mjs test/pictures/beside.ts FOLDER`: a page, `beside.html`, with what we and LibreOffice make of the same texts in
 * every script, for the eye; `pdf-scripts.test.ts` compares what a program can.
 */
const [folder] = process.argv.slice(2);
const office = findProgram('libreOfficeWriter');
if (folder === undefined || office === null || findProgram('poppler') === null) {
  console.error('Say into which folder; LibreOffice Writer and poppler have to be installed.');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const files = writeBeside(office, folder);
// The upper end of each page, at two and a third pixels a point.
const CUT = ['-r', '170', '-x', '70', '-y', '70', '-W', '1280', '-H', '110'];
const pictures = [files.ours, files.theirs].map((path) => {
  execFileSync('pdftoppm', [...CUT, '-png', path, path]);
  return TEXTS_BESIDE.map((_, at) => {
    const number = `${at + 1}`.padStart(`${TEXTS_BESIDE.length}`.length, '0');
    return readFileSync(`${path}-${number}.png`).toString('base64');
  });
});
const rows = TEXTS_BESIDE.map(
  ([name], at) =>
    `<tr><th>${name}</th>${pictures.map((of) => `<td><img alt="" width="640" src="data:image/png;base64,${of[at]}"></td>`).join('')}</tr>`,
);
writeFileSync(
  join(folder, 'beside.html'),
  `<!doctype html><meta charset="utf-8"><title>Beside LibreOffice</title><table border="1"><tr><th></th><th>Demarc</th><th>LibreOffice</th></tr>${rows.join('')}</table>`,
);
console.log(join(folder, 'beside.html'));
