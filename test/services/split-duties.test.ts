import { expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { Assignment } from '../../main/contract/assignments.ts';
import type { Catalogue, Responsibility } from '../../main/contract/catalogue.ts';
import type { SplitItem } from '../../main/contract/snapshots.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

const shipped = loadCatalogue();
const FORMER = 'workbook/malware-protection';
const HOSTS = 'workbook/malware-hosts';
const CONTENT = 'workbook/malware-content';

/** The catalogue before its duties were split. */
function earlier(): Catalogue {
  const parts = new Set(shipped.retired.flatMap(({ into }) => into));
  const whole = shipped.retired.map(({ into, ...former }): Responsibility => {
    const first = shipped.responsibilities.find(({ id }) => id === into[0]);
    if (!first) throw new Error(`no ${into[0]}`);
    const proposal = { owner: 'shared', why: 'Each its own.' } as const;
    const defaults = Object.fromEntries(Object.keys(first.defaults).map((model) => [model, proposal]));
    return { ...first, ...former, defaults: defaults as Responsibility['defaults'] };
  });
  return {
    ...shipped,
    version: '2026.01.01',
    retired: [],
    responsibilities: [...shipped.responsibilities.filter(({ id }) => !parts.has(id)), ...whole],
  };
}

/** A workbook in which the former duty has an answer, opened with the catalogue that has split it. */
async function splitWorkbook(before: (call: ReturnType<typeof callers>['call']) => Promise<void>) {
  const test = await openTestWorkbook({ catalogue: earlier() });
  await test.call('people.add', { name: 'Dee Dow' });
  await before(test.call);
  await test.core.close();
  const next = startCore(test.folder, {});
  const { id } = await next.core.openPath(test.path);
  const { call } = callers(next.core, id);
  const record = async (ref: string) =>
    ((await call('assignments.card', { ref })) as { assignment: Assignment | null }).assignment;
  const splits = async () => ((await call('snapshots.reask', {})) as { splits: readonly SplitItem[] }).splits;
  const asked = async () => (await call('assignments.refs', { filter: {} })) as unknown as string[];
  return { call, record, splits, asked, core: next.core };
}

it('an answer to a duty that was split goes to each part, to be confirmed, with its person, status, note and evidence', async () => {
  const { call, record, splits, asked, core } = await splitWorkbook(async (earlierCall) => {
    await earlierCall('assignments.answer', {
      ref: FORMER,
      answer: { owners: ['aws', 'organisation'] },
      people: { organisation: 'dee-dow' },
      duties: { organisation: 'Runs the agent everywhere.' },
    });
    await earlierCall('assignments.update', { ref: FORMER, status: 'in-progress', note: 'See the wiki' });
    await earlierCall('evidence.addNote', { refs: [FORMER], title: 'Coverage', text: 'All hosts.' });
  });
  expect(await splits()).toEqual([
    {
      ref: FORMER,
      place: 'Acme, Malware protection',
      answer: 'AWS + Acme',
      parts: ['Malware protection on own hosts and images', 'Malware in stored and uploaded content'],
    },
  ]);
  // Until then it is still there under its own name, and asked of nobody else.
  expect(await asked()).toContain(FORMER);

  expect(await call('snapshots.carrySplits', {})).toEqual({ carried: 2, left: [] });
  for (const ref of [HOSTS, CONTENT]) {
    const carried = await record(ref);
    expect(carried).toMatchObject({
      confirmLater: true,
      status: 'in-progress',
      note: 'See the wiki',
      shares: [
        { party: 'aws' },
        { party: 'organisation', person: 'dee-dow', text: 'Runs the agent everywhere.' },
      ],
    });
    // What AWS does is told by the part itself: the text of the whole came from the catalogue.
    const aws = carried?.shares.find(({ party }) => party === 'aws')?.text;
    expect(aws).not.toContain('malware scanning for volumes, objects and backups');
  }
  expect(await asked()).not.toContain(FORMER);
  expect(await splits()).toEqual([]);
  const evidence = await call('evidence.list', {});
  expect(JSON.stringify(evidence)).toContain(HOSTS);
  expect(JSON.stringify(evidence)).not.toContain(FORMER);

  await call('workbook.undo', {});
  expect(await asked()).toContain(FORMER);
  expect(await record(HOSTS)).toBeNull();
  expect(await splits()).toHaveLength(1);
  await core.close();
});

it('a question that was only set aside goes to the first part, with what it waits for; actions go along', async () => {
  const PARKED = 'workbook/forensics';
  const { call, record, asked, splits, core } = await splitWorkbook(async (earlierCall) => {
    await earlierCall('assignments.update', {
      ref: PARKED,
      note: 'Disk images?',
      parked: true,
      waits: { for: 'The contract', whom: { person: 'dee-dow' } },
    });
    await earlierCall('actions.add', {
      title: 'Ask for the contract',
      subject: 'workbook',
      responsibility: 'forensics',
      rule: null,
      person: null,
      dueOn: null,
      note: null,
    });
  });
  expect(await asked()).toContain(PARKED);
  expect(await splits()).toMatchObject([{ ref: PARKED, parts: ['Forensics on own hosts and accounts'] }]);
  expect(await call('snapshots.carrySplits', {})).toMatchObject({ carried: 1, left: [] });
  expect(await record('workbook/forensics-hosts')).toMatchObject({
    parked: true,
    note: 'Disk images?',
    waits: { for: 'The contract', person: 'dee-dow' },
    shares: [],
    confirmLater: false,
  });
  expect(await record('workbook/forensics-managed')).toBeNull();
  expect(await asked()).not.toContain(PARKED);
  const [action] = (await call('actions.list', {})) as readonly { responsibility: string | null }[];
  expect(action?.responsibility).toBe('forensics-hosts');
  await core.close();
});

it('whoever has no part of a part gets none, and nothing that was carried over is a gap by itself', async () => {
  const TESTS = 'workbook/penetration-testing';
  const { call, record, core } = await splitWorkbook(async (earlierCall) => {
    await earlierCall('assignments.answer', { ref: TESTS, answer: { owners: ['aws', 'organisation'] } });
  });
  const deviating = async () =>
    ((await call('gaps.list', {})) as readonly { rule: string; ref: string | null }[]).filter(
      ({ rule }) => rule === 'deviates-without-reason',
    );
  expect(await deviating()).toEqual([]);
  await call('snapshots.carrySplits', {});
  expect((await record('workbook/penetration-testing-platform'))?.shares.map(({ party }) => party)).toEqual([
    'aws',
  ]);
  expect(await record('workbook/penetration-testing-workloads')).toMatchObject({
    deviationReason: 'Carried over from "Penetration testing", to be confirmed.',
  });
  expect(await deviating()).toEqual([]);
  await core.close();
});

it('a part that has an answer keeps it, and an accepted answer stays where it is as well, with its actions', async () => {
  const { call, record, asked, core } = await splitWorkbook(async (earlierCall) => {
    await earlierCall('assignments.answer', { ref: FORMER, answer: { owners: ['aws', 'organisation'] } });
    await earlierCall('review.submit', { refs: [FORMER] });
    await earlierCall('review.accept', { refs: [FORMER] });
    await earlierCall('actions.add', {
      title: 'Renew the contract',
      subject: FORMER.split('/')[0] ?? null,
      responsibility: FORMER.split('/')[1] ?? null,
      rule: null,
      person: null,
      dueOn: null,
      note: null,
    });
  });
  await call('assignments.answer', { ref: HOSTS, answer: { owners: ['organisation'] } });
  expect(await call('snapshots.carrySplits', {})).toMatchObject({ carried: 1, left: [] });
  expect(await record(HOSTS)).toMatchObject({ confirmLater: false, shares: [{ party: 'organisation' }] });
  expect(await record(CONTENT)).toMatchObject({ confirmLater: true, review: 'draft' });
  expect(await asked()).toContain(FORMER);
  expect(await call('actions.list', {})).toMatchObject([{ responsibility: FORMER.split('/')[1] }]);
  await core.close();
});

it('an answer against the suggestion takes its reason along, so that the parts take it', async () => {
  const { call, splits, asked, core } = await splitWorkbook(async (earlierCall) => {
    // "AWS does it all" was recorded with its reason; the reason goes along, so the parts take it.
    await earlierCall('assignments.answer', {
      ref: FORMER,
      answer: { owners: ['aws'] },
      reason: 'Everything runs on a managed platform.',
    });
  });
  expect(await call('snapshots.carrySplits', {})).toMatchObject({ carried: 2, left: [] });
  expect(await splits()).toEqual([]);
  expect(await asked()).not.toContain(FORMER);
  await core.close();
});
