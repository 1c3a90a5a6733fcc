import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { openWorkbook } from '../../../main/workbook/open.ts';
import { callers, startCore } from '../../support/core.ts';
import { type Acknowledged, KINDS, type Kind, makeRoom } from '../doings.ts';
import { fell, held, type Outcome, type Part } from '../part.ts';
import { makeSoundWorkbook, verdictOn } from '../sound.ts';

const VICTIM = fileURLToPath(new URL('../victim.ts', import.meta.url));
/**
 * A kill leaves what the files hold at that moment, and so does a stop: of this many moments all but the last are taken
 * by stopping the program, copying its folder and letting it go on, which spares starting another. The last is a kill. It stands still
 * while a copy is judged: else what it records meanwhile makes the next one longer to judge, and that the one after it, without end.
 */
const MOMENTS = 40;

/** Programs ended at random moments of every kind of command; then what is on disk is started from again. */
export const kills: Part = {
  name: 'kills',
  title: 'kill -9, every kind of command',
  weight: 8,
  limitMs: 60_000,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    const other = join(folder, 'other.demarc');
    copyFileSync(sound, other);
    await goOn(other);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    let victim: Victim | null = null;
    let lives = 0;
    const begin = async (kind: Kind): Promise<Victim> => {
      const place = join(folder, `life-${lives}`);
      lives += 1;
      makeRoom(place);
      copyFileSync(sound, join(place, 'work.demarc'));
      copyFileSync(other, join(place, 'other.demarc'));
      return startVictim(kind, place);
    };
    return {
      async attempt({ n, folder: own, random }) {
        const kind = KINDS[Math.floor(n / MOMENTS) % KINDS.length] as Kind;
        if (victim && victim.kind !== kind) victim = await end(victim);
        victim ??= await begin(kind);
        if (!victim.ended()) victim.child.kill('SIGCONT');
        await wait(random.below(random.below(4) === 0 ? 250 : 30));
        if (victim.ended()) {
          const complaint = victim.complaint();
          victim = await end(victim);
          return fell('ended', `The program ended by itself: ${complaint}`);
        }
        const last = n % MOMENTS >= MOMENTS - 2;
        const copy = join(own, 'left');
        if (last) {
          const { place } = victim;
          victim = await end(victim, copy);
          rmSync(place, { recursive: true, force: true });
        } else copyStopped(victim, copy, dead);
        return judge(kind, copy, last);
      },
      async stop() {
        if (victim) await end(victim);
      },
    };
  },
};

interface Victim {
  readonly kind: Kind;
  readonly place: string;
  readonly child: ChildProcess;
  ended(): boolean;
  complaint(): string;
}

async function startVictim(kind: Kind, place: string): Promise<Victim> {
  const child = spawn(process.execPath, [VICTIM, kind, place], {
    env: { ...process.env, TMPDIR: join(place, 'tmp'), TEMP: join(place, 'tmp') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said = `${said}${data}`.slice(-2000);
  });
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  // Until its first acknowledgement it only gets ready.
  for (let patience = 0; patience < 1000 && !ended(); patience += 1) {
    if (existsSync(join(place, 'acknowledged')) && readFileSync(join(place, 'acknowledged'), 'utf8') !== '')
      break;
    if (patience > 100 && ['new --example', 'migration'].includes(kind)) break;
    await wait(20);
  }
  return { kind, place, child, ended, complaint: () => said };
}

/** Kills it, keeps what it left behind, and takes its folder away. */
async function end(victim: Victim, keep?: string): Promise<null> {
  if (!victim.ended()) {
    victim.child.kill('SIGKILL');
    await new Promise((resolve) => victim.child.once('exit', resolve));
  }
  if (keep) {
    cpSync(victim.place, keep, { recursive: true });
    moveLists(victim.place, keep);
  }
  rmSync(victim.place, { recursive: true, force: true });
  return null;
}

/** The folder at one moment, at which the program stays. In the copy, the locks and lists of the program name one that is gone, as after a kill. */
function copyStopped({ child, place }: Victim, copy: string, dead: number | undefined): void {
  process.kill(child.pid ?? 0, 'SIGSTOP');
  waitUntilStopped(child.pid ?? 0);
  cpSync(place, copy, { recursive: true });
  const [own, gone] = [new RegExp(`\\b${child.pid}\\b`, 'g'), String(dead)];
  for (const path of filesIn(copy))
    if (/\.lock(\.|$)/.test(path)) writeFileSync(path, readFileSync(path, 'utf8').replace(own, gone));
    else if (path.endsWith('.list')) writeFileSync(path, readFileSync(path, 'utf8').replace(own, gone));
  moveLists(place, copy);
  // Drafts bear the number of their program in their names. The deepest first: a folder's name is part of theirs.
  for (const path of readdirSync(copy, { recursive: true, encoding: 'utf8' }).sort().reverse())
    if (basename(path).search(own) >= 0)
      renameSync(join(copy, path), join(copy, dirname(path), basename(path).replace(own, gone)));
}

/** What the program had made for a while is to be looked for in the copy, not where it was or goes on. */
function moveLists(place: string, copy: string): void {
  for (const path of filesIn(copy))
    if (path.endsWith('.list')) writeFileSync(path, readFileSync(path, 'utf8').replaceAll(place, copy));
}

/** Every thread of it: the signal is sent to the process, and reaches each at the end of what it asks of the system. */
function waitUntilStopped(pid: number): void {
  const states = () =>
    readdirSync(`/proc/${pid}/task`).map((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      return stat.charAt(stat.lastIndexOf(')') + 2);
    });
  for (let looks = 0; looks < 10_000; looks += 1)
    try {
      if (states().every((state) => 'TtZX'.includes(state))) return;
    } catch {
      // A thread ended while it was looked at.
    }
  throw new Error('The program does not stop.');
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Starts again from what was left, and holds it to the promises. */
async function judge(kind: Kind, left: string, killed: boolean): Promise<Outcome> {
  const { TMPDIR } = process.env;
  // What the next start sweeps there is part of what is looked at.
  process.env.TMPDIR = join(left, 'tmp');
  const promises = await broken(kind, left);
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  if (promises !== null) return fell(promises.as, `${kind}: ${promises.sentence}`);
  return held(killed ? 'killed' : 'stopped and copied');
}

async function broken(kind: Kind, left: string): Promise<{ as: string; sentence: string } | null> {
  const told = readFileSync(join(left, 'acknowledged'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Acknowledged);
  const work = join(left, 'work.demarc');
  const { core } = startCore(left);
  try {
    const info = await core.openPath(work);
    if (info.readOnly) return { as: 'lock', sentence: 'The lock of the ended program was not taken over.' };
    await core.openPath(join(left, 'other.demarc'));
    const lost = firstLost(work, told);
    if (lost) return { as: 'LOST', sentence: `Entry ${lost.rev} was acknowledged and is not there.` };
    const { call } = callers(core, info.id);
    await call('people.add', { name: 'Somebody after', role: null });
  } catch (error) {
    return { as: 'does not open', sentence: `work.demarc: ${error}` };
  } finally {
    await core.close();
  }
  const verdict = await verdictOn(work);
  if (verdict instanceof DemarcError) return { as: 'unsound', sentence: verdict.message };
  if (!verdict.ok) return { as: 'unsound', sentence: verdict.problems.join(' ') };
  return (await halfWritten(kind, left, told)) ?? orphans(left);
}

function firstLost(work: string, told: readonly Acknowledged[]): Acknowledged | undefined {
  const db = new Database(work, { readonly: true });
  const find = db.prepare('SELECT hash FROM change WHERE rev = ?').pluck();
  const lost = told.find(({ rev, hash }) => rev !== undefined && find.get(rev) !== hash);
  db.close();
  return lost;
}

/** What lies under the name of a result is a whole one. */
async function halfWritten(kind: Kind, left: string, told: readonly Acknowledged[]) {
  const sums = new Set(told.map(({ sha256 }) => sha256));
  for (const name of readdirSync(join(left, 'out')).filter((each) => /^r\d+\.\w+$/.test(each))) {
    const file = join(left, 'out', name);
    if (name.endsWith('.demarc')) {
      try {
        const options = { who: 'Ann', backups: join(left, 'data', 'backups'), now: new Date().toISOString() };
        openWorkbook(file, options).close();
        const verdict = await verdictOn(file);
        if (verdict instanceof DemarcError || !verdict.ok)
          return { as: 'half-written', sentence: `${name} is there and not sound.` };
      } catch (error) {
        return { as: 'half-written', sentence: `${name} is there and does not open: ${error}` };
      }
      continue;
    }
    const bytes = readFileSync(file);
    // The same state and day give the same bytes. An encrypted pack has a new salt each time: its end must be whole.
    const whole =
      kind === 'encrypted pack'
        ? endsWhole(bytes)
        : sums.size === 0 || sums.has(createHash('sha256').update(bytes).digest('hex'));
    if (!whole)
      return { as: 'half-written', sentence: `${name} is there and differs from the one that was reported.` };
  }
  return null;
}

/** Whether the record at the end of a ZIP file is there, with the whole of its comment behind it. */
function endsWhole(bytes: Buffer): boolean {
  const at = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  return at >= 0 && at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length;
}

/** After one more start nothing is left that no longer serves. */
function orphans(left: string): { as: string; sentence: string } | null {
  const known = [
    /^(work|other)\.demarc$/,
    /^acknowledged$/,
    /^(in|page)\//,
    /^out\/r\d+\.\w+$/,
    // Made by the attempt itself, before the program sees it.
    /^out\/old\.part$/,
    /^data\/(settings|recent|recents)[^/]*\.json$/,
    /^data\/[\w.-]+\.(json|log|key)$/,
    /^data\/backups\/.*\.(demarc|json)$/,
    // A workbook of some size is backed up in blocks; one that no list names yet is swept when it is an hour old.
    /^data\/backups\/.*\.demarc\.blocks\.txt$/,
    /^data\/backups\/[^/]+\/blocks\/[0-9a-f]{64}$/,
    /^tmp\/node-compile-cache\//,
  ];
  const strangers = filesIn(left)
    .map((path) => relative(left, path))
    .filter((path) => !known.some((pattern) => pattern.test(path)) && !isYoungDraft(left, path));
  return strangers.length === 0 ? null : { as: 'orphans', sentence: strangers.slice(0, 5).join(', ') };
}

/** The draft of a lock whose program ended before it had written its name: any opening that is ten seconds later sweeps it. */
const isYoungDraft = (left: string, path: string): boolean =>
  /\.lock\.[0-9a-f]{24}$/.test(path) && readFileSync(join(left, path)).length === 0;

/** What a colleague did in their copy. */
async function goOn(path: string): Promise<void> {
  const { core } = startCore(join(path, '..', 'colleague'), { actor: 'Ben' });
  try {
    const { id } = await core.openPath(path);
    const { call } = callers(core, id);
    await call('assignments.update', { ref: 'orders-db/restore-testing', note: 'Ben was here' });
    await call('people.add', { name: 'Zoe Muller', role: null });
    await call('evidence.addNote', { title: 'Ben’s note', text: 'Seen.', refs: ['archive/restore-testing'] });
  } finally {
    await core.close();
  }
}
