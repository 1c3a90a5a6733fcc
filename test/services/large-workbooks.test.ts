import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { registerOf } from '../../main/assessment/register.ts';
import { signOffRows } from '../../main/assessment/sign-offs.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { FindGroup } from '../../main/contract/find.ts';
import type { Gap, JudgedGaps } from '../../main/contract/gaps.ts';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { fixedClock } from '../../main/platform/clock.ts';
import type { ReadDb } from '../../main/workbook/connection.ts';
import { openFile } from '../../main/workbook/open-file.ts';
import { insertSignOff } from '../../main/workbook/tables/sign-offs.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { makeLargeWorkbook, serviceRef } from '../support/large-workbook.ts';

const READ_SO_FAR = '/proc/thread-self/io';
const bytesRead = () => Number(/rchar: (\d+)/.exec(readFileSync(READ_SO_FAR, 'utf8'))?.[1]);
const MB = 1024 ** 2;

it.runIf(existsSync(READ_SO_FAR))(
  'opening, the first page of the register and the first card read next to nothing of a long log or of evidence',
  async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'long.demarc');
    // Past the size up to which every page is looked over at opening.
    const files = { count: 1, bytes: 40 * MB };
    makeLargeWorkbook(path, { services: 20, answered: 20, entries: 4000, files });
    const { core } = startCore(folder, { clock: fixedClock('2027-06-01T09:00:00.000Z') });
    const before = bytesRead();
    const { id, rev } = await core.openPath(path, { readOnly: true });
    expect(rev).toBeGreaterThan(4000);
    const { call } = callers(core, id);
    const { rows } = await call('assignments.register', {});
    await call('assignments.card', { ref: rows.find(({ answeredAt }) => answeredAt)?.ref ?? '' });
    await call('overview.get', {});
    expect(bytesRead() - before).toBeLessThan(MB);
    await core.close();
  },
);

it('what became of many signatures is read from one walk through the log', () => {
  const path = join(temporaryFolder(), 'signed.demarc');
  const signed = 12;
  makeLargeWorkbook(path, {
    services: signed,
    answered: signed,
    entries: 500,
    more(db, enter) {
      for (let n = 1; n <= signed; n += 1) {
        const subject = n === 1 ? null : serviceRef(n);
        const entry = {
          subject,
          name: 'Ann',
          role: null,
          statement: 'It is so.',
          signedAt: '2026-11-25T10:00:00.000Z',
          signedRev: n,
          recordedBy: null,
          digest: '0'.repeat(64),
        };
        insertSignOff(db, entry, null);
      }
      enter('review.sign', 'Signed');
    },
  });
  const db = openFile(path, { readonly: true });
  let entries = 0;
  const counting: ReadDb = {
    ...db,
    *iterate<Row>(sql: string, ...values: Parameters<ReadDb['get']>[1][]) {
      for (const row of db.iterate<Row>(sql, ...values)) {
        if (sql.includes('FROM change')) entries += 1;
        yield row;
      }
    },
  };
  const catalogue = indexCatalogue(loadCatalogue());
  const rows = signOffRows(counting, catalogue, registerOf(db, catalogue));
  expect(rows).toHaveLength(signed);
  const whole = rows.find(({ subject }) => subject === null);
  for (const row of rows.filter(({ subject }) => subject !== null))
    expect(row.changedSince?.count).toBeLessThan(whole?.changedSince?.count ?? 0);
  expect(entries).toBeLessThanOrEqual(db.get<{ n: number }>('SELECT count(*) AS n FROM change')?.n ?? 0);
  db.close();
});

it('gaps that are judged beside other work are those that a window lists', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'judged.demarc');
  makeLargeWorkbook(path, { services: 30, answered: 20, entries: 0 });
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  const { call, run } = callers(core, id);
  const add = (rule: string, dueOn: string) =>
    call('actions.add', { title: rule, rule, subject: null, responsibility: null, dueOn });
  await add('unanswered', '2027-05-01');
  await add('implemented-without-evidence', '2027-12-01');
  const listed: readonly Gap[] = await call('gaps.list', { asOf: '2027-06-01' });
  const late = (await call('actions.list', { asOf: '2027-06-01' })).filter(({ overdue }) => overdue);
  const judged = (await run('gaps.judge', { asOf: '2027-06-01' })) as JudgedGaps;
  expect(judged.gaps).toEqual(listed);
  expect(new Set(listed.map(({ action }) => action))).toEqual(new Set([1, 2, null]));
  expect(judged.overdue).toEqual(late.map(({ number }) => number));
  expect(judged.overdue).toEqual([1]);
  const matrix = await call('assignments.matrix', {});
  expect(matrix.cells.some(([, , ownership]) => ownership !== '')).toBe(true);
  expect(await run('assignments.layOutMatrix', {})).toEqual(matrix);
  await core.close();
});

it('whoever waits for a copy among the backups hears how far it is, and gives it up without a trace', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'heavy.demarc');
  makeLargeWorkbook(path, { services: 1, answered: 1, entries: 0, files: { count: 1, bytes: 12 * MB } });
  const abort = new AbortController();
  const heard: number[] = [];
  const notices: string[] = [];
  const hurried = startCore(folder, {
    onNotice: (sentence) => void notices.push(sentence),
    copying: {
      signal: abort.signal,
      progress(done) {
        heard.push(done);
        if (done > 0) abort.abort();
      },
    },
  }).core;
  await hurried.openPath(path, { brief: true });
  expect(hurried.backups.list(path)).toEqual([]);
  await hurried.close();
  expect({ heard: heard.length, copies: hurried.backups.list(path), notices }).toEqual({
    heard: 2,
    copies: [],
    notices: [],
  });
  const patient = startCore(folder, {
    copying: { signal: new AbortController().signal, progress: () => {} },
  }).core;
  await patient.openPath(path, { brief: true });
  expect(patient.backups.list(path)).toHaveLength(1);
  await patient.close();
});

it('an export of the rows in view tells how far it has looked through them, and is given up without a trace', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'filtered.demarc');
  // More rows than are looked through before somebody who gives it up is heard.
  makeLargeWorkbook(path, { services: 1500, answered: 2, entries: 0 });
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  const target = join(folder, 'out', 'rows.csv');
  mkdirSync(join(folder, 'out'));
  const begin = async () => {
    const input = {
      files: [{ format: 'csv', target: core.files.registerTarget(target).handle }],
      filter: { status: 'implemented' },
    };
    const reply = await core.dispatch({ name: 'exports.run', input, workbook: id }, 'test');
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value as Ticket;
  };
  const ticket = await begin();
  const heard: string[] = [];
  const given = core.awaitJob(ticket, (_done, _total, label) => {
    heard.push(label);
    if (label === 'services looked through')
      void core.dispatch({ name: 'app.cancelJob', input: { job: ticket.job } }, 'test');
  });
  await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(heard).toContain('services looked through');
  expect(heard).not.toContain('services gathered');
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
  const done = await core.awaitJob(await begin());
  expect(done).toMatchObject({ extract: { rows: 6, by: ['status Implemented'] } });
  expect(readFileSync(target, 'utf8').trim().split('\n')).toHaveLength(7);
  await core.close();
});

const ODD =
  'Maße ΟΔΟΣ οδός ſtraße İstanbul Zürich naïve Straße 5µm co-operate e\u0301tude Ǆ 東京都 हिन्दी AC-2(1)';

it('one search beside other work finds what the index of an open workbook finds, and says the same of it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'searched.demarc');
  makeLargeWorkbook(path, { services: 40, answered: 20, entries: 0 });
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  const { call, run } = callers(core, id);
  const { items } = await call('assignments.walk', { subject: serviceRef(7) });
  await call('assignments.update', { ref: items[0]?.ref ?? '', note: ODD });
  await call('people.add', { name: 'Zoë Straße', role: 'Restores ΟΔΟΣ' });
  await call('workshop.decide', { text: 'Istanbul keeps its own keys.', ref: null });
  const searches = [
    'once a quarter',
    'RESTORE',
    'service 1',
    '"service 1"',
    'svc-00000',
    'reviews data',
    'ac-2',
    '!?',
    'nowhere',
  ];
  for (const text of [...searches, ...ODD.split(' '), ...ODD.split(' ').map((word) => word.toUpperCase())]) {
    const listed = async (found: Promise<readonly FindGroup[]>) =>
      (await found).map(({ hits, ...group }) => ({
        ...group,
        hits: [...hits].sort((a, b) => (a.id < b.id ? -1 : 1)),
      }));
    const wanted = { text, limit: 1000 };
    const through = await listed(run('find.lookThrough', wanted) as Promise<readonly FindGroup[]>);
    expect(through, text).toEqual(await listed(call('find.everything', wanted)));
  }
  const [duties, ...others] = (await run('find.lookThrough', {
    text: 'restore',
    kinds: ['duty'],
    limit: 3,
  })) as readonly FindGroup[];
  expect({ kind: duties?.kind, hits: duties?.hits.length, others }).toEqual({
    kind: 'duty',
    hits: 3,
    others: [],
  });
  await core.close();
});

it('a search tells how far it has looked, and is given up in the middle', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'given-up.demarc');
  makeLargeWorkbook(path, { services: 1500, answered: 2, entries: 0 });
  const { core } = startCore(folder);
  const { id } = await core.openPath(path, { readOnly: true });
  const begin = async () => {
    const reply = await core.dispatch(
      { name: 'find.lookThrough', input: { text: 'once a quarter' }, workbook: id },
      'test',
    );
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value as Ticket;
  };
  const ticket = await begin();
  const heard: unknown[] = [];
  const given = core.awaitJob(ticket, (...far) => {
    heard.push(far);
    void core.dispatch({ name: 'app.cancelJob', input: { job: ticket.job } }, 'test');
  });
  await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(heard[0]).toEqual([expect.any(Number), 1502, 'services looked through']);
  expect(await core.awaitJob(await begin())).toMatchObject([{ kind: 'duty', total: 6 }]);
  await core.close();
});
