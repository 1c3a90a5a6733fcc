import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStandingMarks } from '../../main/assessment/common-controls.ts';
import { buildMatrix } from '../../main/assessment/matrix.ts';
import { registerOf } from '../../main/assessment/register.ts';
import { catalogueOf } from '../../main/assessment/workbook-catalogue.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { readHead } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { startCore, temporaryFolder } from '../support/core.ts';
import { perform } from '../support/perform.ts';
import fc, { runs } from '../support/property.ts';
import { type RandomCommand, randomSteps } from '../support/random-commands.ts';

const RUNS = runs(3);
const shipped = indexCatalogue(loadCatalogue());
const start: readonly RandomCommand[] = [
  {
    name: 'services.add',
    input: { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] },
  },
  { name: 'people.add', input: { name: 'Zoë Müller' } },
  { name: 'assignments.acceptSuggestions', input: { subject: 's3' } },
];
const edits = fc
  .array(randomSteps, { minLength: 10, maxLength: 40, size: 'max' })
  .map((steps) => steps.flat());

test('after every change the register and the matrix in memory are those that the file gives anew', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (commands) => {
      const folder = temporaryFolder();
      const path = join(folder, 'acme.demarc');
      const { core } = startCore(folder);
      await core.createAt(path, { title: 'Assessment', organisation: 'Acme' });
      await core.close();
      await perform(path, 'ann', [...start, ...commands], async (call, done) => {
        const { rows } = await call('assignments.register', { limit: 5000 });
        const matrix = await call('assignments.matrix', {});
        const db = connect(path, { readonly: true });
        try {
          const catalogue = catalogueOf(shipped, db);
          expect([done, rows]).toEqual([done, [...registerOf(db, catalogue)]]);
          expect(matrix).toEqual(buildMatrix(db, catalogue, readStandingMarks(db), readHead(db).rev));
        } finally {
          db.close();
        }
      });
    }),
    { numRuns: RUNS },
  );
}, 120_000);
