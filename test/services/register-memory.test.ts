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
import { openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';
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

test('what an answer looks up of services and parties is what stands, whatever was changed, refused or taken back', async () => {
  const { call } = await openTestWorkbook();
  const REF = 'orders-db/restore-testing';
  const add = () => call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const answer = (...owners: string[]) => call('assignments.answer', { ref: REF, answer: { owners } });
  await add();
  await answer('organisation');
  const { id } = await call('parties.add', { name: 'Managed SOC', kind: 'third-party' });
  await answer('organisation', id);
  await call('parties.update', { id, name: 'Hostwell' });
  await call('services.update', { ref: 'orders-db', label: 'Orders' });
  await answer(id);
  expect(await call('workbook.undo', {})).toEqual({ undone: 'Answered Restore testing, Orders: Hostwell' });
  await call('workbook.redo', {});
  await answer('organisation');
  await call('parties.remove', { id });
  await expect(answer(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await call('services.remove', { ref: 'orders-db' });
  await expect(answer('organisation')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await call('workbook.undo', {});
  await answer('aws', 'organisation');
  await call('services.remove', { ref: 'orders-db' });
  // What a batch adds is there for its next step, and not for anybody once the batch is refused or only tried.
  const steps = [
    { step: 'add service', with: { service: 'rds', label: 'orders-db' } },
    { step: 'answer', with: { duty: REF, owners: 'Acme' } },
  ] as const;
  const apply = (more: object) => call('workbook.apply', { from: 'steps.yaml', steps: [...steps], ...more });
  await apply({ dryRun: true });
  await expect(answer('organisation')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const refused = { step: 'answer', with: { duty: REF, owners: 'Nobody' } } as const;
  await expect(apply({ steps: [...steps, refused] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(answer('organisation')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await apply({});
  await answer('aws', 'organisation');
});
