import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { MethodOf } from '../../main/contract/index.ts';
import type { InputOf } from '../../main/contract/methods/method.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';
import { callers, startCore } from '../support/core.ts';
import { temporaryFolder } from '../support/temp.ts';

const { folder, run, freshWorkbook } = cliShop();

/** Makes actions in a workbook, as the window does: the command line only reads them. */
const addActions = async (name: string, actions: readonly InputOf<MethodOf<'actions.add'>>[]) => {
  const { core } = startCore(temporaryFolder());
  const { id } = await core.openPath(join(folder, name));
  const { call } = callers(core, id);
  for (const action of actions) await call('actions.add', action);
  await core.close();
};

it('fails on gaps of the severity that was named, or worse', () => {
  expect(run('gaps', 'shop.demarc').status).toBe(0);
  const severities = json<{ gaps: { severity: string }[] }>(run('gaps', 'shop.demarc', '--json')).gaps.map(
    ({ severity }) => severity,
  );
  for (const [limit, counted] of [
    ['low', ['high', 'medium', 'low']],
    ['medium', ['high', 'medium']],
    ['high', ['high']],
  ] as const)
    expect(run('gaps', 'shop.demarc', '--fail-on', limit).status).toBe(
      severities.some((each) => (counted as readonly string[]).includes(each)) ? 1 : 0,
    );
  expectRefusal(run('gaps', 'shop.demarc', '--fail-on', 'worst'), 2, 'INVALID_INPUT', /high, medium or low/);
});
it('marks what an action covers; only one that is not overdue keeps a gap from failing', async () => {
  const name = freshWorkbook();
  const { gaps } = json<{ gaps: { rule: string }[] }>(run('gaps', name, '--json'));
  const rules = [...new Set(gaps.map((gap) => gap.rule))];
  await addActions(
    name,
    rules.map((rule) => ({ title: `About ${rule}`, rule, subject: null, dueOn: '2999-12-31' })),
  );
  const covered = run('gaps', name, '--fail-on', 'low');
  expect(covered).toMatchObject({ status: 0, err: '' });
  expect(covered.out).toMatch(/\bA-1\b/);
  expect(covered.out).toContain(`; ${gaps.length} in hand`);
  await addActions(name, [{ title: 'Late', subject: null, dueOn: '2001-01-01' }]);
  const late = run('gaps', name, '--fail-on', 'medium');
  expect(late.status).toBe(1);
  expect(late.out).toContain(`A-${rules.length + 1} (overdue)`);
});
it('shows the matrix without colours, aligned', () => {
  const { out, status } = run('matrix', 'shop.demarc');
  expect(status).toBe(0);
  expect(out).not.toContain('\u001b');
  expect(out).toMatch(/A AWS {3}C Acme/);
  expect(out.split('\n').some((line) => line.endsWith(' '))).toBe(false);
});
