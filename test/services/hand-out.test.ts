import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import type { DemarcError } from '../../main/contract/errors.ts';
import type { ExportedFile } from '../../main/contract/exports.ts';
import type { ServiceInUse } from '../../main/contract/services-in-use.ts';
import { demarc } from '../support/cli.ts';
import { openTestWorkbook } from '../support/core.ts';

const FORMATS = ['xlsx', 'pdf', 'csv'] as const;

/** Named in it, or it is open in a service that the person leads. */
const inHandOutOf =
  (person: string, services: readonly Pick<ServiceInUse, 'ref' | 'lead'>[]) => (row: RegisterRow) =>
    row.shares.some((share) => share.person === person) ||
    (row.ownership.kind === 'unanswered' &&
      services.some(({ ref, lead }) => ref === row.subject && lead === person));

test('a hand-out holds the rows of one person, their evidence and gaps, and reconciles with exactly that', async () => {
  const { core, call, run, folder } = await openTestWorkbook({ example: 'ecommerce' });
  const people = await call('people.list', {});
  const [person] = [...people].sort((a, b) => b.assignments - a.assignments);
  if (!person) throw new Error('The example names nobody.');
  const { rows } = await call('assignments.register', { limit: 100_000 });
  const mine = rows.filter(inHandOutOf(person.id, await call('services.list', {})));
  expect(mine.length).toBeGreaterThan(3);
  expect(mine.length).toBeLessThan(rows.length);

  const counts = await call('exports.counts', { person: person.id });
  const refs = new Set(mine.map((row) => row.ref));
  const gaps = await call('gaps.list', {});
  expect(counts).toMatchObject({
    rows: mine.length,
    answered: mine.filter((row) => row.ownership.kind !== 'unanswered').length,
    notes: mine.filter((row) => row.note !== null).length,
    evidence: new Set(mine.flatMap((row) => row.evidence)).size,
    gaps: gaps.filter((gap) => gap.ref !== null && refs.has(gap.ref)).length,
    services: new Set(mine.filter((row) => row.subjectKind === 'service').map((row) => row.subject)).size,
  });
  expect(counts.evidence).toBeGreaterThan(0);

  const path = (format: string) => join(folder, `hand-out.${format}`);
  const { files } = (await run('exports.run', {
    files: FORMATS.map((format) => ({
      format,
      target: core.files.registerTarget(path(format)).handle,
    })),
    person: person.id,
  })) as { files: readonly ExportedFile[] };
  for (const file of files) {
    expect(file.reconciliation, file.format).toMatchObject({ ok: true, problems: [] });
    expect(file.reconciliation.found.rows, file.format).toBe(mine.length);
  }

  const csv = parse(readFileSync(path('csv')), { bom: true }) as string[][];
  expect(csv.slice(1).map((row) => row[0])).toEqual(mine.map((row) => row.ref));

  const sheet = await readSheet(path('xlsx'), 'Register');
  const written = sheet.map((row) => String(row[0])).filter((ref) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(ref));
  expect(written).toEqual(mine.map((row) => row.ref));
  const about = (await readSheet(path('xlsx'), 'About')).flat().map(String);
  expect(about).toContain(`Hand-out for ${person.name}: Acme 2026`);
  expect(about.join('\n')).toContain(`only the ${mine.length} of ${rows.length} rows`);
  // Where somebody else's duty is linked to the same evidence, it is not named to this person.
  const evidence = (await readSheet(path('xlsx'), 'Evidence')).flat().map(String).join('\n');
  for (const row of rows) if (!refs.has(row.ref)) expect(evidence.includes(row.ref), row.ref).toBe(false);
});

test('somebody who is named nowhere gets an empty hand-out that is complete', async () => {
  const { core, call, run, folder } = await openTestWorkbook();
  await call('people.add', { name: 'Zoë Müller' });
  const { files } = (await run('exports.run', {
    files: FORMATS.map((format) => ({
      format,
      target: core.files.registerTarget(join(folder, `empty.${format}`)).handle,
    })),
    person: 'zoe-muller',
  })) as { files: readonly ExportedFile[] };
  for (const { reconciliation, format } of files)
    expect(reconciliation, format).toEqual({
      ok: true,
      expected: { rows: 0, notes: 0, evidence: 0 },
      found: { rows: 0, notes: 0, evidence: 0 },
      problems: [],
    });
});

test('a person whom the workbook does not know is refused, with the nearest name', async () => {
  const { call } = await openTestWorkbook();
  await call('people.add', { name: 'Zoë Müller' });
  const error = await call('exports.counts', { person: 'zoe-mueller' }).catch(
    (caught: DemarcError) => caught,
  );
  expect(error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('zoe-muller') });
});

test('the command line writes a hand-out', async () => {
  const { core, call, path, folder } = await openTestWorkbook({ example: 'ecommerce' });
  const person = (await call('people.list', {})).find((entry) => entry.assignments > 0)?.id ?? '';
  const { rows } = await call('assignments.register', { limit: 100_000 });
  const mine = rows.filter(inHandOutOf(person, await call('services.list', {})));
  await core.close();
  const target = join(folder, 'mine.csv');
  const { status, err } = demarc(['export', path, '--csv', target, '--person', person], { cwd: folder });
  expect(status, err).toBe(0);
  const csv = parse(readFileSync(target), { bom: true }) as string[][];
  expect(csv.slice(1).map((row) => row[0])).toEqual(mine.map((row) => row.ref));
});
