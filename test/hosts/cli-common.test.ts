import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { CommonControl } from '../../main/contract/common-controls.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';
import { callers, startCore } from '../support/core.ts';
import { temporaryFolder } from '../support/temp.ts';

const { folder, run } = cliShop();
const REF = 'platform-team/encryption-at-rest';

beforeAll(async () => {
  const { core } = startCore(temporaryFolder());
  const { id } = await core.openPath(join(folder, 'shop.demarc'));
  const { call } = callers(core, id);
  await call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  await call('people.add', { name: 'Pat Form', party: 'platform-team' });
  await core.close();
});

it('says where an answer holds, where not and why, lists it, and takes it out', () => {
  expect(run('common', 'shop.demarc').out).toMatch(/^Nothing is answered once/);
  expect(run('common', 'shop.demarc', REF, '--everywhere').status).toBe(0);
  const listed = () =>
    json<{ controls: CommonControl[] }>(run('common', 'shop.demarc', '--json')).controls[0];
  const control = listed();
  expect(control).toMatchObject({ ref: REF, ownership: { kind: 'single', party: 'platform-team' } });
  expect(control?.services).toBeGreaterThan(0);
  const { services } = json<{ services: { ref: string; catalogueId: string }[] }>(
    run('services', 'shop.demarc', '--json'),
  );
  const bucket = services.find(({ catalogueId }) => catalogueId === 's3')?.ref ?? '';
  const refused = (words: RegExp, ...more: string[]) =>
    expectRefusal(run('common', 'shop.demarc', ...more), 2, 'INVALID_INPUT', words);
  refused(/needs a reason/, REF, '--except', bucket);
  refused(/One thing at a time/, REF, '--everywhere', '--remove');
  refused(/Say where it holds/, REF);
  refused(/Say which answers/, '--everywhere');
  const except = run('common', 'shop.demarc', REF, '--except', bucket, '--reason', 'Public pictures');
  expect(except.out).toContain(`${REF}: not in ${bucket}: Public pictures`);
  expect(listed()?.services).toBe((control?.services ?? 0) - 1);
  expect(run('common', 'shop.demarc', REF, '--again', bucket).out).not.toContain('not in');
  const own = ['answer', 'shop.demarc', REF, '--owner', 'platform-team,organisation'];
  expect(run(...own, '--duty', 'organisation=Tick the box.', '--reason', 'So agreed').status).toBe(0);
  const part = run('common', 'shop.demarc', `${bucket}/encryption-at-rest`, '--own-part', 'It is ticked.');
  expect(part.status).toBe(0);
  expect(listed()?.open).toBe((control?.services ?? 0) - 1);
  expect(run('common', 'shop.demarc', REF, '--remove').out).toMatch(/^Nothing is answered once/);
});
