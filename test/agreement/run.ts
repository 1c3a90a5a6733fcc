// npm run agreement [-- --json FILE] [MATRIX.json ...]: what the catalogue suggests, row by row beside published matrices.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { type Compared, compareMatrix } from './compare.ts';
import { readMatrices } from './matrix.ts';
import { disputedIn, scoreOf } from './score.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, rows: { type: 'boolean' } },
});
const catalogue = indexCatalogue(loadCatalogue());
const compared = readMatrices(positionals.length > 0 ? positionals : undefined).map((matrix) => ({
  matrix,
  rows: compareMatrix(matrix, catalogue),
}));
const disputed = disputedIn(compared.map(({ rows }) => rows));
const results = compared.map(({ matrix, rows }) => {
  return {
    matrix: matrix.file,
    title: matrix.title,
    independent: matrix.independent,
    score: scoreOf(rows, disputed),
    left: matrix.rows.length - rows.length,
    rows,
  };
});

const percent = (part: number, whole: number) =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
const line = (cells: readonly (string | number)[]) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(34) : String(cell).padStart(10))).join(' ');
const tell = (title: string, rows: readonly Compared[], left: number | string = '') => {
  const score = scoreOf(rows, disputed);
  console.log(
    line([
      title,
      score.rows,
      percent(score.covered, score.rows),
      score.same,
      score.inHalf,
      percent(score.same + score.na, score.rows),
      score.half,
      score.opposite,
      score.unexplained,
      left,
      score.own,
      percent(score.ownSame, score.own),
      score.undisputed,
      percent(score.undisputedSame, score.undisputed),
      percent(score.byDutiesSame, score.byDuties),
      percent(score.byOwnersSame, score.byDuties),
      score.kappa === null ? '-' : score.kappa.toFixed(2),
    ]),
  );
};
console.log(`Catalogue ${catalogue.catalogue.version}\n`);
console.log(
  line([
    'MATRIX',
    'ROWS',
    'COVERED',
    'SAME',
    'IN HALF',
    'AGREE',
    'HALF',
    'OPPOSITE',
    'NO WORD',
    'LEFT OUT',
    'OWN',
    'OWN SAME',
    'UNDISPUTED',
    'AGREE',
    'DUTIES',
    'OWNERS',
    'KAPPA',
  ]),
);
for (const { matrix, rows, left } of results) tell(matrix, rows, left);
const byDuty = results.filter(({ rows }) => rows.some(({ place }) => place.includes(' / ')));
const all = (list: typeof results) => list.flatMap(({ rows }) => rows);
tell('Service and duty, all', all(byDuty));
tell('Service and duty, independent', all(byDuty.filter(({ independent }) => independent !== 'no')));

console.log(`
IN HALF: of the same, rows that name a part of a duty which our half of a shared duty says in so many words.
LEFT OUT: not scored, about nothing that the catalogue has, or taken together with another row on the same duty.
OWN: rows whose inheritance was not taken from this very matrix; of duties, rows of pages that the catalogue does not rest on.
UNDISPUTED: all rows but those on controls of which another of these matrices says otherwise; where two contradict each other nobody can agree
with both.
DUTIES: rows that agree by the duties alone, without a word on inheritance; OWNERS: by who owns these, leaving out that AWS helps with
duties of the customer's, which some publishers count as a part and others do not.`);
const against = all(results).filter(
  ({ verdict }) => verdict === 'opposite' || (values.rows && verdict === 'half'),
);
console.log(`\n${against.length} ${values.rows ? 'rows that disagree' : 'opposites'} by name:`);
for (const { matrix, place, they, we, why } of against)
  console.log(`  ${matrix} ${place}: they ${they}, we ${we}. ${why ?? 'No word why.'}`);

const json = values.json ?? join(import.meta.dirname, '..', '..', 'test-results', 'agreement.json');
mkdirSync(dirname(json), { recursive: true });
writeFileSync(json, `${JSON.stringify({ catalogue: catalogue.catalogue.version, results }, null, 1)}\n`);
console.log(`\nEvery row is in ${json}.`);
