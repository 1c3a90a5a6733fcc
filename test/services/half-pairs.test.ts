import { expect, test } from 'vitest';
import { openTestWorkbook } from '../support/core.ts';

/** The first half of a pair that stands for one character in JavaScript's strings, as a text has it that was cut in its middle. */
const HALF = '\ud83d';

test('half of a pair of surrogates in any text that is recorded leaves the record sound', async () => {
  const { call, run } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3', label: `Files ${HALF}` }] });
  await call('people.add', { name: `Kim ${HALF}` });
  await call('assignments.update', { ref: 'files/public-exposure', note: `Cut ${HALF}` });
  await call('evidence.addNote', { title: `Minutes ${HALF}`, text: HALF, refs: ['files/public-exposure'] });
  const report = await run('workbook.verify', {});
  expect(report).toMatchObject({ ok: true, problems: [] });
  expect((await call('people.list', {}))[0]?.name).toBe('Kim \ufffd');
});
