import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Evidence, EvidenceCheck } from '../../main/contract/evidence.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

const REF = 'orders-db/guest-os-patching';
const OTHER = 'orders-db/workload-logging';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function withEvidence() {
  const opened = await openTestWorkbook();
  const { core, folder, call, run } = opened;
  await call('services.add', { services: [{ catalogueId: 'ec2', label: 'orders-db' }] });
  const source = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return core.files.registerSource(join(folder, name)).handle;
  };
  const attach = async (name: string, text: string, more: object = {}) =>
    (await run('evidence.attachFile', { refs: [REF], file: source(name, text), ...more })) as Evidence;
  const piece = async (number: number) =>
    (await call('evidence.list', {})).find((entry) => entry.number === number);
  return { ...opened, source, attach, piece };
}

describe('replacing', () => {
  test('the newer revision takes over links, title and dates; the old one stays with its content', async () => {
    const { core, workbook, call, run, source, attach, piece } = await withEvidence();
    const old = await attach('patching-v1.txt', 'first', {
      title: 'Patch policy',
      coversFrom: '2026-01-01',
      expires: '2026-12-31',
    });
    await call('evidence.link', { number: old.number, refs: [OTHER] });
    const newer = (await run('evidence.replace', {
      number: old.number,
      file: source('patching-v2.txt', 'second'),
      expires: '2027-12-31',
    })) as Evidence;
    expect(newer).toMatchObject({
      number: 2,
      title: 'Patch policy',
      fileName: 'patching-v2.txt',
      sha256: sha256('second'),
      coversFrom: '2026-01-01',
      expires: '2027-12-31',
      collectedBy: 'Ann Assessor',
      links: [REF, OTHER],
      replacedBy: null,
    });
    expect(await piece(1)).toMatchObject({ sha256: sha256('first'), links: [], replacedBy: 2 });
    expect(Buffer.concat([...core.evidenceContent(workbook, 1).chunks()]).toString()).toBe('first');
    const [entry] = await call('workbook.changes', { limit: 1 });
    expect(entry?.summary).toBe('Replaced E-1 "Patch policy" by E-2');
  });

  test('what was replaced takes no more links and cannot be replaced again', async () => {
    const { call, run, source, attach } = await withEvidence();
    await attach('a.txt', 'first');
    await run('evidence.replace', { number: 1, file: source('b.txt', 'second') });
    await expect(call('evidence.link', { number: 1, refs: [REF] })).rejects.toThrow(
      'E-1 "a" was replaced by E-2. Use that one instead.',
    );
    await expect(
      run('evidence.replace', { number: 1, file: source('c.txt', 'third') }),
    ).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
    });
  });

  test('the very same file is no newer revision', async () => {
    const { run, source, attach } = await withEvidence();
    await attach('a.txt', 'first');
    await expect(run('evidence.replace', { number: 1, file: source('b.txt', 'first') })).rejects.toThrow(
      'b.txt is the very file that E-1 has already.',
    );
  });

  test('is one step back, and taking the newer one out makes the old one count again', async () => {
    const { call, run, source, attach, piece } = await withEvidence();
    const old = await attach('a.txt', 'first');
    await call('evidence.setProviderReport', { number: 1, party: 'aws', kind: 'other', services: null });
    const marked = await piece(1);
    await run('evidence.replace', { number: 1, file: source('b.txt', 'second') });
    expect(await piece(2)).toMatchObject({
      providerReport: { party: 'aws', kind: 'other', services: null },
    });
    await call('workbook.undo', {});
    expect(await call('evidence.list', {})).toEqual([marked]);
    await call('workbook.redo', {});
    expect(await piece(1)).toMatchObject({ replacedBy: 2 });
    await call('evidence.remove', { number: 2 });
    expect(await piece(1)).toMatchObject({ replacedBy: null, sha256: old.sha256 });
    await call('workbook.undo', {});
    expect(await piece(1)).toMatchObject({ replacedBy: 2 });
    expect(await piece(2)).toMatchObject({ links: [REF], providerReport: { kind: 'other' } });
  });
});

describe('reports on a provider', () => {
  test('a report covers the provider share of every duty in its scope, and only while it counts', async () => {
    const { call, run, source } = await withEvidence();
    await call('services.add', { services: [{ catalogueId: 's3', label: 'invoices' }] });
    await call('assignments.acceptSuggestions', { subject: 'orders-db' });
    await call('assignments.acceptSuggestions', { subject: 'invoices' });
    const lacking = async () =>
      (await call('gaps.list', {}))
        .filter((gap) => gap.rule === 'provider-without-evidence')
        .map((gap) => gap.subject);
    expect(await lacking()).toEqual(['orders-db', 'invoices']);
    await call('evidence.addLink', {
      refs: ['workbook/change-management'],
      url: 'https://reports.example/soc-2',
    });
    const report = { number: 1, party: 'aws', kind: 'soc-2' } as const;
    await call('evidence.setProviderReport', { ...report, services: ['ec2'] });
    expect(await lacking()).toEqual(['invoices']);
    await call('evidence.setProviderReport', { ...report, services: null });
    expect(await lacking()).toEqual([]);
    await call('evidence.update', { number: 1, expires: '2020-01-01' });
    expect(await lacking()).toEqual(['orders-db', 'invoices']);
    await call('evidence.update', { number: 1, expires: null });
    await run('evidence.replace', {
      number: 1,
      file: source('soc-2.pdf', '%PDF-1.7'),
      expires: '2021-01-01',
    });
    expect(await lacking()).toEqual(['orders-db', 'invoices']);
    await call('evidence.clearProviderReport', { number: 2 });
    expect((await call('evidence.list', {})).map((piece) => piece.providerReport?.kind ?? null)).toEqual([
      'soc-2',
      null,
    ]);
  });

  test('only a provider has reports, on services that there are', async () => {
    const { call, attach } = await withEvidence();
    await attach('a.txt', 'first');
    const report = { number: 1, kind: 'soc-2', services: null } as const;
    await expect(call('evidence.setProviderReport', { ...report, party: 'organisation' })).rejects.toThrow(
      'Acme is no provider.',
    );
    await expect(call('evidence.setProviderReport', { ...report, party: 'nobody' })).rejects.toThrow(
      'There is no party "nobody"',
    );
    await expect(
      call('evidence.setProviderReport', { ...report, party: 'aws', services: ['no-such-service'] }),
    ).rejects.toThrow('There is no service "no-such-service" in the catalogue');
  });

  test('a provider whose reports are here cannot be removed', async () => {
    const { call, attach } = await withEvidence();
    await attach('a.txt', 'first');
    const azure = await call('parties.add', { name: 'Fernhill Cloud', kind: 'provider' });
    await call('evidence.setProviderReport', {
      number: 1,
      party: azure.id,
      kind: 'iso-27001',
      services: null,
    });
    await expect(call('parties.remove', { id: azure.id })).rejects.toThrow(
      '1 report on Fernhill Cloud in the evidence register.',
    );
  });
});

describe('checking all hashes', () => {
  test('reads files inside the workbook and outside, and names those that changed or are gone', async () => {
    const { core, folder, path, attach, run } = await withEvidence();
    await attach('a.txt', 'first');
    await attach('b.txt', 'second', { reference: true });
    await attach('c.txt', 'third', { reference: true });
    expect(await run('evidence.checkHashes', {})).toEqual({
      files: 1,
      references: 2,
      bytes: 16,
      problems: [],
    });
    writeFileSync(join(folder, 'b.txt'), 'SECOND');
    rmSync(join(folder, 'c.txt'));
    await core.close();
    const db = new Database(path);
    db.prepare('UPDATE blob_chunk SET bytes = ?').run(Buffer.from('FIRST'));
    db.close();
    const again = startCore(folder);
    const { id } = await again.core.openPath(path);
    const found = (await callers(again.core, id).run('evidence.checkHashes', {})) as EvidenceCheck;
    expect(found.problems.map((problem) => problem.number)).toEqual([1, 2, 3]);
    expect(found.problems.map((problem) => problem.sentence)).toEqual([
      'Evidence E-1 "a": its content was altered; its SHA-256 no longer matches.',
      `Evidence E-2 "b": the file at ${join(folder, 'b.txt')} was altered; its SHA-256 no longer matches.`,
      `Evidence E-3 "c": there is no file at ${join(folder, 'c.txt')} any more, or not within reach of this machine.`,
    ]);
    await again.core.close();
  });

  test('stops when told to', async () => {
    const { core, attach, call } = await withEvidence();
    await attach('big.txt', 'x'.repeat(20 * 1024 * 1024));
    const ticket = await call('evidence.checkHashes', {});
    const outcome = core.awaitJob(
      ticket,
      () => void core.dispatch({ name: 'app.cancelJob', input: { job: ticket.job } }, 'test'),
    );
    await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
