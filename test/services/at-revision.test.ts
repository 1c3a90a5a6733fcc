import { expect, test } from 'vitest';
import { rulesReader } from '../../main/assessment/rules-then.ts';
import { withSnapshot } from '../../main/jobs/snapshot.ts';
import { withRevision } from '../../main/workbook/at-revision.ts';
import { readHead } from '../../main/workbook/change-log.ts';
import type { ReadDb } from '../../main/workbook/connection.ts';
import { stateOfRevision } from '../../main/workbook/earlier-rows.ts';
import { takeRulesBack } from '../../main/workbook/rules-back.ts';
import { readBatches, readLoggedRows, textOfBatch, textOfRow } from '../../main/workbook/state/rows.ts';
import { addText, digestOfSums, emptySums } from '../../main/workbook/state/sums.ts';
import { BATCH_TABLES } from '../../main/workbook/state/tables.ts';
import { openTestWorkbook } from '../support/core.ts';
import { houseRules } from '../support/house-rules.ts';

/** The digest of what the tables hold, counted row by row. */
function digestOf(db: ReadDb): string {
  const sums = emptySums();
  for (const { table, shape, row } of readLoggedRows(db)) addText(sums, textOfRow(table, shape, row));
  for (const table of Object.keys(BATCH_TABLES))
    for (const batch of readBatches(db, table)) addText(sums, textOfBatch(batch));
  return digestOfSums(sums);
}

test('at every revision the workbook in memory has the digest that its log vouches for there', async () => {
  const { call, path } = await openTestWorkbook({ example: 'ecommerce' });
  const REF = 'orders-db/restore-testing';
  await call('services.remove', { ref: 'orders-db' });
  await call('workbook.undo', {});
  await call('evidence.remove', { number: 1 });
  await call('assignments.clear', { ref: REF });
  await call('snapshots.take', { name: 'Later' });
  await call('houseRules.take', { text: houseRules('one', true, true) });
  await call('due.setCadence', { of: 'workbook', months: 12 });
  await call('workbook.update', { rules: ['other-accepts'] });
  await call('houseRules.take', { text: houseRules('two', false, true) });
  await call('due.setCadence', { of: 'workbook', months: null });
  await call('erasure.rules', { retentionDays: 30 });
  await call('houseRules.remove', {});
  await withSnapshot(path, async (db, catalogue) => {
    const rules = rulesReader(catalogue);
    const head = readHead(db).rev;
    // The last ones, where the kinds of change of this test are, and some on the way back to the first.
    const revs = [...Array(15).keys()].map((back) => head - back);
    for (let rev = head - 15; rev >= 1; rev -= Math.ceil(head / 5)) revs.push(rev);
    for (const rev of [...revs, 1]) {
      const found = withRevision(db, rev, (then) => ({
        digest: digestOf(then),
        head: readHead(then).rev,
        rules: rules(then),
      }));
      expect(found, `revision ${rev} of ${head}`).toEqual({
        digest: stateOfRevision(db, rev),
        head: rev,
        // Their tables alone, taken back, come to the same.
        rules: takeRulesBack(db, rev, rules).stood,
      });
    }
    expect(digestOf(db)).toBe(stateOfRevision(db, head));
  });
});
