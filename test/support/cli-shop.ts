import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { type CliResult, demarc, PROJECT } from './cli.ts';
import { temporaryFolder } from './temp.ts';

/** A template with three services. */
export const SHOP = join(PROJECT, 'test', 'fixtures', 'hosts', 'shop.yaml');

/** The shop as the first file of this process made it. */
const MADE = join(process.env.DEMARC_TEST_PROFILES ?? tmpdir(), `cli-shop-${process.pid}.demarc`);

/** What a command printed as JSON, with nothing on standard error. */
export const json = <T = Record<string, unknown>>(result: CliResult): T => {
  expect(result.err).toBe('');
  return JSON.parse(result.out) as T;
};

/** `demarc: CODE: what happened. What to do.` and nothing on standard output. */
export const expectRefusal = (result: CliResult, status: number, code: string, words: RegExp): void => {
  expect(result).toMatchObject({ status, out: '' });
  expect(result.err).toMatch(new RegExp(`^demarc: ${code}: .+[.?]\\n$`));
  expect(result.err).toMatch(words);
};

/** A folder for the tests of one file, where `shop.demarc` has the three services, and the real command line in it. */
export function cliShop() {
  const folder = temporaryFolder();
  const run = (...args: string[]): CliResult => demarc(args, { cwd: folder });
  beforeAll(() => {
    const shop = join(folder, 'shop.demarc');
    if (existsSync(MADE)) return copyFileSync(MADE, shop);
    expect(run('new', 'shop.demarc', '--title', 'Shop 2026', '--organisation', 'Acme').status).toBe(0);
    expect(run('discover', 'shop.demarc', SHOP).status).toBe(0);
    copyFileSync(shop, MADE);
  });
  let copies = 0;
  return {
    folder,
    run,
    bytes: (name: string) => readFileSync(join(folder, name)),
    /** A copy of the shop of the test's own. */
    freshWorkbook: (): string => {
      copies += 1;
      const name = `copy-${copies}.demarc`;
      copyFileSync(join(folder, 'shop.demarc'), join(folder, name));
      return name;
    },
    /** Ref of a duty of the bucket in a workbook. */
    bucketRef: (name: string, duty = 'encryption-at-rest'): string => {
      const { services } = json<{ services: { ref: string; catalogueId: string }[] }>(
        run('services', name, '--json'),
      );
      return `${services.find(({ catalogueId }) => catalogueId === 's3')?.ref}/${duty}`;
    },
  };
}
