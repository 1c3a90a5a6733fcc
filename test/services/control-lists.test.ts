import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { AudienceId } from '../../main/contract/audience.ts';
import type { WrittenLayout } from '../../main/contract/layouts.ts';
import { codeOf } from '../../main/domain/layouts/control-list.ts';
import { openTestWorkbook, type TestCore } from '../support/core.ts';

const LISTS = ['drata-controls', 'vanta-controls'] as const;
type Rows = readonly Readonly<Record<string, string>>[];
interface More {
  readonly asOf?: string;
  readonly audience?: AudienceId;
  readonly classification?: string;
  readonly vantage?: string;
}

const example = () => openTestWorkbook({ example: 'ecommerce' });
let written = 0;
async function write(layout: (typeof LISTS)[number], more: More = {}, given?: TestCore) {
  const of = given ?? (await example());
  written += 1;
  const path = join(of.folder, `${written}.csv`);
  const target = of.core.files.registerTarget(path).handle;
  const done = (await of.run('layouts.write', { layout, target, ...more })) as WrittenLayout;
  const rows: Rows = parse(readFileSync(path), { bom: true, columns: true });
  return { done, rows, bytes: readFileSync(path) };
}

describe.each(LISTS)('%s', (layout) => {
  it('has a line for each duty in which the organisation has a part, read by another reader', async () => {
    const { done, rows } = await write(layout);
    expect(done).toMatchObject({ vantage: null, rows: rows.length, reconciliation: { ok: true } });
    expect(rows.length).toBeGreaterThan(40);
    const text = JSON.stringify(rows);
    expect(text).toContain('Done by Platform team:');
    expect(text).not.toContain('Physical access to data centers');
    expect(done.leftOut.join('\n')).toMatch(/because only others have a part: .*Physical access/);
    expect(done.leftOut.join('\n')).toMatch(/because nobody has it yet/);
  });

  it('is the same to the byte for the same state and day', async () => {
    const [first, second] = [
      await write(layout, { asOf: '2026-11-30' }),
      await write(layout, { asOf: '2026-11-30' }),
    ];
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('tells an auditor no addresses, and where its mark has no place', async () => {
    const of = await example();
    const internal = await write(layout, {}, of);
    expect(internal.bytes.includes('@example.com')).toBe(true);
    const { done, bytes } = await write(layout, { audience: 'auditor', classification: 'CONFIDENTIAL' }, of);
    expect(bytes.includes('@example.com')).toBe(false);
    expect(done.leftOut[0]).toMatch(/Prepared for an auditor.*The file has no place to say so\./);
    expect(done.leftOut[1]).toMatch(/^The mark "CONFIDENTIAL, prepared for an auditor" has no place in it:/);
    await expect(write(layout, { audience: 'public' }, of)).rejects.toThrow(/the public is not told/);
    await expect(write(layout, { vantage: 'as-provider' }, of)).rejects.toThrow(
      /Leave out --framework and --vantage/,
    );
  });

  it('begins no formula, whatever was typed', async () => {
    const of = await openTestWorkbook();
    await expect(write(layout, {}, of)).rejects.toMatchObject({ code: 'NOTHING_TO_SAY' });
    await of.call('people.add', { name: '=HYPERLINK("x")', party: 'organisation', email: 'a@b.example' });
    await of.call('assignments.answer', {
      ref: 'workbook/change-management',
      answer: { owners: ['organisation'] },
      duties: { organisation: '=cmd|x\n;=1+1' },
    });
    const { rows } = await write(layout, {}, of);
    expect(rows).toHaveLength(1);
    for (const field of Object.values(rows[0] ?? {})) expect(field).not.toMatch(/(?:^|[\n;])\s*[=+@-]/);
  });
});

it('Drata gets codes and texts by its rules, and what is too long is told', async () => {
  const { done, rows } = await write('drata-controls');
  expect(Object.keys(rows[0] ?? {}).slice(0, 6)).toEqual([
    'Control Code',
    'Control Name',
    'Description',
    'Activities',
    'Control Owners',
    'Internal Notes',
  ]);
  const codes = rows.map((row) => row['Control Code'] ?? '');
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^\S{1,20}$/);
  for (const { Activities = '', Description = '' } of rows) {
    expect(Description).not.toBe('');
    expect(Activities.length).toBeLessThanOrEqual(768);
  }
  const empty = rows.filter(({ Activities }) => Activities === '');
  expect(done.leftOut.join('\n')).toContain(`Activities is empty for ${empty.length} control`);
  const root = rows.find((row) => row['Control Name'] === 'Root user and account protection');
  expect(root?.['ISO/IEC 27001 Annex A 2022']).toBe('A.8.2, A.8.5');
});

it('Vanta gets the names of the fields of its API, and its own words for a domain', async () => {
  const { rows } = await write('vanta-controls', { asOf: '2026-11-30' });
  const root = rows.find(({ name }) => name === 'Root user and account protection');
  expect(root).toMatchObject({
    externalId: codeOf('account-root-protection'),
    effectiveDate: '2026-11-30',
    domain: 'IDENTIFICATION_&_AUTHENTICATION',
    owner: 'amara.okonkwo@example.com',
  });
  expect(rows.filter(({ domain }) => domain === '')).toEqual([]);
});

it('no two duties of the catalogue have the same code, and a short id is its own', () => {
  const ids = loadCatalogue().responsibilities.map(({ id }) => id);
  const codes = ids.map(codeOf);
  expect(new Set(codes).size).toBe(ids.length);
  for (const [index, code] of codes.entries()) {
    const id = ids[index] ?? '';
    if (id.length <= 20) expect(code).toBe(id);
    else expect(code).toMatch(/^[\w-]{12}-[0-9a-z]{7}$/);
  }
});
