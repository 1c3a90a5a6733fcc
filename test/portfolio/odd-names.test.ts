import { expect, onTestFinished, test } from 'vitest';
import { storable } from '../../main/portfolio/storable.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio } from '../support/portfolio.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const BACKUPS = 'orders/backup-configuration';

test.each(ENGINES)('names that %s cannot hold are published without what it cannot hold', async (engine) => {
  const portfolio = await emptyPortfolio(engine);
  const path = await teamWorkbook(temporaryFolder(), 'a', {
    title: 'A\0',
    organisation: 'Ac\0me',
    answers: { [BACKUPS]: ['organisation'] },
    more: async ({ call }) => {
      await call('people.add', { name: 'Ben\0 Brook' });
      await call('people.add', { name: 'Ben Brook' });
      await call('assignments.update', {
        ref: BACKUPS,
        people: { organisation: 'ben-brook' },
        note: '\0x',
      });
    },
  });
  const told = await runAtOnce('publish', path, '--to', portfolio.target, '--json');
  expect([told.status, told.err], told.out).toEqual([0, '']);
  const open = await portfolio.open();
  onTestFinished(() => open.close());
  expect(await open.db.selectFrom('publication').select(['title', 'unit']).execute()).toEqual([
    { title: 'A', unit: 'Acme' },
  ]);
  const [duty] = await open.db
    .selectFrom('duty')
    .select(['shares', 'note'])
    .where('ref', '=', BACKUPS)
    .execute();
  expect(duty).toEqual({ note: 'x', shares: expect.stringContaining('Ben Brook') });
  // As Grafana and others see it.
  if (portfolio.database)
    expect(
      await portfolio.database.ask('SELECT count(*) AS rows FROM demarc.v_duty WHERE shares IS NOT NULL'),
    ).not.toEqual([{ rows: '0' }]);
});

test('half of a surrogate pair, however deep, becomes the sign for what cannot be read', () => {
  expect(storable({ name: 'a\ud800', shares: [{ text: '\udc00b\0' }, null, 3, '😀'] })).toEqual({
    name: 'a\ufffd',
    shares: [{ text: '\ufffdb' }, null, 3, '😀'],
  });
});

test('a duty of two parties that are one by name in other workbooks is counted once', async () => {
  const portfolio = await emptyPortfolio('sqlite');
  const path = await teamWorkbook(temporaryFolder(), 'a', {
    title: 'A',
    more: async ({ call }) => {
      await call('parties.add', { name: 'North', kind: 'client' });
      await call('parties.add', { name: 'South', kind: 'client' });
      await call('assignments.answer', { ref: BACKUPS, answer: { owners: ['north', 'south'] }, reason: 'x' });
    },
  });
  await runAtOnce('publish', path, '--to', portfolio.target);
  const open = await portfolio.open();
  onTestFinished(() => open.close());
  expect(await open.db.selectFrom('load').select(['party', 'party_kind', 'duties']).execute()).toEqual([
    { party: 'Client', party_kind: 'client', duties: 1 },
  ]);
});
