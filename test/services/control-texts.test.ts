import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ControlTextsPreview } from '../../main/contract/control-texts.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

const SAMPLE = readFileSync(
  fileURLToPath(new URL('../fixtures/control-texts/sample-catalog.json', import.meta.url)),
  'utf8',
);

/** What tells the sample apart. */
const KEY = 'nist-800-53-r5~sample-catalogue-for-tests-1-0';

async function opened() {
  const test = await openTestWorkbook();
  const source = (name: string, text: string) => {
    writeFileSync(join(test.folder, name), text);
    return test.core.files.registerSource(join(test.folder, name)).handle;
  };
  const record = async (text: string, name = 'catalog.json', replaces?: string) =>
    (await test.run('texts.record', {
      file: source(name, text),
      ...(replaces === undefined ? {} : { replaces }),
    })) as ControlTextsPreview;
  const get = (framework: string, control: string, catalogue?: string) =>
    test.call('texts.get', { framework, control, ...(catalogue === undefined ? {} : { catalogue }) });
  return { ...test, source, record, get };
}

test('texts come in as one change, and are found under either spelling and every framework that uses the controls', async () => {
  const { call, run, source, record, get } = await opened();
  const file = source('catalog.json', SAMPLE);
  const preview = (await run('texts.preview', { file })) as ControlTextsPreview;
  expect(preview).toMatchObject({
    framework: 'nist-800-53-r5',
    controls: 4,
    withdrawn: 1,
    matched: 3,
    known: 410,
    others: [],
    same: null,
    replaces: null,
    changes: 4,
    gone: 0,
    unplaced: [{ place: 'A control without an id' }, { place: 'sc-28' }],
  });
  expect(await call('texts.list', {})).toEqual([]);
  const { rev } = await call('workbook.info', {});

  expect(await record(SAMPLE)).toEqual(preview);
  expect((await call('workbook.info', {})).rev).toBe(rev + 1);
  const [entry] = await call('workbook.changes', { limit: 1 });
  expect(entry?.summary).toBe(
    'Took in the texts of 4 controls of NIST Special Publication 800-53 from catalog.json',
  );
  for (const [framework, control] of [
    ['nist-800-53-r5', 'AC-2'],
    ['nist-800-53-r5', 'ac-2'],
    ['fedramp-moderate-r5', 'AC-2'],
  ] as const)
    expect(await get(framework, control)).toMatchObject({
      id: 'AC-2',
      token: 'ac-2',
      relatedIds: ['SC-28'],
      source: 'Sample catalogue for tests, version 1.0',
    });
  expect(await get('nist-800-53-r5', 'AC-2(1)')).toMatchObject({ token: 'ac-2.1', title: 'By machine' });
  // Known to the standard, though not to the list here.
  expect(await get('nist-800-53-r5', 'AC-2(10)')).toMatchObject({ id: 'AC-2(10)' });
  expect(await get('nist-800-53-r5', 'AC-3')).toBeNull();
  expect(await get('iso-27001-2022', 'A.5.1')).toBeNull();
  // Whose licence lets it: the shipped catalogue has the words.
  expect(await get('bsi-c5-2026', 'INQ-02')).toMatchObject({
    title: 'Informing Cloud Service Customers about Investigation Requests',
    statement: [{ label: null, depth: 0, text: expect.stringMatching(/^Cloud service customers ensure/) }],
    source:
      'Federal Office for Information Security (BSI), Germany: BSI C5 customer criteria 2026 (1.0.1), CC BY-ND 4.0',
  });
  expect(await call('texts.list', {})).toMatchObject([
    {
      framework: 'nist-800-53-r5',
      controls: 4,
      recordedBy: 'Ann Assessor',
      frameworks: ['nist-800-53-r5', 'fedramp-moderate-r5'],
    },
  ]);

  // The same file again is no change.
  expect(await record(SAMPLE)).toMatchObject({ changes: 0 });
  expect((await call('workbook.info', {})).rev).toBe(rev + 1);
});

test('undo, redo, replacement and removal each swap what is shown', async () => {
  const { call, run, source, record, get } = await opened();
  const title = async () => (await get('nist-800-53-r5', 'AC-2'))?.title ?? null;
  await record(SAMPLE);
  const newer = SAMPLE.replace('Accounts are looked after', 'Accounts, second edition').replace(
    '"1.0"',
    '"2.0"',
  );
  expect(await record(newer, 'newer.json', KEY)).toMatchObject({
    changes: 1,
    replaces: { title: 'Sample catalogue for tests', version: '1.0', sameTitle: true },
  });
  expect(await title()).toBe('Accounts, second edition');
  // A smaller edition says how many texts would go.
  const file = source('fewer.json', newer.replace('"ac-2.1"', '"zz-1"'));
  expect(await run('texts.preview', { file, replaces: KEY })).toMatchObject({
    changes: 1,
    gone: 1,
  });
  await call('workbook.undo', {});
  expect(await title()).toBe('Accounts are looked after');
  await call('workbook.redo', {});
  expect(await title()).toBe('Accounts, second edition');
  await call('texts.remove', { catalogue: KEY });
  expect(await title()).toBeNull();
  await expect(call('texts.remove', { catalogue: KEY })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await call('workbook.undo', {});
  expect(await title()).toBe('Accounts, second edition');
});

test('several catalogues of a framework stand side by side, each told apart, and none replaces another unasked', async () => {
  const { call, run, source, record, get } = await opened();
  const low = SAMPLE.replace('Sample catalogue for tests', 'Low baseline').replace(
    'Accounts are looked after',
    'Accounts, low',
  );
  await record(SAMPLE);
  expect(await record(low, 'low.json')).toMatchObject({
    others: [{ key: KEY, title: 'Sample catalogue for tests', sameTitle: false, changes: 1 }],
    replaces: null,
    changes: 4,
    gone: 0,
  });
  // Another edition comes in beside the former as well, as long as nobody says otherwise.
  await record(low.replace('"1.0"', '"2.0"').replace('"ac-2.1"', '"zz-1"'), 'low-2.json');
  const keys = [KEY, 'nist-800-53-r5~low-baseline-1-0', 'nist-800-53-r5~low-baseline-2-0'];
  expect((await call('texts.list', {})).map(({ key, frameworks }) => [key, frameworks.length])).toEqual(
    keys.map((key) => [key, 2]),
  );
  expect(await get('fedramp-moderate-r5', 'AC-2')).toMatchObject({
    title: 'Accounts are looked after',
    catalogue: keys[0],
    catalogues: keys.map((key) => ({ key })),
  });
  expect(await get('fedramp-moderate-r5', 'AC-2', keys[1])).toMatchObject({
    title: 'Accounts, low',
    source: 'Low baseline, version 1.0',
  });
  // Only those that have a text of a control are named for it.
  expect((await get('nist-800-53-r5', 'AC-2(1)'))?.catalogues.map(({ key }) => key)).toEqual(
    keys.slice(0, 2),
  );
  // The very same texts under another name of the file are none to take in.
  const { rev } = await call('workbook.info', {});
  expect(await record(low, 'again.json')).toMatchObject({ same: keys[1], changes: 0 });
  expect((await call('workbook.info', {})).rev).toBe(rev);
  await expect(run('texts.preview', { file: source('x.json', low), replaces: 'high' })).rejects.toMatchObject(
    { code: 'NOT_FOUND', message: expect.stringContaining('Low baseline') },
  );
  await call('texts.remove', { catalogue: keys[0] ?? '' });
  expect(await get('nist-800-53-r5', 'AC-2')).toMatchObject({ title: 'Accounts, low' });
  expect(await run('workbook.verify', {})).toMatchObject({ ok: true });
});

test('texts survive closing, the change log still verifies, and a reader cannot take texts in', async () => {
  const { core, path, folder, workbook, record } = await opened();
  await record(SAMPLE);
  await core.dispatch({ name: 'app.close', input: { workbook } }, 'test');
  const { core: other } = startCore(join(folder, 'other'));
  const { id } = await other.openPath(path, { readOnly: true });
  const reading = callers(other, id);
  expect(await reading.call('texts.get', { framework: 'nist-800-53-r5', control: 'SC-28' })).toMatchObject({
    statement: [{ text: 'Data at rest is encrypted.' }],
  });
  expect(await reading.run('workbook.verify', {})).toMatchObject({ ok: true });
  const file = other.files.registerSource(join(folder, 'catalog.json')).handle;
  await expect(reading.run('texts.record', { file })).rejects.toMatchObject({ code: 'READ_ONLY' });
  await other.close();
});

test('a catalogue of nothing known here is refused and changes nothing', async () => {
  const { call, run, source } = await opened();
  const { rev } = await call('workbook.info', {});
  const file = source('x.json', SAMPLE.replaceAll('ac-2', 'zz-2').replaceAll('sc-28', 'zz-28'));
  await expect(run('texts.record', { file })).rejects.toThrow(/of no framework that is known here/);
  const older = source('old.json', SAMPLE.replace('Sample catalogue for tests', 'Publication, Revision 4'));
  await expect(run('texts.record', { file: older })).rejects.toThrow(/another revision.*Revision 5/);
  expect((await call('workbook.info', {})).rev).toBe(rev);
});
