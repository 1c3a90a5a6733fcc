import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { NamedComparison } from '../../main/contract/snapshots.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

const REF = 'orders-db/restore-testing';

async function withDatabase(options: Parameters<typeof openTestWorkbook>[0] = {}) {
  const test = await openTestWorkbook(options);
  await test.call('people.add', { name: 'Dee Dow' });
  await test.call('services.add', {
    services: [{ catalogueId: 'rds', ref: 'orders-db', label: 'orders-db' }],
  });
  await test.call('assignments.answer', { ref: REF, answer: { owners: ['organisation'] } });
  return test;
}
const inGroup = (comparison: NamedComparison, group: string) =>
  comparison.changes
    .filter((change) => change.group === group)
    .map(({ kind, ref, field, before, after }) => [kind, ref, field, before, after]);

describe('snapshots', () => {
  it('freezes the state, and comparing it with now shows exactly what changed since', async () => {
    const { call } = await withDatabase();
    const taken = await call('snapshots.take', { name: 'Before the workshop', note: 'As agreed' });
    expect(taken).toMatchObject({ number: 1, takenBy: 'Ann Assessor', note: 'As agreed' });
    const same = (await call('snapshots.compare', { from: 1, to: 'now' })) as NamedComparison;
    expect(same.total).toBe(0);

    await call('assignments.answer', {
      ref: REF,
      answer: { owners: ['aws', 'organisation'] },
      people: { organisation: 'dee-dow' },
      duties: { organisation: 'Restores a copy each quarter.' },
      reason: 'A managed restore drill was bought.',
    });
    await call('assignments.update', { ref: REF, status: 'implemented', note: 'See the wiki' });
    await call('services.add', { services: [{ catalogueId: 's3', ref: 'receipts', label: 'receipts' }] });
    await call('evidence.addNote', { refs: [REF], title: 'Drill', text: 'Done in May.' });

    const changed = (await call('snapshots.compare', { from: 1, to: 'now' })) as NamedComparison;
    expect(changed.from.name).toBe('Before the workshop');
    expect(inGroup(changed, 'ownership')).toEqual([['changed', REF, 'Owner', 'Acme', 'AWS + Acme']]);
    expect(inGroup(changed, 'services')).toEqual([
      ['added', 'receipts', 'Service', null, 'receipts (Amazon S3), 0 answers'],
    ]);
    expect(inGroup(changed, 'people')).toEqual([['added', REF, 'Person of Acme', null, 'Dee Dow']]);
    expect(inGroup(changed, 'status')).toEqual([['changed', REF, 'Status', 'Not started', 'Implemented']]);
    expect(inGroup(changed, 'notes')).toEqual([['added', REF, 'Note', null, 'See the wiki']]);
    expect(inGroup(changed, 'evidence')).toEqual([
      ['added', 'E-1', 'Evidence', null, `Drill (note), supports ${REF}`],
    ]);
    expect(inGroup(changed, 'texts').map(([, , field, , after]) => [field, after])).toContainEqual([
      'Duty of Acme',
      'Restores a copy each quarter.',
    ]);
  });

  it('stores one content for one state, and refuses a content that no longer has its digest', async () => {
    const { call, core, workbook, path } = await withDatabase();
    const first = await call('snapshots.take', { name: 'One' });
    const second = await call('snapshots.take', { name: 'Two' });
    expect(second.digest).toBe(first.digest);
    await core.dispatch({ name: 'app.close', input: { id: workbook } }, 'test');
    await core.close();

    const { default: Database } = await import('better-sqlite3');
    const db = new Database(path);
    expect(db.prepare('SELECT count(*) AS n FROM snapshot_content').get()).toEqual({ n: 1 });
    const { gzipSync } = await import('node:zlib');
    db.prepare('UPDATE snapshot_content SET bytes = ?').run(gzipSync('{"format":1}'));
    db.close();
    const again = startCore(join(path, '..'));
    const { id } = await again.core.openPath(path);
    await expect(
      callers(again.core, id).call('snapshots.compare', { from: 1, to: 'now' }),
    ).rejects.toMatchObject({
      code: 'WORKBOOK_DAMAGED',
      message: expect.stringContaining('"One" was altered'),
    });
    await again.core.close();
  });

  it('comes back whole with undo', async () => {
    const { call } = await withDatabase();
    await call('snapshots.take', { name: 'Kept' });
    await call('snapshots.remove', { number: 1 });
    expect(await call('snapshots.list', {})).toEqual([]);
    await call('workbook.undo', {});
    expect(await call('snapshots.list', {})).toMatchObject([{ number: 1, name: 'Kept' }]);
    expect(await call('snapshots.compare', { from: 1, to: 'now' })).toMatchObject({ total: 0 });
    await expect(call('snapshots.remove', { number: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('lets go of the content of removed snapshots with the next sitting, and of no other', async () => {
  const { call, core, folder, path } = await withDatabase();
  await call('snapshots.take', { name: 'Removed' });
  await call('assignments.update', { ref: REF, note: 'Changed' });
  await call('snapshots.take', { name: 'Kept' });
  await call('snapshots.remove', { number: 1 });
  await core.close();
  const again = startCore(folder);
  const { id } = await again.core.openPath(path);
  expect(await callers(again.core, id).call('snapshots.compare', { from: 2, to: 'now' })).toMatchObject({
    total: 0,
  });
  await again.core.close();
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(path, { readonly: true });
  expect(db.prepare('SELECT digest FROM snapshot_content').all()).toEqual(
    db.prepare('SELECT digest FROM snapshot').all(),
  );
  db.close();
});

describe('two files', () => {
  it('compares with another file and changes no byte of it', async () => {
    const { core, folder, path, workbook } = await withDatabase();
    await core.dispatch({ name: 'app.close', input: { id: workbook } }, 'test');
    const copy = join(folder, 'last-year.demarc');
    copyFileSync(path, copy);
    const before = readFileSync(copy);
    const { id } = await core.openPath(path);
    const now = callers(core, id);
    await now.call('assignments.answer', {
      ref: REF,
      answer: { notApplicable: 'Read replica only' },
    });
    const { handle } = core.files.registerSource(copy);
    const comparison = await now.call('snapshots.compare', { from: { file: handle }, to: 'now' });
    expect(comparison).toMatchObject({ from: { name: 'last-year.demarc', services: 1, answered: 1 } });
    expect(inGroup(comparison as unknown as NamedComparison, 'ownership')).toEqual([
      ['changed', REF, 'Owner', 'Acme', 'Not applicable'],
    ]);
    expect(readFileSync(copy).equals(before)).toBe(true);
  });

  it('refuses what is no whole workbook, by name', async () => {
    const { core, folder, path, workbook } = await withDatabase();
    await core.dispatch({ name: 'app.close', input: { id: workbook } }, 'test');
    const cut = join(folder, 'cut.demarc');
    copyFileSync(path, cut);
    truncateSync(cut, Math.floor(statSync(cut).size / 2));
    const scrambled = join(folder, 'scrambled.demarc');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096, bytes.length);
    writeFileSync(scrambled, bytes);
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a workbook');
    const { id } = await core.openPath(path);
    for (const file of [cut, scrambled, text])
      await expect(
        callers(core, id).call('snapshots.compare', {
          from: { file: core.files.registerSource(file).handle },
          to: 'now',
        }),
      ).rejects.toMatchObject({
        code: 'WORKBOOK_DAMAGED',
        message: expect.stringContaining(file.slice(folder.length + 1)),
      });
  });

  it('writes every change into a sheet that is read back', async () => {
    const { call, run, core, folder } = await withDatabase();
    await call('snapshots.take', { name: 'Start' });
    // Longer than a cell may be, with a start that Excel takes for a formula.
    const long = `=1+1 ${'x'.repeat(40_000)}`;
    await call('evidence.addNote', { refs: [REF], title: 'Long', text: 'short' });
    await call('snapshots.take', { name: 'With evidence' });
    await call('evidence.remove', { number: 1 });
    await call('evidence.addNote', { refs: [REF], title: long.slice(0, 300), text: long });
    await call('assignments.update', { ref: REF, note: '=cmd' });
    const target = join(folder, 'changes.xlsx');
    const result = await run('snapshots.exportComparison', {
      from: 1,
      to: 'now',
      files: [{ format: 'xlsx', target: core.files.registerTarget(target).handle }],
    });
    const comparison = (await call('snapshots.compare', { from: 1, to: 'now' })) as NamedComparison;
    expect(result).toMatchObject({ files: [{ name: 'changes.xlsx', rows: comparison.total }] });
    const sheets = await readXlsxFile(target);
    const rows = sheets.find(({ sheet }) => sheet === 'Changes')?.data ?? [];
    expect(rows.slice(1).map((row) => row[3])).toEqual(comparison.changes.map(({ field }) => field));
    expect(rows.flat()).toContain('=cmd');
  });
});

describe('a catalogue that changed', () => {
  it('asks again only the duties whose proposal changed, until they are confirmed', async () => {
    const { core, call, folder, path } = await withDatabase();
    await call('assignments.acceptSuggestions', { subject: 'orders-db' });
    expect(await call('snapshots.reask', {})).toEqual({ items: [], unknown: 0, splits: [] });
    await core.close();

    const { loadCatalogue } = await import('../../main/catalogue/load.ts');
    const shipped = loadCatalogue();
    const later = {
      ...shipped,
      version: '2099.1',
      responsibilities: shipped.responsibilities.map((duty) =>
        duty.id === 'restore-testing'
          ? {
              ...duty,
              duties: { ...duty.duties, customer: 'Prove each restore by a drill.' },
              dutiesByModel: {},
            }
          : duty,
      ),
    };
    const next = startCore(folder, { catalogue: later, clock: { ...systemClock } });
    const { id } = await next.core.openPath(path);
    const now = callers(next.core, id);
    const { items, unknown } = (await now.call('snapshots.reask', {})) as {
      items: readonly { ref: string; answer: string; changes: readonly { field: string; after: string }[] }[];
      unknown: number;
    };
    expect(unknown).toBe(0);
    expect(items.map(({ ref }) => ref)).toEqual([REF]);
    expect(items[0]).toMatchObject({ answer: 'Acme', place: 'orders-db, Restore testing' });
    expect(items[0]?.changes).toContainEqual(
      expect.objectContaining({ field: 'Duty of the customer', after: 'Prove each restore by a drill.' }),
    );

    await expect(now.call('snapshots.confirm', { refs: ['orders-db/nowhere'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await now.call('snapshots.confirm', { refs: [REF] })).toEqual({ confirmed: 1 });
    expect(await now.call('snapshots.reask', {})).toEqual({ items: [], unknown: 0, splits: [] });
    await now.call('workbook.undo', {});
    expect(await now.call('snapshots.reask', {})).toMatchObject({ items: [{ ref: REF }] });
    expect(await now.call('snapshots.confirm', {})).toEqual({ confirmed: 1 });
    await next.core.close();
  });

  it('keeps the basis through bulk changes, pasted cells and changes of another kind', async () => {
    const { call } = await withDatabase();
    const [first = '', second = ''] = (await call('assignments.refs', {
      filter: { subject: 'orders-db', ownership: 'unanswered' },
    })) as unknown as string[];
    await call('assignments.bulk', { refs: [first], set: { notApplicable: 'Not here' } });
    await call('assignments.applyCells', {
      changes: [
        { ref: second, field: 'owners', value: 'Not applicable' },
        { ref: second, field: 'reason', value: 'Not here either' },
      ],
    });
    await call('assignments.update', { ref: first, note: 'Looked at' });
    expect(await call('snapshots.reask', {})).toEqual({ items: [], unknown: 0, splits: [] });
  });
});

describe('review dates', () => {
  it('are kept, compared with today in the gaps, and can be taken away', async () => {
    const { call } = await withDatabase();
    await call('workbook.update', { reviewOn: '2020-01-31' });
    await call('services.update', { ref: 'orders-db', reviewOn: '2020-02-29' });
    const overdue = async () =>
      ((await call('gaps.list', {})) as readonly { rule: string; subject: string }[])
        .filter(({ rule }) => rule === 'review-overdue')
        .map(({ subject }) => subject);
    expect(await overdue()).toEqual(['workbook', 'orders-db']);
    expect(await call('workbook.info', {})).toMatchObject({ reviewOn: '2020-01-31' });
    await call('workbook.update', { reviewOn: null });
    await call('services.update', { ref: 'orders-db', reviewOn: '2999-01-01' });
    expect(await overdue()).toEqual([]);
    await expect(call('workbook.update', { reviewOn: '31.1.2020' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
