import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../support/cli.ts';
import { fell, held, type Part } from '../part.ts';
import { playTests } from '../play-tests.ts';

/** So many times as many cases as somebody at work on the file has. */
const TIMES = 5;
const VITEST = join(PROJECT, 'node_modules/vitest/vitest.mjs');
const CONFIG = join(PROJECT, 'test/vitest.config.ts');
const TESTS = join(PROJECT, 'test');

/** The files of tests that hold for any case that can be made: `services/merge-laws.test.ts`. */
export const lawFiles = (): readonly string[] =>
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .filter((path) => /from '(\.\.\/)+support\/property\.ts'/.test(readFileSync(join(TESTS, path), 'utf8')))
    .sort();

/** The laws of `npm test`, which have the same few cases there each time, with others and with more of them. */
export const laws: Part = {
  name: 'laws',
  title: 'Laws: a case in which one does not hold',
  weight: 12,
  limitMs: 1_800_000,
  start(_folder, seed) {
    const files = lawFiles();
    return Promise.resolve({
      async attempt({ n }) {
        const file = files[n % files.length] ?? '';
        const args = ['run', '--config', CONFIG, '--reporter', 'default', '--no-color', join('test', file)];
        const { status, said } = await playTests(VITEST, args, { seed: seed * 1000 + n, times: TIMES });
        const played = Number(/^ *Tests .*?(\d+) passed/m.exec(said)?.[1] ?? 0);
        if (status === 0 && played > 0) return held('held', played);
        return fell(status === 0 ? 'not played' : 'broken', `${file}: ${said.slice(-4000)}`);
      },
    });
  },
};
