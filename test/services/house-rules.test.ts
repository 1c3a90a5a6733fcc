import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestWorkbook, type TestCore } from '../support/core.ts';
import { twoCopies } from '../support/two-copies.ts';

const read = (name: string) =>
  readFileSync(new URL(`../fixtures/house-rules/${name}.yaml`, import.meta.url), 'utf8');
const ACME = read('acme');
const NIMBUS = read('other-cloud');

/** A workbook with two machines, one of them in production, and a function. */
async function acme(): Promise<TestCore> {
  const test = await openTestWorkbook();
  await test.call('environments.add', { name: 'Production' });
  await test.call('services.add', {
    services: [
      { catalogueId: 'ec2', label: 'Web', environments: ['production'] },
      { catalogueId: 'ec2', label: 'Test' },
      { catalogueId: 'lambda', label: 'Jobs' },
    ],
  });
  return test;
}
const suggestionOf = async ({ call }: TestCore, ref: string) =>
  (await call('assignments.card', { ref })).suggestion;
const rowOf = async ({ call }: TestCore, ref: string) =>
  (await call('assignments.register', { filter: {}, offset: 0, limit: 500 })).rows.find(
    (row) => row.ref === ref,
  );

describe('house rules of a workbook', () => {
  it('are suggested where they hold, with their reason, their party and themselves as the source', async () => {
    const test = await acme();
    const before = await suggestionOf(test, 'jobs/guest-os-patching');
    const reading = await test.call('houseRules.take', { text: ACME });
    expect(reading).toMatchObject({ name: 'Acme', edition: '2', problems: [] });
    expect(await test.call('parties.list', {})).toContainEqual(
      expect.objectContaining({ id: 'platform', name: 'Platform team', kind: 'internal-provider' }),
    );
    const rule = 'House rules "Acme", edition 2';
    expect(await suggestionOf(test, 'web/guest-os-patching')).toMatchObject({
      owner: 'customer',
      why: 'The platform team patches guests from its images.',
      parties: [{ id: 'platform' }],
      rule,
      duties: { customer: 'Replaces the instances by a new image each month.' },
    });
    // What is AWS's by its nature is not touched by a general rule.
    expect(await suggestionOf(test, 'jobs/guest-os-patching')).toEqual(before);
    // By environment, by service, and once for the workbook.
    expect((await suggestionOf(test, 'web/monitoring-threat-detection')).rule).toBe(rule);
    expect((await suggestionOf(test, 'test/monitoring-threat-detection')).rule).toBeUndefined();
    // Where it stands in an environment of which they say nothing as well, they do not hold.
    await test.call('environments.add', { name: 'Sandbox' });
    await test.call('services.update', { ref: 'web', environments: ['production', 'sandbox'] });
    expect((await suggestionOf(test, 'web/monitoring-threat-detection')).rule).toBeUndefined();
    await test.call('workbook.undo', {});
    expect(await suggestionOf(test, 'jobs/encryption-at-rest')).toMatchObject({ owner: 'customer', rule });
    expect(await suggestionOf(test, 'workbook/change-management')).toMatchObject({ owner: 'customer', rule });
    // A duty of their own, which does not arise for a function.
    expect(await suggestionOf(test, 'web/golden-image')).toMatchObject({
      owner: 'customer',
      parties: [{ id: 'platform' }],
      rule,
    });
    expect(await rowOf(test, 'jobs/golden-image')).toBeUndefined();
    await expect(
      test.call('assignments.answer', { ref: 'web/golden-image', answer: { owners: ['aws'] } }),
    ).rejects.toThrow(/The images of the marketplace are approved already/);
  });

  it('are taken by one key, and whoever else is named differs and says why', async () => {
    const test = await acme();
    await test.call('houseRules.take', { text: ACME });
    await test.call('assignments.acceptSuggestions', { refs: ['web/guest-os-patching'] });
    expect(await rowOf(test, 'web/guest-os-patching')).toMatchObject({
      shares: [{ party: 'platform', text: 'Replaces the instances by a new image each month.' }],
      deviates: false,
      house: { parties: ['Platform team'], rule: 'House rules "Acme", edition 2' },
    });
    await test.call('assignments.answer', {
      ref: 'test/guest-os-patching',
      answer: { owners: ['organisation'] },
      reason: 'A machine of the research group.',
    });
    expect(await rowOf(test, 'test/guest-os-patching')).toMatchObject({
      deviates: true,
      deviationReason: 'A machine of the research group.',
    });
    await test.call('assignments.answer', {
      ref: 'test/guest-os-patching',
      answer: { owners: ['organisation'] },
      reason: null,
    });
    const gaps = await test.call('gaps.list', {});
    expect(gaps.find(({ rule }) => rule === 'deviates-without-reason')?.sentence).toMatch(
      /the house rules suggest the customer's side alone \(Platform team\)/,
    );
    expect(new Set(gaps.filter(({ rule }) => rule === 'unanswered').map(({ severity }) => severity))).toEqual(
      new Set(['low']),
    );
    expect(gaps.find(({ rule }) => rule === 'no-named-person')?.severity).toBe('high');
  });

  it('re-ask what they change, and undo takes them back with the party they brought', async () => {
    const test = await acme();
    await test.call('assignments.acceptSuggestions', { subject: 'web' });
    await test.call('houseRules.take', { text: ACME });
    const { items } = await test.call('snapshots.reask', {});
    expect(items.map(({ ref }) => ref).sort()).toEqual([
      'web/guest-os-patching',
      'web/monitoring-threat-detection',
    ]);
    expect(items[0]?.changes).toContainEqual({
      field: 'Suggested party',
      before: null,
      after: 'Platform team',
    });
    await test.call('workbook.undo', {});
    expect((await test.call('snapshots.reask', {})).items).toEqual([]);
    expect(await test.call('houseRules.held', {})).toBeNull();
    expect((await test.call('parties.list', {})).map(({ id }) => id)).not.toContain('platform');
    await test.call('workbook.redo', {});
    expect(await test.call('houseRules.held', {})).toMatchObject({ name: 'Acme', text: ACME });
    expect(await test.run('workbook.verify', {})).toMatchObject({ ok: true, problems: [] });
  });

  it('bring controls: their own framework, and duties beside those of the catalogue', async () => {
    const test = await acme();
    await test.call('houseRules.take', { text: ACME });
    await test.call('workbook.update', { frameworks: ['iso-27001-2022', 'acme-policy-1'] });
    const { controls } = await test.call('assignments.card', { ref: 'web/golden-image' });
    expect(controls.map(({ framework, controls: own }) => [framework, own.map(({ id }) => id)])).toEqual([
      ['iso-27001-2022', expect.arrayContaining(['A.8.9', 'A.7.7', 'A.5.7'])],
      ['acme-policy-1', ['P-1']],
    ]);
  });

  it('are refused with the line and what to do about it, and then nothing is changed', async () => {
    const test = await acme();
    const rev = (await test.call('workbook.info', {})).rev;
    const wrong = ACME.replace('duties: [guest-os-patching]', 'duties: [guest-os-patchin]').replace(
      'no-named-person',
      'no-name',
    );
    const line = wrong.split('\n').findIndex((each) => each.includes('guest-os-patchin]')) + 1;
    await expect(test.call('houseRules.take', { text: wrong })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(
        new RegExp(
          `Line ${line}: defaults, entry 1, duties, entry 1: there is no duty "guest-os-patchin"\\. Did you mean "guest-os-patching"\\? There is 1 more problem\\.`,
        ),
      ),
    });
    expect((await test.call('workbook.info', {})).rev).toBe(rev);
    await test.call('houseRules.take', { text: ACME });
    await test.call('assignments.acceptSuggestions', { refs: ['web/golden-image'] });
    await expect(test.call('houseRules.remove', {})).rejects.toThrow(
      /Golden image \(golden-image\), and it is in use/,
    );
    await expect(test.call('houseRules.take', { text: NIMBUS })).rejects.toThrow(
      /Keep them in the new edition/,
    );
    await expect(
      test.call('houseRules.take', { text: ACME.replace('kind: internal-provider', 'kind: provider') }),
    ).rejects.toThrow(/Platform team as a provider|no party of this file/);
  });
});

describe('another cloud', () => {
  it('is walked, answered and exported by three services written as house rules', async () => {
    const test = await openTestWorkbook({ frameworks: ['soc2-tsc-2017'] });
    await test.call('houseRules.take', { text: NIMBUS });
    await test.call('services.add', {
      services: ['nimbus-vm', 'nimbus-sql', 'nimbus-functions'].map((catalogueId) => ({ catalogueId })),
    });
    const refs = (await test.call('services.list', {})).map(({ ref }) => ref);
    expect(refs).toEqual(['nimbus-vm', 'nimbus-sql', 'nimbus-functions']);
    for (const subject of refs) await test.call('assignments.acceptSuggestions', { subject });
    const row = async (ref: string) => (await rowOf(test, ref))?.shares.map(({ party }) => party);
    expect(await row('nimbus-sql/guest-os-patching')).toEqual(['nimbus']);
    expect((await row('nimbus-sql/backup-configuration'))?.sort()).toEqual(['nimbus', 'organisation']);
    expect((await row('nimbus-vm/monitoring-threat-detection'))?.sort()).toEqual(['nimbus', 'organisation']);
    expect(await row('nimbus-vm/guest-os-patching')).toEqual(['organisation']);
    const card = await test.call('assignments.card', { ref: 'nimbus-vm/guest-os-patching' });
    expect(card.suggestion).toMatchObject({
      guidance: 'The maintenance window is set per machine.',
      cautions: [],
    });
    const walk = await test.call('assignments.walk', { subject: 'nimbus-functions' });
    expect(walk.items.length).toBeGreaterThan(10);
    expect(walk.items.every(({ ownership }) => ownership.kind !== 'unanswered')).toBe(true);
    const csv = join(test.folder, 'register.csv');
    await test.run('exports.run', {
      files: [{ format: 'csv', target: test.core.files.registerTarget(csv).handle }],
    });
    const sheet = readFileSync(csv, 'utf8');
    expect(sheet).toMatch(/Nimbus SQL.*backup-configuration|nimbus-sql\/backup-configuration/);
    expect(sheet).toContain('Shared: Nimbus (house rules)');
    expect(sheet).not.toMatch(/nimbus-sql\/guest-os-patching[^\n]*,AWS,/);
  });
});

describe('two copies of a workbook', () => {
  it('with house rules on one side take them over; with different ones they ask which hold', async () => {
    const { ann, ben } = await twoCopies(async (base) => {
      await base.call('services.add', { services: [{ catalogueId: 'ec2', label: 'Web' }] });
    });
    await ben.call('houseRules.take', { text: ACME });
    await ben.close();
    expect((await ann.preview(ben.path)).conflicts).toEqual([]);
    await ann.call('houseRules.take', { text: NIMBUS });
    const { conflicts } = await ann.preview(ben.path);
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]).toMatchObject({
      place: 'House rules',
      mine: { text: expect.stringMatching(/^"Nimbus cloud", edition 2026-11, SHA-256/) },
      theirs: { text: expect.stringMatching(/^"Acme", edition 2, SHA-256/) },
    });
    await ann.merge(ben.path, { [conflicts[0]?.key ?? '']: 'theirs' });
    expect(await ann.call('houseRules.held', {})).toMatchObject({ name: 'Acme', text: ACME });
    expect((await ann.call('assignments.card', { ref: 'web/guest-os-patching' })).suggestion.rule).toBe(
      'House rules "Acme", edition 2',
    );
  });

  it('and a snapshot from before are told apart by them', async () => {
    const { call } = await openTestWorkbook();
    const { number } = await call('snapshots.take', { name: 'Before' });
    await call('houseRules.take', { text: NIMBUS });
    const compared = await call('snapshots.compare', { from: number, to: 'now' });
    expect(JSON.stringify(compared)).toMatch(/House rules.*Nimbus cloud, edition 2026-11, SHA-256/);
  });
});
