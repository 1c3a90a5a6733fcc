import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { ExportedFile } from '../../main/contract/exports.ts';
import { runExport } from '../../main/jobs/export-task.ts';
import { openTestWorkbook } from '../support/core.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { beside, inShort, startRoundTrip } from '../support/returned-sheet.ts';

const FORMATS = ['xlsx', 'pdf', 'csv'] as const;

describe('the rows in view', () => {
  it('are counted, exported in every format, and reconcile with exactly that', async () => {
    const { core, call, run, folder } = await openTestWorkbook({ example: 'ecommerce' });
    const everything = await call('exports.counts', {});
    expect(everything.extract).toBeNull();
    const filter = { domain: 'resilience', status: 'not-started', party: 'organisation' } as const;
    const { rows } = await call('assignments.register', { filter, limit: 100_000 });
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(everything.rows);
    const refs = new Set(rows.map((row) => row.ref));

    const counts = await call('exports.counts', { filter });
    const gaps = await call('gaps.list', {});
    expect(counts).toMatchObject({
      rows: rows.length,
      notes: rows.filter((row) => row.note !== null).length,
      evidence: new Set(rows.flatMap((row) => row.evidence)).size,
      gaps: gaps.filter((gap) => gap.ref !== null && refs.has(gap.ref)).length,
      people: new Set(rows.flatMap(({ shares }) => shares.flatMap(({ person }) => person ?? []))).size,
      services: new Set(rows.filter((row) => row.subjectKind === 'service').map((row) => row.subject)).size,
      extract: {
        of: everything.rows,
        by: [
          'domain Resilience and recovery',
          expect.stringMatching(/^owner (?!organisation)./),
          'status Not started',
        ],
      },
    });

    const path = (format: string) => join(folder, `part.${format}`);
    const { files } = (await run('exports.run', {
      files: FORMATS.map((format) => ({ format, target: core.files.registerTarget(path(format)).handle })),
      filter,
    })) as { files: readonly ExportedFile[] };
    for (const { format, reconciliation } of files) {
      expect(reconciliation, format).toMatchObject({ ok: true, problems: [] });
      expect(reconciliation.found, format).toEqual(reconciliation.expected);
      expect(reconciliation.found.rows, format).toBe(rows.length);
    }
    const csv = parse(readFileSync(path('csv')), { bom: true }) as string[][];
    expect(csv.slice(1).map((row) => row[0])).toEqual(rows.map((row) => row.ref));

    const words = `only ${rows.length} of ${everything.rows} rows: ${counts.extract?.by.join(', ')}`;
    const about = (await readSheet(path('xlsx'), 'About')).flat().map(String);
    expect(about).toContain('Extract: Acme 2026');
    expect(about).toContain(`This file holds ${words}`);
    const stamp = new Map(
      (await readSheet(path('xlsx'), 'Demarc')).map(([key, value]) => [String(key), String(value)]),
    );
    expect(stamp.get('extract')).toBe(words);
    expect(stamp.get('rows')).toBe(String(rows.length));
  });

  it('are those that fit both where they are also one person’s', async () => {
    const { call } = await openTestWorkbook({ example: 'ecommerce' });
    const [person] = [...(await call('people.list', {}))].sort((a, b) => b.assignments - a.assignments);
    if (!person) throw new Error('The example names nobody.');
    const found = async (filter: { person?: string; ownership?: 'unanswered' }) =>
      (await call('assignments.register', { filter: { domain: 'resilience', ...filter }, limit: 100_000 }))
        .rows;
    const named = await found({ person: person.id });
    // A hand-out also asks for what nobody has answered of the services that the person leads.
    const led = new Set(
      (await call('services.list', {})).filter(({ lead }) => lead === person.id).map(({ ref }) => ref),
    );
    const open = (await found({ ownership: 'unanswered' })).filter(({ subject }) => led.has(subject));
    expect(named.length).toBeGreaterThan(0);
    expect(open.length).toBeGreaterThan(0);
    const counts = await call('exports.counts', { filter: { domain: 'resilience' }, person: person.id });
    expect(counts.rows).toBe(new Set([...named, ...open].map(({ ref }) => ref)).size);
    expect(counts.extract?.by).toEqual(['domain Resilience and recovery', `person ${person.name}`]);
  });

  it('are not exported from a later state than the one that they were found in', async () => {
    const { call, path, folder } = await openTestWorkbook({ example: 'ecommerce' });
    const { rev } = await call('workbook.info', {});
    const target = join(folder, 'late.csv');
    const task = (revision: number) => ({
      kind: 'export' as const,
      workbook: path,
      files: [{ format: 'csv' as const, path: target }],
      rows: {
        filter: { status: 'implemented' as const },
        by: ['status Implemented'],
        revision,
        actor: null,
      },
      asOf: '2026-11-25',
      appVersion: '0.0.0',
    });
    const controls = { signal: new AbortController().signal, progress: () => undefined };
    await expect(runExport(task(rev - 1), controls)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(existsSync(target)).toBe(false);
    await runExport(task(rev), controls);
    expect(existsSync(target)).toBe(true);
  });

  it('are the whole workbook where nothing is filtered by', async () => {
    const { call } = await openTestWorkbook({ example: 'ecommerce' });
    const whole = await call('exports.counts', {});
    expect(await call('exports.counts', { filter: {} })).toEqual(whole);
    expect(await call('exports.counts', { filter: { text: '  ' } })).toEqual(whole);
  });
});

describe('a filtered register that comes back', () => {
  const BACKUP = 'orders-db/backup-configuration';
  const filter = { subject: 'orders-db', domain: 'resilience' } as const;

  it('changes nothing and misses nothing when it was not touched', async () => {
    const trip = await startRoundTrip();
    const path = await trip.exported(undefined, filter);
    const preview = await trip.preview(path);
    expect(preview.rows).toBe((await trip.call('exports.counts', { filter })).rows);
    expect(preview).toMatchObject({ changes: [], unplaced: [], notes: [beside('Register')], sender: null });
    expect(preview.exported?.known).toBe(true);
  });

  it('changes the one cell that was edited; a row that was deleted is told of as one of the extract', async () => {
    const trip = await startRoundTrip();
    const path = join(trip.folder, 'back.xlsx');
    await editRegister(await trip.exported(undefined, filter), path, (sheet) => {
      sheet.set(BACKUP, 'Note', 'Daily, kept for 35 days.');
      sheet.sheet.spliceRows(sheet.sheet.rowCount, 1);
    });
    const preview = await trip.preview(path);
    expect(preview.changes.map(inShort)).toEqual([
      {
        ref: BACKUP,
        field: 'note',
        before: '',
        after: 'Daily, kept for 35 days.',
        changedHereSince: false,
      },
    ]);
    expect(preview.unplaced).toEqual([]);
    expect(preview.notes).toEqual([
      'One row of the extract is not in the sheet. What it says here stays as it is.',
      beside('Register'),
    ]);
  });
});
