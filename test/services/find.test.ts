import { expect, test } from 'vitest';
import type { FindGroup } from '../../main/contract/find.ts';
import { openTestWorkbook } from '../support/core.ts';

async function shop() {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await call('people.add', { name: 'Jörg Überall', role: 'Restore lead', email: 'joerg@example.org' });
  await call('services.add', {
    services: [
      {
        catalogueId: 'rds',
        label: 'Orders database',
        account: '111122223333',
        notes: 'Moves to Aurora in spring',
      },
      { catalogueId: 's3', label: 'Pictures' },
    ],
  });
  const find = async (text: string, kinds?: FindGroup['kind'][]) =>
    call('find.everything', { text, ...(kinds ? { kinds } : {}) });
  const ids = async (text: string) =>
    (await find(text)).map(({ kind, hits }) => [kind, hits.map((hit) => hit.id)] as const);
  return { ...opened, find, ids };
}

test('every kind is found by its title and by its texts, and it is said what matched', async () => {
  const { call, find } = await shop();
  await call('assignments.answer', {
    ref: 'orders-database/restore-testing',
    answer: { owners: ['organisation'] },
    duties: { organisation: 'Restores the zebra copy every quarter.' },
  });
  await call('assignments.update', {
    ref: 'pictures/data-classification',
    note: 'The zebra pictures are public.',
  });
  await call('evidence.addNote', {
    refs: ['orders-database/restore-testing'],
    title: 'Minutes of the drill',
    text: 'The zebra drill took two hours.',
  });
  await call('workshop.decide', {
    text: 'No zebra leaves the account.',
    ref: 'pictures/data-classification',
  });
  await call('actions.add', { title: 'Order a zebra', subject: 'pictures', note: 'Ask the zoo.' });
  await call('people.add', { name: 'Zebra Keeper' });
  await call('services.add', { services: [{ catalogueId: 'lambda', label: 'Zebra counter' }] });

  const groups = await find('ZEBRA');
  expect(groups.map(({ kind, total }) => [kind, total])).toEqual([
    ['service', 1],
    ['person', 1],
    // The two with the word, and every duty of the service of that name.
    ['duty', expect.any(Number)],
    ['evidence', 1],
    ['decision', 1],
    ['action', 1],
  ]);
  const of = (kind: string) => groups.find((group) => group.kind === kind)?.hits ?? [];
  expect(of('evidence')[0]).toMatchObject({
    title: 'Minutes of the drill',
    matched: { field: 'Text', text: 'The zebra drill took two hours.' },
  });
  expect(of('decision')[0]).toMatchObject({ duty: 'pictures/data-classification', matched: null });
  expect(of('action')[0]).toMatchObject({ id: '1', detail: 'A-1, Pictures', matched: null });

  const [duties] = await find('zebra quarter', ['duty']);
  expect(duties).toMatchObject({
    total: 1,
    hits: [{ id: 'orders-database/restore-testing', detail: 'Orders database' }],
  });
  expect(duties?.hits[0]?.matched?.field).toMatch(/^What .* does$/);
  expect((await find('zebra pictures public', ['duty']))[0]?.hits[0]?.matched).toEqual({
    field: 'Note',
    text: 'The zebra pictures are public.',
  });
});

test('words may stand in different parts of an entry; a title comes before a text', async () => {
  const { call, find, ids } = await shop();
  expect((await find('restore orders'))[0]).toMatchObject({
    kind: 'duty',
    hits: [{ id: 'orders-database/restore-testing', title: 'Restore testing' }],
  });
  await call('assignments.update', {
    ref: 'orders-database/encryption-at-rest',
    note: 'Restore testing, restore testing, restore testing: see there.',
  });
  expect((await find('"restore testing"', ['duty']))[0]?.hits.map((hit) => hit.id)).toEqual([
    expect.stringMatching(/\/restore-testing$/),
    expect.stringMatching(/\/restore-testing$/),
    'orders-database/encryption-at-rest',
  ]);
  expect(await ids('jorg uberall')).toEqual([['person', ['jorg-uberall']]]);
  expect(await ids('joerg@example.org')).toEqual([['person', ['jorg-uberall']]]);
  expect(await ids('111122223333')).toEqual([['service', ['orders-database']]]);
  expect((await ids('PR.DS-01'))[0]).toEqual(['control', ['nist-csf-2.0/PR.DS-01']]);
  expect(await find('')).toEqual([]);
  expect(await find('"*" -')).toEqual([]);
  expect(await find('nothing like it anywhere')).toEqual([]);
});

test('what is found follows every change, undo included', async () => {
  const { call, ids } = await shop();
  expect(await ids('spring')).toEqual([['service', ['orders-database']]]);
  await call('services.update', { ref: 'orders-database', notes: null, label: 'Ledger' });
  expect(await ids('spring')).toEqual([]);
  expect((await ids('ledger')).map(([kind]) => kind)).toEqual(['service', 'duty']);
  await call('workbook.undo', {});
  expect(await ids('spring')).toEqual([['service', ['orders-database']]]);
  expect(await ids('ledger')).toEqual([]);

  await call('people.remove', { id: 'jorg-uberall' });
  expect(await ids('uberall')).toEqual([]);
  await call('workshop.decide', { text: 'Quagga', ref: 'orders-database/restore-testing' });
  expect(await ids('quagga')).toEqual([['decision', ['1']]]);
  await call('workshop.removeDecision', { number: 1 });
  expect(await ids('quagga')).toEqual([]);
});

test('no more of a kind than asked for, and how many there are', async () => {
  const { call } = await shop();
  const [duties] = await call('find.everything', { text: 'orders', kinds: ['duty'], limit: 3 });
  expect(duties?.hits).toHaveLength(3);
  expect(duties?.total).toBeGreaterThan(10);
});
