import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PublishReport } from '../../main/contract/portfolio.ts';
import type { SecretSealer } from '../../main/platform/kept-passwords.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { freshDatabase, PASSWORD, POSTGRES, sharedServer } from '../support/postgres.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const BACKUPS = 'orders/backup-configuration';
const DUTY = { service: 'rds', duty: 'backup-configuration' };

/** A program with nothing open, as the Portfolio screen has it. */
function program(folder: string, sealer?: () => SecretSealer | null) {
  mkdirSync(folder, { recursive: true });
  const { core, log } = startCore(folder, sealer ? { sealer } : {});
  onTestFinished(() => core.close());
  const events: string[] = [];
  core.subscribe(({ type }) => void events.push(type));
  return { core, log, events, ...callers(core, null) };
}

/** A key store that turns letters round: whoever knows it opens what it sealed, and nobody reads the text in it. */
const turning: SecretSealer = {
  seal: (text) => Buffer.from([...text].reverse().join('')),
  open: (sealed) => [...Buffer.from(sealed).toString()].reverse().join(''),
};

test('another portfolio file is asked and published to from when it is connected until it is not', async () => {
  const folder = temporaryFolder();
  const one = await teamWorkbook(folder, 'one', { title: 'One', answers: { [BACKUPS]: ['organisation'] } });
  const two = await teamWorkbook(folder, 'two', { title: 'Two' });
  const path = join(folder, 'estate.portfolio');
  expect(await runAtOnce('publish', one, '--to', path)).toMatchObject({ status: 0 });
  const { core, call, run, events } = program(folder);
  expect(await call('portfolio.connection', {})).toBeNull();
  await expect(call('portfolio.report', { report: 'overview' })).rejects.toMatchObject({ code: 'NOT_FOUND' });

  const connected = await call('portfolio.connect', {
    to: { file: core.files.registerSource(path).handle },
  });
  expect(connected).toMatchObject({ kind: 'file', name: 'estate.portfolio', copy: false });
  expect(await call('portfolio.connection', {})).toEqual(connected);
  const from = { connected: connected.handle };
  expect(await call('portfolio.report', { from, report: 'overview' })).toMatchObject({
    body: { workbooks: [{ title: 'One' }] },
  });
  expect(await call('portfolio.precedents', { from, ...DUTY })).toMatchObject([
    { owners: [{ owner: 'Organisation', workbooks: 1 }] },
  ]);
  const published = (await run('portfolio.publish', {
    files: [core.files.registerSource(two).handle],
    to: from,
  })) as PublishReport;
  expect(published.published).toMatchObject([{ outcome: 'new' }]);
  expect(await call('portfolio.report', { from, report: 'overview' })).toMatchObject({
    body: { totals: { workbooks: 2 } },
  });
  // What it does not become by that is one's own.
  await expect(call('portfolio.report', { report: 'overview' })).rejects.toMatchObject({ code: 'NOT_FOUND' });

  // What cannot be read is not connected, and what was connected stays.
  const workbook = { file: core.files.registerSource(two).handle };
  await expect(call('portfolio.connect', { to: workbook })).rejects.toThrow('is a workbook, not a portfolio');
  expect(await call('portfolio.connection', {})).toEqual(connected);
  await call('portfolio.disconnect', {});
  expect(events.filter((type) => type === 'portfolio')).toHaveLength(2);
  await expect(call('portfolio.report', { from, report: 'overview' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('Connect it again'),
  });
});

test('to a copy that was uploaded nothing is published: it would go with the program', async () => {
  const folder = temporaryFolder();
  const one = await teamWorkbook(folder, 'one', { title: 'One' });
  const path = join(folder, 'estate.portfolio');
  expect(await runAtOnce('publish', one, '--to', path)).toMatchObject({ status: 0 });
  const { core, call, run } = program(folder);
  const { handle, copy } = await call('portfolio.connect', {
    to: { file: core.files.registerUpload(path).handle },
  });
  expect(copy).toBe(true);
  await expect(
    run('portfolio.publish', { files: [core.files.registerSource(one).handle], to: { connected: handle } }),
  ).rejects.toThrow('only a copy of it is here');
});

test.skipIf(POSTGRES === null)(
  'a server is asked with the password that was typed, which stays in memory, or in the key store if that is wanted',
  async () => {
    const folder = temporaryFolder();
    const database = await freshDatabase(await sharedServer());
    const address = database.address('postgres');
    const one = await teamWorkbook(folder, 'one', { title: 'One', answers: { [BACKUPS]: ['organisation'] } });
    process.env.PGPASSWORD = PASSWORD;
    onTestFinished(() => {
      delete process.env.PGPASSWORD;
    });
    expect(await runAtOnce('publish', one, '--to', address)).toMatchObject({ status: 0 });
    delete process.env.PGPASSWORD;

    const plain = program(join(folder, 'plain'));
    const to = { address };
    expect(await plain.call('portfolio.keepsPasswords', {})).toBe(false);
    await expect(plain.call('portfolio.connect', { to })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(plain.call('portfolio.connect', { to, password: 'wrong' })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await plain.call('portfolio.connection', {})).toBeNull();
    const { handle, ...facts } = await plain.call('portfolio.connect', {
      to,
      password: PASSWORD,
      keep: true,
    });
    expect(facts).toEqual({ kind: 'server', name: address, copy: false });
    const from = { connected: handle };
    expect(await plain.call('portfolio.precedents', { from, ...DUTY })).toMatchObject([
      { owners: [{ owner: 'Organisation' }] },
    ]);
    expect(await plain.call('portfolio.report', { from, report: 'overview' })).toMatchObject({
      portfolio: address,
    });
    expect(written(join(folder, 'plain'), plain.log)).not.toContain(PASSWORD);
    // The next program knows nothing of it.
    const next = program(join(folder, 'plain'));
    expect(await next.call('portfolio.connection', {})).toBeNull();
    await expect(next.call('portfolio.connect', { to })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });

    const kept = join(folder, 'kept');
    const first = program(kept, () => turning);
    expect(await first.call('portfolio.keepsPasswords', {})).toBe(true);
    await first.call('portfolio.connect', { to, password: PASSWORD, keep: true });
    expect(written(kept, first.log)).not.toContain(PASSWORD);
    expect(readdirSync(join(kept, 'data'))).toContain('portfolio-passwords.json');
    const second = program(kept, () => turning);
    expect(await second.call('portfolio.connection', {})).toBeNull();
    expect(await second.call('portfolio.connect', { to })).toMatchObject({ name: address });
    // Without a key store what it sealed is of no use; typed without keeping, it is forgotten.
    await expect(program(kept).call('portfolio.connect', { to })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await second.call('portfolio.connect', { to, password: PASSWORD });
    const third = program(kept, () => turning);
    await expect(third.call('portfolio.connect', { to })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  },
);

test('an address with a password in it is refused without a word of it', async () => {
  const { call, log } = program(temporaryFolder());
  const refused = await call('portfolio.connect', {
    to: { address: 'postgresql://ann:geheim@db.example/estate' },
  }).catch((error: Error) => error.message);
  expect(refused).toMatch(/^A password does not belong in an address/);
  expect(JSON.stringify([refused, log.entries])).not.toContain('geheim');
});

/** Every byte that a program wrote into its folder, and what it logged. */
function written(folder: string, log: ReturnType<typeof startCore>['log']): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  return [JSON.stringify(log.entries), ...files.map((path) => readFileSync(path, 'latin1'))].join('\n');
}
