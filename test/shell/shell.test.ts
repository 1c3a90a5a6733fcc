import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { SCENARIOS } from './scenarios.ts';
import { makeShop } from './small-shop.ts';
import { endAll, standInDriver } from './stand-in-driver.ts';

const made = temporaryFolder();
beforeAll(() => void makeShop(made));

afterAll(endAll);

/** The life of the built shell on the stand-in. On a machine with a runtime test/e2e/electron.spec.ts runs the same. */
describe('the desktop shell', () => {
  for (const [index, { name, run, isLong }] of SCENARIOS.entries())
    it.concurrent(name, { tags: isLong ? 'long' : [] }, async () => {
      const folder = join(made, String(index));
      mkdirSync(folder);
      const shop = join(folder, 'shop.demarc');
      copyFileSync(join(made, 'shop.demarc'), shop);
      await run({ driver: standInDriver, folder, shop });
    });
});
