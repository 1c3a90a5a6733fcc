import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { WrittenHandOut } from '../../main/contract/exports.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { ONE_FRAMEWORK, openTestWorkbook } from '../support/core.ts';

type Written = { readonly files: readonly WrittenHandOut[] };

/** Zoë leads a service that is half answered and is named elsewhere; Ann is named once; Kim for nothing. */
async function team() {
  const opened = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const { call } = opened;
  for (const name of ['Zoë Müller', 'Ann Lee', 'Kim Oh'])
    await call('people.add', { name, party: 'organisation' });
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 's3', label: 'files' },
    ],
  });
  await call('services.update', { ref: 'orders-db', lead: 'zoe-muller' });
  const name = (ref: string, person: string) =>
    call('assignments.answer', {
      ref,
      answer: { owners: ['organisation'] },
      people: { organisation: person },
    });
  await name('files/encryption-at-rest', 'zoe-muller');
  await name('orders-db/restore-testing', 'ann-lee');
  const { rows } = await call('assignments.register', { limit: 100_000 });
  const open = rows.filter(
    ({ subject, ownership }) => subject === 'orders-db' && ownership.kind === 'unanswered',
  );
  return { ...opened, open };
}

test('a hand-out holds what names the person, and what is open in the services that they lead', async () => {
  const { core, call, run, folder, open } = await team();
  expect(await call('exports.handOuts', {})).toEqual([
    { person: 'ann-lee', name: 'Ann Lee', named: 1, open: 0 },
    { person: 'zoe-muller', name: 'Zoë Müller', named: 1, open: open.length },
  ]);
  expect(await run('exports.listHandOuts', {})).toEqual(await call('exports.handOuts', {}));
  const zip = join(folder, 'all.zip');
  const { files } = (await run('exports.writeHandOuts', {
    target: core.files.registerTarget(zip).handle,
    formats: ['xlsx', 'pdf'],
  })) as Written;
  expect(files.map(({ file, rows }) => [file, rows])).toEqual(
    [
      ['hand-out Ann Lee.xlsx', 1],
      ['hand-out Ann Lee.pdf', 1],
      ['hand-out Zoë Müller.xlsx', open.length + 1],
      ['hand-out Zoë Müller.pdf', open.length + 1],
    ].sort(
      (a, b) => files.findIndex(({ file }) => file === a[0]) - files.findIndex(({ file }) => file === b[0]),
    ),
  );
  const archive = await ZipReader.open(zip);
  expect(archive.names).toEqual(files.map(({ file }) => file));
  await archive.close();
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('the command line lists them and writes a folder; where nobody has any, it says so', async () => {
  const { core, path, folder, open } = await team();
  await core.close();
  expect((await runAtOnce('hand-outs', path)).out).toMatch(
    new RegExp(`zoe-muller +Zoë Müller +1 +${open.length}\n`),
  );
  const into = join(folder, 'all');
  const written = await runAtOnce('hand-outs', path, '--folder', into);
  expect(written).toMatchObject({
    status: 0,
    err: '',
    out: expect.stringMatching(/2 hand-outs, each read back/),
  });
  expect(readdirSync(into).sort()).toEqual(['hand-out Ann Lee.xlsx', 'hand-out Zoë Müller.xlsx']);
  const refs = (await readSheet(join(into, 'hand-out Zoë Müller.xlsx'), 'Register'))
    .slice(1)
    .map(([ref]) => ref);
  expect(refs).toEqual([...open.map(({ ref }) => ref), 'files/encryption-at-rest']);
  expect(await runAtOnce('hand-outs', path, '--folder', into, '--zip', 'x.zip')).toMatchObject({ status: 2 });
  expect(await runAtOnce('hand-outs', path, '--folder', into, '--format', 'odt')).toMatchObject({
    status: 2,
  });

  const empty = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const target = empty.core.files.registerTarget(join(empty.folder, 'all.zip')).handle;
  await expect(empty.run('exports.writeHandOuts', { target, formats: ['xlsx'] })).rejects.toThrow(
    /Nobody is named/,
  );
});
