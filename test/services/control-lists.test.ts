import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { AudienceId } from '../../main/contract/audience.ts';
import type { Finding } from '../../main/contract/findings.ts';
import type { WrittenLayout } from '../../main/contract/layouts.ts';
import { codesOf } from '../../main/domain/layouts/control-list.ts';
import { readFindings } from '../../main/importers/findings/read-findings.ts';
import { openTestWorkbook, type TestCore } from '../support/core.ts';

const CATALOGUED = codesOf(loadCatalogue().responsibilities.map(({ id }) => id));
const codeOf = (id: string): string => CATALOGUED.get(id) ?? id;
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

describe('stig-checklist', () => {
  const checklist = async (of: TestCore, more: More = {}) => {
    written += 1;
    const path = join(of.folder, `${written}.cklb`);
    const target = of.core.files.registerTarget(path).handle;
    const done = (await of.run('layouts.write', {
      layout: 'stig-checklist',
      target,
      ...more,
    })) as WrittenLayout;
    const { stigs, ...around } = JSON.parse(readFileSync(path, 'utf8'));
    return { path, done, around, stig: stigs[0], rules: stigs[0].rules as Record<string, string>[] };
  };

  it('has a rule for each duty of the list, with its status in the words of a checklist', async () => {
    const of = await example();
    const { done, around, stig, rules } = await checklist(of, { asOf: '2026-11-30' });
    expect(done).toMatchObject({
      vantage: null,
      rows: rules.length,
      reconciliation: { ok: true, problems: [] },
    });
    expect(around).toMatchObject({ cklb_version: '1.0', target_data: { target_type: 'Non-Computing' } });
    expect(stig.size).toBe(rules.length);
    expect(stig.release_info).toMatch(/^Release: \d+ Benchmark Date: 30 Nov 2026$/);
    // Beside the register, row by row: whatever is answered and not done keeps a rule open.
    const { rows } = await of.call('assignments.register', { limit: 10_000 });
    const asked = Map.groupBy(rows, ({ responsibilityName }) => responsibilityName);
    for (const { rule_title: title = '', status } of rules) {
      const own = asked.get(title) ?? [];
      const undone = own.some(
        ({ ownership, shares, status: step, misconception }) =>
          ['single', 'shared'].includes(ownership.kind) &&
          shares.some(({ party }) => party !== 'aws') &&
          step !== 'implemented' &&
          !misconception,
      );
      expect([title, status === 'open']).toEqual([title, undone]);
      if (status === 'not_a_finding')
        expect(own.filter(({ ownership }) => ownership.kind === 'unanswered')).toEqual([]);
    }
    expect(new Set(rules.map(({ status }) => status))).toEqual(new Set(['not_a_finding', 'open']));
    expect(rules.find(({ group_id }) => group_id === codeOf('account-root-protection'))).toMatchObject({
      rule_title: 'Root user and account protection',
      discussion: expect.stringContaining('A.8.2, A.8.5'),
      finding_details: expect.stringContaining('Done by'),
    });
    expect(around.target_data.comments).toBe('');
    const again = await checklist(of, { asOf: '2026-11-30' });
    expect(readFileSync(again.path).equals(readFileSync(join(of.folder, `${written - 1}.cklb`)))).toBe(true);
    await expect(checklist(of, { vantage: 'as-provider' })).rejects.toThrow(
      /Leave out --framework and --vantage/,
    );
    await expect(checklist(await openTestWorkbook())).rejects.toMatchObject({ code: 'NOTHING_TO_SAY' });
  });

  it('leaves a rule unreviewed while what is answered is done and the rest is not decided', async () => {
    const of = await openTestWorkbook();
    const services = ['one', 'two'].map((label) => ({ catalogueId: 's3', label }));
    await of.call('services.add', { services });
    const ref = 'one/encryption-at-rest';
    await of.call('assignments.answer', { ref, answer: { owners: ['organisation'] } });
    const statusOf = async () => (await checklist(of)).rules.map(({ status }) => status);
    expect(await statusOf()).toEqual(['open']);
    await of.call('assignments.update', { ref, status: 'implemented' });
    expect(await statusOf()).toEqual(['not_reviewed']);
    await of.call('assignments.update', { ref, status: 'in-progress' });
    expect(await statusOf()).toEqual(['open']);
  });

  it('bears its mark, and says for whom it is prepared, in the comments of its target', async () => {
    const { done, around, rules } = await checklist(await example(), {
      audience: 'auditor',
      classification: 'CONFIDENTIAL',
    });
    expect(around.target_data.comments).toMatch(
      /^CONFIDENTIAL, prepared for an auditor\nPrepared for an auditor/,
    );
    expect(done.leftOut.join('\n')).not.toMatch(/no place/);
    expect(JSON.stringify(rules)).not.toContain('@example.com');
  });

  it('is read by the reader of checklists, result by result, and proves nothing itself', async () => {
    const of = await example();
    const { path, rules } = await checklist(of);
    const text = readFileSync(path, 'utf8');
    const findings: Finding[] = [];
    const read = (checklist: string) =>
      readFindings('duties.cklb', [Buffer.from(checklist)], (finding) => findings.push(finding));
    await expect(read(text)).rejects.toThrow(/^duties\.cklb is a checklist that was written from a workbook/);
    await read(text.replace('"demarc-duties"', '"OTHER_STIG"'));
    const results = new Map(rules.map(({ group_id, status }) => [group_id, status]));
    const words = { fail: 'open', pass: 'not_a_finding', manual: 'not_reviewed' } as Record<string, string>;
    expect(findings).toHaveLength(rules.length);
    for (const { id, result } of findings) expect(words[result]).toBe(results.get(id.split('|')[2] ?? ''));
  });
});

it('no two duties of the catalogue have the same code, and a short id is its own', () => {
  const ids = loadCatalogue().responsibilities.map(({ id }) => id);
  const codes = ids.map((id) => codesOf(ids).get(id) ?? '');
  expect(new Set(codes).size).toBe(ids.length);
  for (const [index, code] of codes.entries()) {
    const id = ids[index] ?? '';
    if (id.length <= 20) expect(code).toBe(id);
    else expect(code).toMatch(/^[\w-]{12}-[0-9a-z]{7}$/);
  }
});

it('codes that would be the same are not, and the duties of one list have the same in any order', () => {
  const ids = [
    'account-root-protection',
    codeOf('account-root-protection'),
    'data-protection-of-by-act-jobs',
    'data-protection-of-by-goal-on',
  ];
  const codes = codesOf(ids);
  expect(new Set(codes.values()).size).toBe(ids.length);
  for (const code of codes.values()) expect(code).toMatch(/^\S{1,20}$/);
  expect(codes.get(codeOf('account-root-protection'))).toBe(codeOf('account-root-protection'));
  expect([...codesOf(ids.toReversed())].toSorted()).toEqual([...codes].toSorted());
});
