import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { DemarcError } from '../../main/contract/errors.ts';
import { type HttpHost, startHttpHost } from '../../main/hosts/http/server.ts';
import { roomDoor } from '../../main/hosts/room/server.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import type { Core } from '../../main/services/core.ts';
import { PROJECT } from '../support/cli.ts';
import { callers, startCore } from '../support/core.ts';
import { performOne } from '../support/perform.ts';
import fc from '../support/property.ts';
import { randomSteps } from '../support/random-commands.ts';
import { type Device, openRoomOf, UNHURRIED } from '../support/room.ts';
import { signIn } from '../support/sign-in.ts';
import { DUTIES, SUBJECTS, scanText } from './sound.ts';

export const KINDS = [
  ...['answer', 'attach', 'import sheet', 'findings', 'merge', 'undo', 'bulk', 'serve'],
  ...['xlsx', 'pdf', 'csv', 'layout', 'oscal', 'pack', 'encrypted pack', 'all three'],
  ...['new', 'new --example', 'open and close', 'migration', 'save a copy', 'repair', 'voting'],
  'any commands',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Acknowledged {
  /** An entry of the change log that must be there, by its hash. */
  readonly rev?: number;
  readonly hash?: string;
  /** A file that was reported as written. */
  readonly file?: string;
  readonly sha256?: string;
}

/** Anew, not written over: it may be of an attempt that was another user's. */
function putInput(path: string, content: string | Buffer): void {
  rmSync(path, { force: true });
  writeFileSync(path, content);
}

/** The folders and the page that the commands need around a workbook. */
export function makeRoom(folder: string): void {
  for (const name of ['out', 'in', 'tmp', 'page']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), 'page');
}

export interface Doings {
  readonly core: Core;
  /** Does the nth command of a kind, and tells of it once it is acknowledged; throws what refuses it. */
  perform(kind: Kind, n: number): Promise<void>;
  /** Lets go of the workbook, so that its folder can be looked at. */
  close(): Promise<void>;
}

/** Commands of every kind over the workbooks in a folder: work.demarc, other.demarc, in/, out/, page/ and data/. */
export function createDoings(
  folder: string,
  say: (told: Acknowledged) => void,
  inputs = join(folder, 'in'),
): Doings {
  let served: { readonly host: HttpHost; readonly token: string } | undefined;
  const path = join(folder, 'work.demarc');
  const out = join(folder, 'out');
  let now = Date.parse('2026-11-26T10:00:00.000Z');
  const { core } = startCore(folder, {
    openDoor: roomDoor({
      logger: createMemoryLogger(),
      pageDir: join(folder, 'page'),
      dataDir: join(folder, 'data'),
      paces: UNHURRIED,
    }),
    clock: {
      now: () => new Date(now).toISOString(),
      today: () => new Date(now).toISOString().slice(0, 10),
      offset: () => 0,
    },
  });
  let reader: Database.Database | null = null;
  const sayHead = () => {
    reader ??= new Database(path, { readonly: true });
    say(reader.prepare('SELECT rev, hash FROM change ORDER BY rev DESC LIMIT 1').get() as Acknowledged);
  };
  const forget = () => {
    reader?.close();
    reader = null;
  };
  const sayFile = (file: string) =>
    say({
      file,
      sha256: createHash('sha256')
        .update(readFileSync(join(out, file)))
        .digest('hex'),
    });
  /** Older results go, so that the folder stays small. */
  const target = (n: number, ending: string) => {
    rmSync(join(out, `r${n - 3}${ending}`), { force: true });
    return { name: `r${n}${ending}`, handle: core.files.registerTarget(join(out, `r${n}${ending}`)).handle };
  };
  const source = (name: string, content: string | Buffer) => {
    putInput(join(inputs, name), content);
    return core.files.registerSource(join(inputs, name)).handle;
  };
  const open = async () => callers(core, (await core.openPath(path)).id);
  const ref = (n: number) => `${SUBJECTS[n % 3]}/${DUTIES[Math.floor(n / 3) % 4]}`;
  const asOf = '2026-11-26';

  const write = async (n: number, method: string, input: object, ending: string) => {
    const { run } = await open();
    const { name, handle } = target(n, ending);
    await run(method as never, { ...input, target: handle, asOf });
    sayFile(name);
  };
  const exportAs = async (n: number, formats: readonly string[]) => {
    const { run } = await open();
    const targets = formats.map((format) => ({ format, ...target(n, `.${format}`) }));
    await run('exports.run', {
      files: targets.map(({ format, handle }) => ({ format, target: handle })),
      asOf,
    });
    for (const { name } of targets) sayFile(name);
  };

  let devices: readonly Device[] | null = null;
  /** Three people in a room who look at one duty. */
  const gather = async (id: string): Promise<readonly Device[]> => {
    const { call } = callers(core, id);
    await call('workshop.start', { title: 'Round one' });
    const { enter } = await openRoomOf(core, id);
    const entered: Device[] = [];
    for (const guest of ['Ann', 'Ben', 'Kim']) entered.push(await enter({ guest }));
    await call('room.show', { workbook: id, ref: ref(0) });
    return entered;
  };

  const startServer = async () => {
    const host = await startHttpHost({
      core,
      logger: createMemoryLogger(),
      dataDir: join(folder, 'data'),
      rendererDir: join(folder, 'page'),
    });
    return { host, token: (await signIn(host.startUrl())).token };
  };

  const DOING: Readonly<Record<Kind, (n: number) => Promise<void>>> = {
    answer: async (n) => {
      const { call } = await open();
      await call('assignments.answer', {
        ref: ref(n),
        answer: { owners: ['aws', 'organisation'] },
        reason: 'Agreed',
        duties: { organisation: `Answer ${n}` },
      });
      sayHead();
    },
    bulk: async (n) => {
      const { call } = await open();
      const refs = SUBJECTS.flatMap((subject) => DUTIES.map((duty) => `${subject}/${duty}`));
      await call('assignments.bulk', {
        refs,
        set: { owners: n % 2 ? ['aws'] : ['organisation'], reason: `Round ${n}` },
      } as never);
      sayHead();
    },
    undo: async (n) => {
      const { call } = await open();
      if (n % 3 === 0) await call('assignments.update', { ref: ref(n), note: `Note ${n}` });
      else await call(n % 3 === 1 ? 'workbook.undo' : 'workbook.redo', {});
      sayHead();
    },
    attach: async (n) => {
      const { run, call } = await open();
      const content = randomBytes(n % 5 === 0 ? 1_500_000 : 20_000);
      const added = (await run('evidence.attachFile', {
        file: source('plan.bin', content),
        title: `Plan ${n}`,
        refs: [ref(n)],
      })) as { number: number };
      sayHead();
      if (n % 2) await call('evidence.remove', { number: added.number });
      sayHead();
    },
    'import sheet': async (n) => {
      const { run } = await open();
      const text = `Ref,Ownership,Note\n${ref(n)},Acme,Sheet ${n}\n`;
      const sha256 = createHash('sha256').update(text).digest('hex');
      await run('sheets.apply', {
        file: source('register.csv', text),
        rev: 1_000_000,
        sha256,
        cells: { except: [] },
        sender: { name: 'Ann Lee' },
      });
      sayHead();
    },
    findings: async (n) => {
      const { run } = await open();
      await run('findings.add', {
        files: [source('scan.csv', scanText(`bucket-${n}`, n % 2 ? 'PASS' : 'FAIL'))],
      });
      sayHead();
    },
    merge: async (n) => {
      const { run, call } = await open();
      const heads = [path, join(folder, 'other.demarc')].map((each) => {
        const db = new Database(each, { readonly: true });
        const head = db.prepare('SELECT hash FROM change ORDER BY rev DESC LIMIT 1').pluck().get();
        db.close();
        return String(head);
      });
      if (n % 2) await call('workbook.undo', {});
      else
        await run('merge.apply', {
          file: core.files.registerSource(join(folder, 'other.demarc')).handle,
          resolutions: {},
          otherwise: 'theirs',
          expected: { mine: heads[0], theirs: heads[1] },
        });
      sayHead();
    },
    serve: async (n) => {
      const { id } = await core.openPath(path);
      served ??= await startServer();
      const reply = await fetch(`${served.host.address}/rpc/assignments.update`, {
        method: 'POST',
        headers: {
          'x-demarc-token': served.token,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ workbook: id, input: { ref: ref(n), note: `Note ${n}` } }),
      });
      if (!reply.ok) throw new Error(`The host answered ${reply.status}: ${await reply.text()}`);
      await reply.text();
      sayHead();
    },
    // Whatever can be recorded, as the laws over histories play it; much of it is refused, as people's are.
    'any commands': async (n) => {
      const opened = await open();
      for (const command of fc.sample(randomSteps, { seed: n + 1, numRuns: 12 }).flat()) {
        if (command.file?.made) continue;
        try {
          await performOne({ core, ...opened }, inputs, command);
          sayHead();
        } catch (error) {
          if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED') throw error;
        }
      }
    },
    voting: async (n) => {
      const { id } = await core.openPath(path);
      devices ??= await gather(id);
      const [kind, more] = [
        ['agree', {}],
        ['object', { text: `Not so: ${n}` }],
        ['owners', { owners: ['organisation'] }],
        ['remark', { text: `Seen ${n}` }],
      ][n % 4] as [string, object];
      const said = await devices[n % devices.length]?.call('say', { ref: ref(0), kind, ...more });
      // Why, a device is not told; whoever leads is, in words.
      if (said?.ok === false) {
        const room = await callers(core, id).call('room.state', { workbook: id });
        throw new DemarcError(room?.wrong ? 'READ_ONLY' : said.error.code, room?.wrong ?? said.error.message);
      }
      sayHead();
      const open = await callers(core, id).call('proposals.list', { ref: ref(0) });
      const leading = open.find(({ outcome }) => outcome === 'open');
      if (n % 5 === 4 && leading) await callers(core, id).call('proposals.take', { number: leading.number });
      sayHead();
    },
    xlsx: (n) => exportAs(n, ['xlsx']),
    pdf: (n) => exportAs(n, ['pdf']),
    csv: (n) => exportAs(n, ['csv']),
    'all three': (n) => exportAs(n, ['xlsx', 'pdf', 'csv']),
    layout: (n) => write(n, 'layouts.write', { layout: 'csa-caiq' }, '.xlsx'),
    oscal: (n) => write(n, 'layouts.write', { layout: 'oscal-ssp' }, '.json'),
    pack: (n) => write(n, 'packs.write', {}, '.zip'),
    'encrypted pack': (n) => write(n, 'packs.write', { password: 'correct horse battery' }, '.zip'),
    repair: async (n) => {
      const file = core.files.registerSource(join(folder, 'other.demarc')).handle;
      await write(n, 'workbook.repair', { file }, '.demarc');
    },
    'save a copy': (n) => write(n, 'workbook.saveCopy', {}, '.demarc'),
    new: async (n) => {
      rmSync(join(out, `r${n - 3}.demarc`), { force: true });
      const { id } = await core.createAt(join(out, `r${n}.demarc`), { title: 'New', organisation: 'Acme' });
      await core.dispatch({ name: 'app.close', input: { id } }, 'victim');
      sayFile(`r${n}.demarc`);
    },
    'new --example': async (n) => {
      rmSync(join(out, `r${n - 2}.demarc`), { force: true });
      const { id } = await core.createAt(join(out, `r${n}.demarc`), {
        title: 'New',
        organisation: 'Acme',
        example: 'ecommerce',
      });
      await core.dispatch({ name: 'app.close', input: { id } }, 'victim');
      sayFile(`r${n}.demarc`);
    },
    'open and close': async (n) => {
      // A day later each time, so that each opening makes a backup.
      now += 86_400_000;
      const { id } = await core.openPath(path);
      const { call } = callers(core, id);
      await call('assignments.update', { ref: ref(n), note: `Day ${n}` });
      sayHead();
      forget();
      await call('app.close', { id });
    },
    migration: async (n) => {
      now += 86_400_000;
      const old = join(out, `r${n}.demarc`);
      rmSync(join(out, `r${n - 2}.demarc`), { force: true });
      const whole = join(inputs, 'old.demarc');
      putInput(whole, gunzipSync(readFileSync(join(PROJECT, 'test/fixtures/workbooks/schema-10.demarc.gz'))));
      try {
        // Under its name at once, as whoever fetches one has it: half a copy is not the program's.
        copyFileSync(whole, join(out, 'old.part'));
        renameSync(join(out, 'old.part'), old);
      } catch {
        // A step of ours, not the program's: on a disk without room there is nothing to migrate.
        throw new DemarcError('DISK_FULL', 'The old workbook found no room.');
      }
      const { id } = await core.openPath(old);
      await core.dispatch({ name: 'app.close', input: { id } }, 'victim');
    },
  };
  return {
    core,
    perform: (kind, n) => DOING[kind](n),
    async close() {
      forget();
      await served?.host.close();
      await core.close();
    },
  };
}
