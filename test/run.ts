import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMPILED, forgetOldCompiled } from './support/compiled.ts';
import { prepareBrowser, prepareReaders } from './support/prepare.ts';
import { readPlaywrightReport, readVitestReport, type Told } from './support/runner-reports.ts';
import { memoryFolder } from './support/scratch.ts';

/**
 * `npm test`: everything that must hold, with one plain line of counts at the end. `npm test -- vitest` runs one part,
 * `npm test -- --quick` what needs neither a browser nor programs of their own, for the inner loop, and `npm test -- --whole` also the
 * tests that are marked as long.
 */
interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Gets what the step looks through; an error fails the step. */
  readonly prepare?: (() => Promise<Env>) | undefined;
  /** What of it is run with `--quick`. */
  readonly quick?: { readonly args: readonly string[] };
  /** What is added to the arguments so that long tests are left out. */
  readonly notLong?: string;
  /** Counts out of the runner's own report; a step without one counts as a single check. */
  readonly told?: () => Told;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name: string) =>
  join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const memory = memoryFolder();
/** Where the steps and all that they start keep their temporary files. */
const scratch = memory === null ? {} : { TMPDIR: memory };
const reports = mkdtempSync(join(memory ?? tmpdir(), 'demarc-reports-'));
const vitestReport = join(reports, 'vitest.json');
/** The tag of tests that take seconds, and that shorter ones stand for (`test/vitest.config.ts`). */
const LONG = 'long';
const isWhole = process.argv.includes('--whole');
/** Each law has a quarter of the cases that it has for whoever is at work on it; the campaign plays it with others, and more. */
const LAWS = { DEMARC_TIMES: process.env.DEMARC_TIMES ?? (isWhole ? '1' : '0.25') };
const vitestReporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
const playwrightReport = join(reports, 'playwright.json');

const STEPS: readonly Step[] = [
  {
    name: 'lint',
    command: bin('biome'),
    args: ['ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off'])],
  },
  // The other steps have the other processors, and more checkers would each work out the same types; GOGC has it clear memory less often.
  {
    name: 'typecheck',
    command: bin('tsc'),
    args: ['-b', '--checkers', '1'],
    env: { GOGC: '400' },
  },
  {
    name: 'vitest',
    command: bin('vitest'),
    args: ['run', '--config', join('test', 'vitest.config.ts'), ...vitestReporters],
    quick: {
      args: [
        'run',
        '--config',
        join('test', 'vitest.config.ts'),
        '--project=page',
        '--project=pure',
        ...vitestReporters,
      ],
    },
    notLong: `--tags-filter=!${LONG}`,
    env: { ...COMPILED, ...LAWS },
    prepare: async () => {
      forgetOldCompiled();
      for (const line of await prepareReaders()) say(line);
      return {};
    },
    told: () => readVitestReport(vitestReport, isWhole ? null : LONG),
  },
  {
    name: 'e2e',
    command: bin('playwright'),
    args: ['test', '--config', join('test', 'e2e', 'playwright.config.ts'), '--reporter=list,json'],
    notLong: `--grep-invert=@${LONG}`,
    // Node reads the types away itself; the runner's own translation would do it again in every worker.
    env: { ...COMPILED, ...LAWS, PW_DISABLE_TS_ESM: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    prepare: async () => {
      const { env, line } = await prepareBrowser();
      say(line);
      return env;
    },
    told: () => readPlaywrightReport(playwrightReport),
  },
];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

type Env = Readonly<Record<string, string>>;

/** What a step looks through; null where it cannot be had, which is said. */
async function prepared({ prepare }: Step): Promise<Env | null> {
  try {
    return (await prepare?.()) ?? {};
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** Runs under the Node of this process and with the project's own tools first. What it says comes at once, or when it has ended. */
function run({ name, command, args, env }: Step, given: Env | null, live: boolean): Promise<number> {
  if (given === null) return Promise.resolve(1);
  if (live) say(`\n== ${name}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
        ...scratch,
        ...env,
        ...given,
      },
      shell: process.platform === 'win32',
    });
    let said = '';
    const collect = (text: Buffer) => {
      said += text;
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', () => resolve(1));
    child.on('close', (code) => {
      if (!live) say(`\n== ${name}\n${said.trim()}`);
      resolve(code ?? 1);
    });
  });
}

/** A runner that failed without counting a failure (it crashed, or could not begin) has failed once. */
function toldBy(step: Step, status: number): Told {
  let told: Told = { passed: step.told ? 0 : 1, failed: 0, skipped: 0, failures: [] };
  try {
    told = step.told?.() ?? told;
  } catch (error) {
    process.stderr.write(`${step.name}: ${error instanceof Error ? error.message : error}\n`);
  }
  if (status === 0 || told.failed > 0) return told;
  return { ...told, passed: step.told ? told.passed : 0, failed: 1 };
}

const OPTIONS = ['--quick', '--whole'];
const wanted = process.argv.slice(2).filter((argument) => !OPTIONS.includes(argument));
const quick = process.argv.includes('--quick');
const steps = STEPS.filter(
  ({ name }) => (wanted.length === 0 || wanted.includes(name)) && !(quick && name === 'e2e'),
)
  .map((step) => (quick && step.quick ? { ...step, ...step.quick, prepare: undefined } : step))
  .map((step) => (isWhole || !step.notLong ? step : { ...step, args: [...step.args, step.notLong] }));

const total = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
const failures: string[] = [];
async function perform(step: Step, given: Env | null, live: boolean): Promise<void> {
  const started = Date.now();
  const status = await run(step, given, live);
  const told = toldBy(step, status);
  total.passed += told.passed;
  total.failed += told.failed;
  total.skipped += told.skipped;
  failures.push(...told.failures.map((each) => `${step.name}: ${each}`));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  lines.push(
    `${step.name}: ${told.passed} passed, ${told.failed} failed, ${told.skipped} skipped in ${seconds} s`,
  );
}
// What they look through is got one after the other, because each may install something, and none waits for what another one needs.
// The runners of tests follow each other: beside each other they fill no core that one leaves idle, and a page that is slow is only looked at
// more often. The others run beside them. The first runner is heard at once, the others when they have ended.
const heard = steps.find(({ told }) => told) ?? steps[0];
let ready: Promise<unknown> = Promise.resolve();
let free: Promise<unknown> = Promise.resolve();
await Promise.all(
  steps.map((step) => {
    const given = ready.then(() => prepared(step));
    ready = given;
    if (!step.told) return given.then((env) => perform(step, env, step === heard));
    const turn = free;
    const done = given.then(async (env) => {
      await turn;
      await perform(step, env, step === heard);
    });
    free = done;
    return done;
  }),
);
rmSync(reports, { recursive: true, force: true });
// What failed is told once more at the end, which is all that is read of a long log.
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.join('\n')}\n`);
process.stdout.write(`\n${lines.map((line) => `${line}\n`).join('')}`);
if (steps.some(({ notLong }) => notLong) && !isWhole)
  say('Tests that are marked as long were left out; npm test -- --whole plays them as well.');
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
