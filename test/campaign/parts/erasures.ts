import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Erasable } from '../../../main/jobs/tasks.ts';
import { keepTemporaryList } from '../../../main/platform/temporaries.ts';
import { problemsOf } from '../../support/alterations.ts';
import { callers, startCore } from '../../support/core.ts';
import { fell, held, type Part } from '../part.ts';
import { DUTIES, makeSoundWorkbook, SUBJECTS } from '../sound.ts';

const ERASER = fileURLToPath(new URL('../eraser.ts', import.meta.url));
const NAME = 'Wilhelmina Orr';
const SECRET = 'The plan that nobody may keep. ';
const CONTENT = SECRET.repeat(50);
/** Of the piece that is attached after those that every workbook of the campaign has. */
const SECRET_NUMBER = 4;

/** What is erased in turn, and what no byte may say afterwards. */
const KINDS = [
  { what: { kind: 'person', who: NAME, also: [] }, gone: NAME },
  {
    what: {
      kind: 'evidence',
      contents: [{ number: SECRET_NUMBER, sha256: hash('sha256', CONTENT), size: CONTENT.length }],
    },
    gone: SECRET,
  },
] as const satisfies readonly { readonly what: Erasable; readonly gone: string }[];

/** Erasures that are killed: the workbook is as it was before or as it is after, and erased again to the end, nothing is left. */
export const erasures: Part = {
  name: 'erasures',
  title: 'kill -9, erasure for good',
  weight: 2,
  limitMs: 60_000,
  async start(folder) {
    await makeErasable(folder);
    /** The workbook of an attempt, after a sitting of its own. */
    const begin = async (left: string): Promise<void> => {
      mkdirSync(left);
      cpSync(join(folder, 'work.demarc'), join(left, 'work.demarc'));
      await leaveBackup(left);
    };
    const takes = Number(process.env.DEMARC_ERASING_MS ?? (await timeOfOne(join(folder, 'whole'), begin)));
    return {
      async attempt({ n, folder: own, random }) {
        const { what, gone } = KINDS[n % KINDS.length] as (typeof KINDS)[number];
        const left = join(own, 'left');
        await begin(left);
        const file = join(left, 'work.demarc');
        const before = readFileSync(file);
        if (!filesWith(left, gone).includes('work.demarc'))
          return fell('nothing', 'There is nothing to erase.');
        const done = await eraseUntilKilled(left, what, random.below(takes));
        const problems = await problemsOf(file);
        if (problems !== null) return fell('unsound', problems.join(' '));
        const after = readFileSync(file);
        const as = after.equals(before) ? 'before' : 'after';
        if (as === 'after' && after.includes(gone))
          return fell('half', 'The workbook is neither as before nor erased.');
        if (done && as === 'before') return fell('LOST', 'An erasure that was done is not there.');
        // What it was writing goes at the next start.
        keepTemporaryList(join(left, 'temporary')).close();
        const temporary = readdirSync(left).filter((name) => name.endsWith('.tmp'));
        if (temporary.length > 0) return fell('left behind', temporary.join(', '));
        if (as === 'before' && !(await eraseUntilKilled(left, what, null)))
          return fell('not again', 'The erasure does not come to its end.');
        const told = filesWith(left, gone);
        return told.length > 0 ? fell('told', `It stands in ${told.join(', ')}.`) : held(as);
      },
    };
  },
};

/** How long an erasure takes here, to its end, in milliseconds; `DEMARC_ERASING_MS=200` spares it. */
async function timeOfOne(whole: string, begin: (left: string) => Promise<void>): Promise<number> {
  await begin(whole);
  const begun = performance.now();
  await eraseUntilKilled(whole, KINDS[0].what, null);
  return performance.now() - begun;
}

/** A workbook with a person, and with the content of a piece of evidence that was removed. */
async function makeErasable(folder: string): Promise<void> {
  const made = join(folder, 'made');
  const sound = await makeSoundWorkbook(made);
  const work = join(folder, 'work.demarc');
  cpSync(sound, work);
  writeFileSync(join(made, 'secret.txt'), CONTENT);
  const { core } = startCore(made);
  const { id } = await core.openPath(work);
  const { call, run } = callers(core, id);
  await call('people.add', { name: NAME, email: 'w.orr@example.com' });
  const file = core.files.registerSource(join(made, 'secret.txt')).handle;
  await run('evidence.attachFile', { file, title: 'A secret', refs: [`${SUBJECTS[0]}/${DUTIES[0]}`] });
  await call('evidence.remove', { number: SECRET_NUMBER });
  await core.close();
  rmSync(made, { recursive: true });
}

/** A sitting that changes something leaves a backup, which is found by the path of the workbook. */
async function leaveBackup(folder: string): Promise<void> {
  const { core } = startCore(folder);
  const { id } = await core.openPath(join(folder, 'work.demarc'));
  await callers(core, id).call('workbook.update', { scopeNote: `As ${NAME} said.` });
  await core.close();
}

const filesWith = (folder: string, words: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(words))
    .map(({ name }) => name);

/** Lets a program erase until it is killed so many milliseconds after it began, or, with null, when it is done; whether it was done. */
const eraseUntilKilled = (left: string, what: Erasable, afterMs: number | null): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const places = [join(left, 'work.demarc'), join(left, 'data', 'backups'), join(left, 'temporary')];
    const child = spawn(process.execPath, [ERASER, ...places, JSON.stringify(what)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let complaint = '';
    child.stdout.on('data', (data: Buffer) => {
      if (out === '' && afterMs !== null) setTimeout(() => child.kill('SIGKILL'), afterMs);
      out += data.toString();
      if (out.includes('done')) child.kill('SIGKILL');
    });
    child.stderr.on('data', (data: Buffer) => {
      complaint += data.toString();
    });
    child.on('close', (_code, signal) =>
      signal === 'SIGKILL'
        ? resolve(out.includes('done'))
        : reject(new Error(`The program ended by itself: ${complaint}`)),
    );
  });
