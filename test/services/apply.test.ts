import { expect, test } from 'vitest';
import type { StepName } from '../../main/contract/steps.ts';
import { openTestWorkbook } from '../support/core.ts';

const STEPS: readonly (readonly [StepName, Record<string, unknown>])[] = [
  ['add party', { name: 'Managed SOC', kind: 'Third party' }],
  ['add person', { name: 'Kim Doe', party: 'managed soc' }],
  [
    'add own duty',
    { name: 'Paper', domain: 'resilience', scope: 'service', question: 'Who?', owner: 'customer' },
  ],
  ['add service', { service: 's3', label: 'Files' }],
  ['ask duty', { duty: 'Files/Paper', asked: true }],
  ['accept suggestions', { service: 'Files' }],
  [
    'answer',
    { duty: 'files/custom-paper', owners: 'Acme + Managed SOC', person: 'Kim Doe', status: 'In progress' },
  ],
  ['change answers', { duties: ['Files/Paper'], due: '2027-01-31' }],
  ['submit', { duties: ['Files/Paper'] }],
  ['remove service', { service: 'Files' }],
  ['add service', { service: 's3', label: 'Files' }],
];
const of = (steps: typeof STEPS) => ({
  from: 'changes.yaml',
  steps: steps.map(([step, fields]) => ({ step, with: fields, at: 'changes.yaml, line 1' })),
});

test('steps see what those before them did, and one undo takes all of them back', async () => {
  const { call } = await openTestWorkbook();
  const state = async () => ({
    parties: await call('parties.list', {}),
    people: await call('people.list', {}),
    services: await call('services.list', {}),
    custom: await call('custom.list', {}),
    register: (await call('assignments.register', { limit: 5000 })).rows,
  });
  const before = await state();
  const { steps } = await call('workbook.apply', of(STEPS.slice(0, 9)));
  expect(steps.map(({ told }) => told).slice(-3)).toEqual([
    'Answered Paper, Files: Acme + Managed SOC',
    expect.stringContaining('Changed 1'),
    expect.stringContaining('Submitted for review'),
  ]);
  const after = await state();
  expect(after.register.find(({ ref }) => ref === 'files/custom-paper')).toMatchObject({
    shares: [{ party: 'organisation' }, { party: 'managed-soc', person: 'kim-doe' }],
    status: 'in-progress',
    dueOn: '2027-01-31',
    review: 'submitted',
  });
  expect(await call('workbook.undo', {})).toEqual({ undone: 'Applied changes.yaml: 9 steps' });
  expect(await state()).toEqual(before);
  await call('workbook.redo', {});
  const strip = ({ register, ...rest }: typeof after) => ({
    ...rest,
    register: register.map(({ ref, status }) => [ref, status]),
  });
  expect(strip(await state())).toEqual(strip(after));
});

test('a rehearsal tells the same and leaves nothing, also of what is remembered; a refusal likewise', async () => {
  const { call } = await openTestWorkbook();
  const { rev } = await call('workbook.info', {});
  const told = await call('workbook.apply', { ...of(STEPS), dryRun: true });
  expect(told.steps).toHaveLength(STEPS.length);
  const wrong: typeof STEPS = [...STEPS, ['remove person', { person: 'Nobody' }]];
  await expect(call('workbook.apply', of(wrong))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(
      /^changes\.yaml, line 1, step 12 \(remove person\): .* Nothing was changed\.$/,
    ),
  });
  expect(await call('custom.list', {})).toEqual({ services: [], responsibilities: [], controls: {} });
  expect((await call('services.list', {})).length).toBe(0);
  expect((await call('workbook.info', {})).rev).toBe(rev);
  expect((await call('workbook.apply', of(STEPS))).steps.map(({ told: sentence }) => sentence)).toEqual(
    told.steps.map(({ told: sentence }) => sentence),
  );
});
