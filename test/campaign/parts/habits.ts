import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from '../../support/cli.ts';
import { fell, held, type Part } from '../part.ts';

/** Sequences of one attempt: as many as the test plays for each of its times. */
const TIMES = 7;
const SPEC = ['habits.spec', '-g', 'ordinary habits'];

/** Plays the browser test of habits with other sequences: it ends with 0 where no answer changed that was not addressed. */
function play(
  seed: number,
  folder: string,
): Promise<{ readonly status: number | null; readonly said: string }> {
  return new Promise((done) => {
    const playwright = join(PROJECT, 'node_modules/playwright/cli.js');
    const config = join(PROJECT, 'test/e2e/playwright.config.ts');
    const child = spawn(
      process.execPath,
      [playwright, 'test', '--config', config, ...SPEC, '--workers', '1', '--output', folder],
      {
        cwd: PROJECT,
        env: { ...process.env, DEMARC_SEED: String(seed), DEMARC_TIMES: String(TIMES) },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said += data;
      });
    child.on('close', (status) => done({ status, said }));
  });
}

/** Ordinary habits at the keyboard over every screen, in the built program and a real browser: no answer changes that none addressed. */
export const habits: Part = {
  name: 'habits',
  title: 'Habits: an answer changed that none addressed',
  weight: 8,
  limitMs: 1_800_000,
  async start(_folder, seed) {
    return {
      async attempt({ n, folder }) {
        const { status, said } = await play(seed * 1000 + n, folder);
        const played = Number(/\((\d+) sequences\)/.exec(said)?.[1] ?? 0);
        if (status === 0 && played > 0) return held('nothing changed', played);
        return fell(status === 0 ? 'not played' : 'changed', said.slice(-4000));
      },
    };
  },
};
