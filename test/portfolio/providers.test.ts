import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { PublishReport } from '../../main/contract/portfolio.ts';
import type { EditionLook } from '../../main/contract/providers.ts';
import { as, LANDING, type Link, openChain, PLATFORM, TEAMS } from '../support/chain-of-workbooks.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { ENGINES, emptyPortfolio, type TestPortfolio } from '../support/portfolio.ts';
import { makeUser, POSTGRES } from '../support/postgres.ts';
import { isLongLook } from '../support/property.ts';

const ENCRYPTION = 'encryption-at-rest';

/** How a program names a portfolio in its calls. */
const placeOf = ({ core }: Link, { engine, target }: TestPortfolio) =>
  engine === 'postgres' ? { address: target } : { file: core.files.registerTarget(target).handle };
const publish = async (link: Link, portfolio: TestPortfolio, more: object = {}): Promise<PublishReport> =>
  (await link.run('portfolio.publish', {
    files: ['open'],
    to: placeOf(link, portfolio),
    ...more,
  })) as PublishReport;
const editions = async (link: Link, portfolio: TestPortfolio) =>
  (await link.call('portfolio.editions', { from: placeOf(link, portfolio) })).rows;
/** What a portfolio has of the workbook of that title. */
async function publishedAs(link: Link, portfolio: TestPortfolio, title: string) {
  const found = (await editions(link, portfolio)).find((each) => each.title === title);
  if (!found) throw new Error(`${title} is not published for those who inherit`);
  return { portfolio: placeOf(link, portfolio), publication: found.publication };
}
const take = async (link: Link, file: object, more: object = {}): Promise<EditionLook> =>
  (await link.run('providers.take', { file, ...more })) as EditionLook;
const look = async (link: Link, file: object): Promise<EditionLook> =>
  (await link.run('providers.look', { file })) as EditionLook;

/** What a workbook inherited goes on to the one below it, with where it came from. */
async function goesOn(portfolio: TestPortfolio, platform: Link, taken: EditionLook): Promise<void> {
  const [team] = await openChain(TEAMS[0]);
  await publish(platform, portfolio);
  await take(team, await publishedAs(team, portfolio, 'Platform'), as('Platform team'));
  const row = await team.row(`orders/${ENCRYPTION}`);
  expect(row).toMatchObject({ status: 'implemented' });
  expect(row.common?.inherited).toMatchObject({
    origins: [
      { title: 'Platform', party: 'Landing zone', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { title: 'Landing zone', party: 'Landing zone', day: taken.edition.day },
    ],
    evidence: [{ title: 'Policy of the landing zone', expires: '2099-12-31' }],
  });
  expect(await team.gapsAt('orders/restore-testing')).not.toEqual([]);
}

test.each(ENGINES)(
  'what was published of a workbook is a provider as its file is, three deep (%s)',
  async (engine) => {
    const portfolio = await emptyPortfolio(engine);
    const [landing, platform] = await openChain(LANDING, PLATFORM);
    await publish(landing, portfolio);
    const taken = await take(
      platform,
      await publishedAs(platform, portfolio, 'Landing zone'),
      as('Landing zone'),
    );
    expect(taken.difference.added.map(({ duty }) => duty)).toEqual([ENCRYPTION, 'restore-testing']);
    expect(taken.notices.join(' ')).toMatch(/It is what was published of Landing zone .*on /);
    // The same edition as that of the file, with its state and its day.
    const fromFile = await platform.look(landing);
    expect(fromFile.edition).toEqual(taken.edition);
    expect(fromFile.difference).toMatchObject({ added: [], changed: [], gone: [], same: 2 });
    // An engine gives back the edition that it was given, so one of them is enough for how it goes on from there.
    if (engine === 'sqlite' || isLongLook) await goesOn(portfolio, platform, taken);

    // What is published anew is offered as a difference; what is gone becomes a gap.
    await landing.call('common.remove', { ref: `landing-zone/${ENCRYPTION}` });
    await publish(landing, portfolio);
    const newer = await publishedAs(platform, portfolio, 'Landing zone');
    expect((await look(platform, newer)).difference).toMatchObject({ gone: [{ duty: ENCRYPTION }], same: 1 });
    await take(platform, newer);
    expect(await platform.call('providers.list', {})).toMatchObject([{ ended: [{ duty: ENCRYPTION }] }]);
    // Also where it answers nothing any more.
    await landing.call('common.remove', { ref: 'landing-zone/restore-testing' });
    await publish(landing, portfolio);
    const empty = await publishedAs(platform, portfolio, 'Landing zone');
    expect((await look(platform, empty)).difference).toMatchObject({ gone: [{ duty: 'restore-testing' }] });
  },
);

test.each(ENGINES)(
  'an older state, another audience and a row that was changed are told or refused (%s)',
  async (engine) => {
    const [before, now] = [await emptyPortfolio(engine), await emptyPortfolio(engine)];
    const [landing, team, other] = await openChain(LANDING, TEAMS[0], TEAMS[1]);
    await publish(landing, before);
    await landing.call('workbook.update', { title: 'Landing zone, later' });
    await publish(landing, now);
    await take(team, await publishedAs(team, now, 'Landing zone, later'), as('Landing zone'));
    const older = await publishedAs(team, before, 'Landing zone');
    expect((await look(team, older)).notices.join(' ')).toMatch(/older than/);
    await expect(take(team, older)).rejects.toThrow(/older than the edition that this workbook has/);

    await publish(landing, now, { audience: 'auditor' });
    expect(await editions(team, now)).toEqual([]);
    await expect(take(other, older, as('Landing zone'))).resolves.toBeTruthy();
    const open = await before.open();
    await sql`UPDATE ${sql.table(engine === 'postgres' ? 'demarc.edition' : 'edition')} SET edition = replace(edition, 'rev":', 'rev" : 1')`.execute(
      open.db,
    );
    await open.close();
    await expect(look(other, older)).rejects.toMatchObject({ code: 'WORKBOOK_DAMAGED' });
  },
);

test.skipIf(POSTGRES === null)('a server gives an edition only to who may read its unit', async () => {
  const portfolio = await emptyPortfolio('postgres');
  const { database } = portfolio;
  if (database === null) throw new Error('no server');
  expect(await runAtOnce('portfolio', 'setup', '--to', portfolio.target)).toMatchObject({ status: 0 });
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await publish(landing, portfolio, { unit: 'Shops' });
  const { publication } = await publishedAs(team, portfolio, 'Landing zone');
  for (const [user, unit] of [
    ['reads_shops', 'Shops'],
    ['reads_others', 'Payments'],
  ] as const) {
    await makeUser(database, user, `GRANT demarc_reader TO ${user};`);
    await database.ask(
      `INSERT INTO demarc.unit_access (unit, role_name, may) VALUES ('${unit}', '${user}', 'read')`,
    );
  }
  const as = (user: string) => ({ address: database.address(user) });
  const seen = async (user: string) =>
    (await team.call('portfolio.editions', { from: as(user) })).rows.map(({ title }) => title);
  expect(await seen('reads_shops')).toEqual(['Landing zone']);
  expect(await seen('reads_others')).toEqual([]);
  const asked = (user: string) =>
    team.run('providers.look', {
      file: { portfolio: as(user), publication },
      as: { name: 'Landing zone', kind: 'internal-provider' },
    });
  await expect(asked('reads_shops')).resolves.toMatchObject({ edition: { title: 'Landing zone' } });
  await expect(asked('reads_others')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the command line takes a provider from a portfolio by its title or its id', async () => {
  const portfolio = await emptyPortfolio('sqlite');
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await publish(landing, portfolio, { unit: 'Shops' });
  const { uuid } = await landing.call('workbook.info', {});
  await team.core.close();
  const providers = (verb: string, theirs: string, ...more: string[]) =>
    runAtOnce('providers', verb, team.path, theirs, '--from', portfolio.target, ...more);
  expect(await providers('add', 'landing zone', '--party', 'Landing zone')).toMatchObject({
    status: 0,
    out: expect.stringContaining('2 new duties'),
    err: expect.stringContaining('It is what was published of Landing zone'),
  });
  expect(await providers('check', uuid)).toMatchObject({ status: 0 });
  expect(await providers('update', 'Landing zone', '--unit', 'Payments')).toMatchObject({
    status: 2,
    err: expect.stringContaining('There is no workbook "Landing zone" in that portfolio'),
  });
});
