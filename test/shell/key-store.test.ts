import { afterAll, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { quit, value } from './scenarios.ts';
import { endAll, standIn } from './stand-in-driver.ts';

const made = temporaryFolder();
afterAll(endAll);

it('passwords are left to the key store of the system, and to nothing that only looks like one', async () => {
  const app = standIn({ dataDir: made, platform: 'linux' });
  const [page] = await app.pages(1);
  if (!page) throw new Error('There is no window.');
  const keeps = () => value<boolean>(page, 'portfolio.keepsPasswords', {});
  expect(await keeps()).toBe(false);
  await app.evaluate(({ safeStorage }) => {
    (safeStorage as unknown as { backend: string }).backend = 'gnome_libsecret';
  });
  expect(await keeps()).toBe(true);
  expect(await quit(app)).toBe(0);
});
