import { join } from 'node:path';
import { PROJECT } from '../../support/cli.ts';
import { fell, held, type Part } from '../part.ts';
import { playTests } from '../play-tests.ts';

/** Sequences of one attempt: as many as the test plays for each of its times. */
const TIMES = 7;
const PLAYWRIGHT = join(PROJECT, 'node_modules/playwright/cli.js');
const CONFIG = join(PROJECT, 'test/e2e/playwright.config.ts');
const SPEC = ['habits.spec', '-g', 'ordinary habits'];

/** Ordinary habits at the keyboard over every screen, in the built program and a real browser: no answer changes that none addressed. */
export const habits: Part = {
  name: 'habits',
  title: 'Habits: an answer changed that none addressed',
  weight: 8,
  limitMs: 1_800_000,
  async start(_folder, seed) {
    return {
      async attempt({ n, folder }) {
        const args = ['test', '--config', CONFIG, ...SPEC, '--workers', '1', '--output', folder];
        const { status, said } = await playTests(PLAYWRIGHT, args, { seed: seed * 1000 + n, times: TIMES });
        const played = Number(/\((\d+) sequences\)/.exec(said)?.[1] ?? 0);
        if (status === 0 && played > 0) return held('nothing changed', played);
        return fell(status === 0 ? 'not played' : 'changed', said.slice(-4000));
      },
    };
  },
};
