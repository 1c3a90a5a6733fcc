import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import type { Reply } from '../../main/contract/methods/method.ts';
import type { RoomState, RoomView } from '../../main/contract/room.ts';
import { roomDoor } from '../../main/hosts/room/server.ts';
import type { Clock } from '../../main/platform/clock.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import type { Core } from '../../main/services/core.ts';
import { callers, startCore, type TestCore, temporaryFolder } from './core.ts';

type As = { readonly person: string } | { readonly guest: string };

/** A workbook with a running meeting and its room, open on the loopback address. */
export interface TestRoom extends TestCore {
  readonly room: RoomState;
  state(): Promise<RoomState | null>;
  /** Asks for a place under a name; not let in yet. */
  join(as: As): Promise<Device>;
  /** The same, and let in. */
  enter(as: As): Promise<Device>;
}

/** A page for participants, of two files, in a folder of the caller's own; beside it lies what nobody may have. */
export function pageFolder(folder: string): string {
  const page = join(folder, 'room');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Room</title>');
  writeFileSync(join(page, 'assets', 'page.js'), 'export {};');
  writeFileSync(join(page, 'assets', 'page.js.map'), BAIT);
  writeFileSync(join(folder, 'secret.html'), BAIT);
  return page;
}
/** Words that stand where no participant may look. */
export const BAIT = 'qx-confidential-bait';

const FREE = { atOnce: 1e6, perSecond: 1e6 };
/** For tests that are about something else than pace. */
export const UNHURRIED = { seat: FREE, stranger: FREE, door: FREE, connections: 1000 };

interface RoomOptions {
  /** Null for those of the program. */
  readonly paces?: Parameters<typeof roomDoor>[0]['paces'] | null;
  readonly anonymous?: boolean;
  /** Opened as a command does it, and as it is on network drives: without a log beside it. */
  readonly brief?: boolean;
  readonly clock?: Clock;
}

/** Opens a room over a workbook in a folder of the caller's own, who closes the core. */
export async function startRoom(folder: string, options: RoomOptions = {}): Promise<TestRoom> {
  const { paces = UNHURRIED } = options;
  const openDoor = roomDoor({
    logger: createMemoryLogger(),
    pageDir: pageFolder(folder),
    dataDir: join(folder, 'data'),
    ...(paces === null ? {} : { paces }),
  });
  const { core, log } = startCore(folder, {
    actor: 'Lea Lang',
    openDoor,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const path = join(folder, 'acme.demarc');
  const made = await core.createAt(path, { title: 'Acme 2026', organisation: 'Acme' });
  const { call } = callers(core, made.id);
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 's3', label: 'pictures' },
    ],
  });
  await call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  await call('people.add', { name: 'Ben Ode' });
  await call('people.add', { name: 'Zoë Müller' });
  await call('services.update', { ref: 'pictures', lead: 'zoe-muller' });
  await call('workshop.start', { title: 'Round one', anonymous: options.anonymous ?? false });
  if (options.brief) await callers(core, null).call('app.close', { id: made.id });
  const { id: workbook } = options.brief ? await core.openPath(path, { brief: true }) : made;
  return {
    core,
    folder,
    path,
    workbook,
    log,
    ...callers(core, workbook),
    ...(await openRoomOf(core, workbook)),
  };
}

/** Opens the room of the running meeting of a workbook that is open, on the loopback address. */
export async function openRoomOf(
  core: Core,
  workbook: string,
): Promise<Pick<TestRoom, 'room' | 'state' | 'join' | 'enter'>> {
  const { call } = callers(core, workbook);
  const room = await call('room.open', { workbook, address: '127.0.0.1', port: 0 });
  const state = () => call('room.state', { workbook });
  const admit = (seat: string) => call('room.admit', { workbook, seat });
  return {
    room,
    state,
    join: (as) => joinRoom(room, as),
    enter: (as) => enter(room, as, admit, state),
  };
}

/** A place in a room under a name; not let in yet. */
async function joinRoom(room: RoomState, as: As): Promise<Device> {
  const reply = await send(room.url, 'POST', '/join', { body: { code: room.code, as } });
  const token = /=([^;]+)/.exec(reply.headers['set-cookie']?.[0] ?? '')?.[1];
  if (token === undefined) throw new Error(`Not let through the door: ${reply.status} ${reply.text}`);
  return new Device(room, token);
}

/** The same, and let in by whoever leads. */
export async function enter(
  room: RoomState,
  as: As,
  admit: (seat: string) => Promise<unknown>,
  state: () => Promise<RoomState | null>,
): Promise<Device> {
  const device = await joinRoom(room, as);
  const waiting = (await state())?.seats.filter((seat) => seat.state === 'waiting').at(-1);
  await admit(waiting?.id ?? '');
  return device;
}

/** The same for one test, after which it is closed. */
export async function openTestRoom(options: RoomOptions = {}): Promise<TestRoom> {
  const opened = await startRoom(temporaryFolder(), options);
  onTestFinished(() => opened.core.close());
  return opened;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}
interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  /** Else each has a connection of its own. */
  readonly agent?: Agent | undefined;
}

/** One connection for requests that follow each other: to begin one takes longer than most of them. */
export const oneConnection = (): Agent => new Agent({ keepAlive: true, maxSockets: 1 });

/** One request as a browser on the room's page makes it; `headers` put others in their place, and an empty one out of it. */
export function send(url: string, method: string, path: string, sent: Sent = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const outgoing = ask(url, method, path, sent);
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (piece) => {
        text += piece;
      });
      incoming.once('error', reject);
      incoming.once('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }),
      );
    });
  });
}

function ask(url: string, method: string, path: string, { body, headers = {}, cookie, agent }: Sent) {
  const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const own: Record<string, string> = {
    ...(method === 'POST'
      ? { origin: url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
      : {}),
    ...(content === undefined ? {} : { 'content-length': String(Buffer.byteLength(content)) }),
    ...(cookie === undefined ? {} : { cookie: `__Host-demarc-room-${new URL(url).port}=${cookie}` }),
    ...headers,
  };
  const kept = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ''));
  const outgoing = request(`${url}/`, {
    method,
    path,
    headers: kept,
    rejectUnauthorized: false,
    agent: agent ?? false,
  });
  outgoing.end(content);
  return outgoing;
}

/** A participant's device. */
export class Device {
  readonly room: RoomState;
  readonly token: string;
  readonly #agent: Agent | undefined;
  /** Every view that was sent to the page that follows. */
  readonly views: RoomView[] = [];
  /** What the page that follows was told of what is wrong. */
  readonly wrongs: string[] = [];
  /** The stream has come to its end, whichever way. */
  over = false;
  /** It was told that the room is over. */
  toldOver = false;
  /** Hears of each. */
  onView: (view: RoomView) => void = () => undefined;
  #stop: (() => void) | null = null;

  constructor(room: RoomState, token: string, agent?: Agent) {
    this.room = room;
    this.token = token;
    this.#agent = agent;
  }

  async call(method: string, input: unknown = {}): Promise<Reply> {
    const { status, text } = await this.post(`/call/${method}`, input);
    if (status !== 200) throw new Error(`${method}: ${status} ${text}`);
    return JSON.parse(text) as Reply;
  }

  /** The value of a call; throws what it was refused with. */
  async value<T>(method: string, input: unknown = {}): Promise<T> {
    const reply = await this.call(method, input);
    if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message, reply.error.details);
    return reply.value as T;
  }

  post(path: string, body: unknown): Promise<Answered> {
    return send(this.room.url, 'POST', path, { body, cookie: this.token, agent: this.#agent });
  }

  /** Offers a file for a duty. */
  async offer(ref: string, name: string, content: string): Promise<Reply> {
    const { text } = await send(this.room.url, 'POST', '/file', {
      body: content,
      cookie: this.token,
      headers: {
        'content-type': 'application/octet-stream',
        'x-demarc-ref': ref,
        'x-demarc-name': encodeURIComponent(name),
      },
    });
    return JSON.parse(text) as Reply;
  }

  /** Opens the page's stream; ends when either side goes. */
  follow(): Promise<number> {
    return new Promise((resolve, reject) => {
      const outgoing = ask(this.room.url, 'GET', '/events', { cookie: this.token });
      outgoing.once('error', reject);
      outgoing.once('response', (incoming) => {
        resolve(incoming.statusCode ?? 0);
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (piece) => {
          text += piece;
          const events = text.split('\n\n');
          text = events.pop() ?? '';
          for (const event of events) this.#hear(event);
        });
        incoming.on('error', () => undefined);
        incoming.once('close', () => {
          this.over = true;
        });
      });
      this.#stop = () => outgoing.destroy();
    });
  }

  #hear(event: string): void {
    if (event.startsWith('event: over')) {
      this.toldOver = true;
      this.over = true;
    } else if (event.startsWith('event: wrong\ndata: ')) {
      this.wrongs.push(JSON.parse(event.slice('event: wrong\ndata: '.length)) as string);
    } else if (event.startsWith('data: ')) {
      const view = JSON.parse(event.slice(6)) as RoomView;
      this.views.push(view);
      this.onView(view);
    }
  }

  stop(): void {
    this.#stop?.();
  }
}
