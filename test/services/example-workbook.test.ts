import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemarcMethod, MethodOf } from '../../main/contract/index.ts';
import type { InputOf, ValueOf } from '../../main/contract/methods/method.ts';
import { examples } from '../../main/examples/index.ts';
import { fixedClock } from '../../main/platform/clock.ts';
import { createFileLogger } from '../../main/platform/logger.ts';
import { type Core, createCore } from '../../main/services/core.ts';

const example = examples.ecommerce;

describe('the e-commerce example, played into a workbook', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-test-'));
  let core: Core;
  let workbook: string;
  // Every look at the clock is a moment later, so that what was before the meeting is not taken for its own.
  let now = Date.parse('2026-11-25T15:30:00.000Z');

  async function ask<N extends DemarcMethod>(
    name: N,
    input: InputOf<MethodOf<N>>,
  ): Promise<ValueOf<MethodOf<N>>> {
    const reply = await core.dispatch({ name, input, workbook }, 'test');
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value as ValueOf<MethodOf<N>>;
  }

  beforeAll(async () => {
    core = createCore({
      capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
      dataDir: folder,
      logger: createFileLogger(folder),
      workerUrl: new URL('../../main/jobs/worker.ts', import.meta.url),
      workbooks: folder,
      actor: 'François Lefèvre',
      clock: { ...fixedClock('2026-11-25T15:30:00.000Z'), now: () => new Date(now++).toISOString() },
    });
    const info = await core.createAt(join(folder, 'shop.demarc'), {
      title: 'Try it out',
      example: example.id,
    });
    workbook = info.id;
  });
  afterAll(async () => {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is a half-finished assessment that reopens in the middle', async () => {
    const { asked, answered, parked, evidence } = await ask('workbook.progress', {});
    expect(answered / asked).toBeGreaterThan(0.55);
    expect(answered / asked).toBeLessThan(0.65);
    expect(parked).toBeGreaterThan(2);
    const added = /^evidence\.(attach|add)/;
    expect(evidence).toBe(example.steps.filter(({ method }) => added.test(method)).length);
    const { ref } = await ask('assignments.position', {});
    const card = await ask('assignments.card', { ref: ref ?? '' });
    expect(card.ownership).toEqual({ kind: 'unanswered' });
    expect(card.index).toBeGreaterThan(5);
    expect(card.nextOpen).not.toBeNull();
  });

  test('is about the company of the example, under the title that its maker chose', async () => {
    const info = await ask('workbook.info', {});
    expect([info.title, info.organisation, info.example]).toEqual([
      'Try it out',
      example.organisation,
      'ecommerce',
    ]);
    const parties = await ask('parties.list', {});
    expect(parties.map(({ name }) => name)).toEqual([
      'AWS',
      example.organisation,
      'Platform team',
      'Owlhurst',
    ]);
  });

  test('uses the services of the scenario, two of them twice in one environment', async () => {
    const services = await ask('services.list', {});
    const used = new Set(services.map(({ catalogueId }) => catalogueId));
    for (const id of ['s3', 'cloudfront', 'ec2', 'ec2-auto-scaling', 'rds', 'api-gateway', 'lambda'])
      expect(used).toContain(id);
    for (const id of ['iam', 'kms', 'cloudtrail', 'acm', 'waf']) expect(used).toContain(id);
    const databases = services.filter(({ catalogueId }) => catalogueId === 'rds');
    expect(databases.map(({ ref, environments }) => `${ref} in ${environments}`)).toEqual([
      'orders-db in production',
      'reporting-db in production',
      'orders-db-test in test',
    ]);
  });

  test('has one misconception to find, and one finding or more of every rule about answers', async () => {
    const gaps = await ask('gaps.list', {});
    const at = (rule: string) => gaps.filter((gap) => gap.rule === rule).map(({ ref }) => ref);
    expect(at('misconception')).toEqual(['orders-db/backup-configuration']);
    expect(at('owned-differently')).toEqual(['reporting-db/monitoring-threat-detection']);
    expect(at('evidence-expired')).toEqual(['workbook/penetration-testing-workloads']);
    expect(at('deviates-without-reason')).toEqual(['shop-cdn/certificate-lifecycle']);
    expect(at('shared-without-both-texts')).toEqual(['shop-lb/availability-design']);
    expect(at('evidence-expiring')).toContain('aws/physical-access');
    for (const rule of ['no-named-person', 'implemented-without-evidence']) {
      expect(at(rule).length).toBeGreaterThan(10);
      expect(at(rule).length).toBeLessThan(40);
    }
    expect(gaps.filter(({ ref, subject }) => ref === null && subject === 'orders-db-test')).toHaveLength(1);
  });

  test('files come out of the workbook as they went in', async () => {
    const evidence = await ask('evidence.list', {});
    for (const { name, content, mediaType } of Object.values(example.files)) {
      const item = evidence.find(({ fileName }) => fileName === name);
      expect(item?.mediaType, name).toBe(mediaType);
      const stored = Buffer.concat([...core.evidenceContent(workbook, item?.number ?? 0).chunks()]);
      expect(stored.equals(Buffer.from(content)), name).toBe(true);
    }
  });

  test('one report and its bridge letter cover what AWS does everywhere', async () => {
    const gaps = await ask('gaps.list', {});
    expect(gaps.filter(({ rule }) => rule === 'provider-without-evidence')).toEqual([]);
    const reports = await ask('evidence.list', { ref: 'aws/aws-compliance-reports' });
    for (const { number } of reports.filter(({ kind }) => kind === 'file'))
      await ask('evidence.remove', { number });
    const without = (await ask('gaps.list', {})).filter(({ rule }) => rule === 'provider-without-evidence');
    // Once for each subject in which AWS has a share, not once for each of the hundred shares.
    expect(without.length).toBeGreaterThan(10);
    expect(without.length).toBeLessThan(18);
  });

  test('one meeting is over, and its minutes have something in every part', async () => {
    const [meeting, ...others] = await ask('workshop.meetings', {});
    expect(others).toEqual([]);
    expect(meeting).toMatchObject({ number: 1, running: false, decisions: 4, lastActivity: null });
    expect(meeting?.endedAt?.localeCompare(meeting.beganAt ?? '')).toBe(1);
    const { minutes } = await ask('workshop.minutes', { meeting: 1 });
    const [parties, actions] = [await ask('parties.list', {}), await ask('actions.list', {})];
    const named = new Set(minutes.attendance.flatMap(({ party }) => party ?? []));
    expect([...named].sort()).toEqual(['Owlhurst', 'Platform team', example.organisation].sort());
    expect(parties.map(({ name }) => name)).toEqual(expect.arrayContaining([...named]));
    expect(minutes.attendance.some(({ party }) => party === null)).toBe(true);
    expect(minutes.agenda.every(({ planned }) => planned)).toBe(true);
    expect(new Set(minutes.answered.map(({ service }) => service))).toEqual(
      new Set(minutes.agenda.slice(0, 2).map(({ label }) => label)),
    );
    expect(minutes.answered.length).toBeGreaterThan(15);
    expect(minutes.parked.map(({ ref }) => ref).sort()).toEqual([
      'shop-api/workload-logging',
      'shop-functions/workload-logging',
    ]);
    // One was set down before.
    expect(minutes.actions.map(({ number }) => number)).toEqual([2, 3, 4]);
    expect(actions).toHaveLength(4);
    expect(await ask('workshop.decisions', { meeting: 1 })).toHaveLength(minutes.decisions.length);
  });

  test('shared duties say both halves, in names and letters from all over Europe', async () => {
    const { rows } = await ask('assignments.register', { limit: 1000 });
    const told = rows.filter(({ shares }) => shares.length > 1 && shares.every(({ text }) => text !== null));
    expect(told.length).toBeGreaterThan(40);
    const people = await ask('people.list', {});
    for (const name of ['Ελένη Παπαδοπούλου', 'Ирина Соколова', 'Łukasz Wiśniewski'])
      expect(people.find((person) => person.name === name)?.assignments).toBeGreaterThan(5);
  });
});
