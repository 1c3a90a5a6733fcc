import { describe, expect, test } from 'vitest';
import { runAtOnce } from '../support/cli-in-process.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio } from '../support/portfolio.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';
const BACKUPS = 'orders/backup-configuration';

describe.each(ENGINES)('a search of %s', (engine) => {
  test('words are found in capitals and small in every script, and a name opens what is its own', async () => {
    const folder = temporaryFolder();
    const portfolio = await emptyPortfolio(engine);
    const path = await teamWorkbook(folder, 'a', {
      title: 'Écoles & ÄRZTE 100%',
      organisation: 'Straße ΟΔΟΣ Журнал',
      answers: { [BACKUPS]: ['organisation'] },
      more: async ({ call }) => {
        await call('people.add', { name: 'Ana Ödön' });
        await call('assignments.update', { ref: BACKUPS, people: { organisation: 'ana-odon' } });
      },
    });
    await runAtOnce('publish', path, '--to', portfolio.target, '--as-of', DAY);
    const { core } = startCore(temporaryFolder());
    const { call } = callers(core, '');
    const from = portfolio.database
      ? { address: portfolio.target }
      : { file: core.files.registerTarget(portfolio.target).handle };
    const found = async (wanted: object) =>
      ((await call('portfolio.duties', { from, answered: true, ...wanted })) as { total: number }).total;
    for (const text of [
      'écoles',
      'ÉCOLES',
      'Ärzte',
      'äRZTE 100%',
      'straße',
      'STRAße',
      'οδος',
      'Οδος',
      'ЖУРНАЛ',
      'журнал',
      'éco\0les',
    ])
      expect([text, await found({ text })]).toEqual([text, 1]);
    for (const text of ['ecoles', 'ärztin', '1_0', '%', 'x'])
      expect([text, await found({ text })]).toEqual([text, text === '%' ? 1 : 0]);
    for (const [person, count] of [
      ['Ana Ödön', 1],
      ['ana ödön', 0],
      ['Ana Ödö_', 0],
    ] as const)
      expect([person, await found({ person })]).toEqual([person, count]);
    await core.close();
  });
});
