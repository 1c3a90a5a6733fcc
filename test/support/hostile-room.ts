import { connect, type TLSSocket } from 'node:tls';
import { contract } from '../../main/contract/index.ts';
import { participant } from '../../main/contract/methods/participant.ts';
import fc from './property.ts';
import { BAIT, type Device, send, startRoom, type TestRoom } from './room.ts';

/** The duty that is shown, and one that is not; the second carries the words that nobody may read. */
export const SHOWN = 'orders-db/restore-testing';
export const HIDDEN = 'orders-db/backup-configuration';

/** A room with somebody in it, somebody who waits, and something to steal. */
export interface BaitedRoom {
  readonly opened: TestRoom;
  readonly inside: Device;
  readonly waiting: Device;
  /** Texts that no answer to a participant may hold. */
  readonly secrets: readonly string[];
}

export async function startBaitedRoom(folder: string): Promise<BaitedRoom> {
  const opened = await startRoom(folder);
  const { call, workbook, enter, join } = opened;
  await call('assignments.update', { ref: HIDDEN, note: BAIT });
  await call('evidence.addNote', { refs: [HIDDEN], title: BAIT, text: BAIT });
  await call('proposals.make', { ref: HIDDEN, kind: 'object', text: BAIT, by: { person: 'ben-ode' } });
  const inside = await enter({ guest: 'Guest' });
  const waiting = await join({ guest: 'Somebody' });
  await call('room.show', { workbook, ref: SHOWN });
  return { opened, inside, waiting, secrets: [BAIT, workbook, 'lea-lang'] };
}

/** What is wrong with an answer: a status that lets through what must not be, or words that nobody may read. */
export type Leak = string;

/** Every call that a participant must not have, with inputs as whoever forged them would write them. */
export function forgedCalls({ opened: { workbook } }: BaitedRoom): readonly (readonly [string, unknown])[] {
  const everything = Object.entries(contract).flatMap(([group, methods]) =>
    Object.keys(methods).map((name) => `${group}.${name}`),
  );
  const inputs: readonly unknown[] = [
    {},
    { ref: HIDDEN },
    { workbook, ref: HIDDEN },
    { number: 1 },
    { input: { ref: HIDDEN }, workbook },
  ];
  return [
    ...everything.map((name, n) => [`/call/${name}`, inputs[n % inputs.length]] as const),
    ...everything.map((name, n) => [`/rpc/${name}`, inputs[n % inputs.length]] as const),
    // Names of ours, and of what every object has, in other spellings.
    ...[
      'constructor',
      'toString',
      'valueOf',
      'View',
      'admit',
      'close',
      'open',
      'show',
      'take',
      'decline',
    ].map((name) => [`/call/${name}`, {}] as const),
    ['/call/__proto__', {}],
    ['/call/duty', { ref: HIDDEN }],
    ['/call/duty', { ref: `${SHOWN}/../backup-configuration` }],
    ['/call/duty', { ref: ['orders-db/backup-configuration'] }],
    ['/call/duty', { ref: SHOWN, seat: 'another' }],
    ['/call/say', { ref: HIDDEN, kind: 'agree' }],
    ['/call/say', { ref: SHOWN, kind: 'agree', by: { person: 'ben-ode' } }],
    ['/call/say', { ref: SHOWN, kind: 'owners', owners: ['nobody'] }],
    ['/call/say', { ref: SHOWN, kind: 'owners', owners: Array(11).fill('aws') }],
    ['/call/say', { ref: SHOWN, kind: 'remark', text: 'x'.repeat(2001) }],
    ['/call/say', { ref: SHOWN, kind: 'taken' }],
    ['/call/say', { ref: SHOWN, kind: 'agree', meeting: 1 }],
    ['/call/say', { ref: SHOWN, kind: 'status', status: 'risk-accepted', dueOn: '2026-01-01' }],
    ['/call/withdraw', { number: 1 }],
    ['/call/withdraw', { number: -1 }],
    ['/file', { ref: SHOWN }],
    ['/call/say', { ref: SHOWN, kind: 'file', text: '../../secret.html' }],
    ['/call/mine', { person: 'ben-ode' }],
    ['/call/hand', { up: 'yes' }],
  ];
}

/** Makes forged calls, from inside and from whoever waits; gives what was let through. */
export async function callForged(
  room: BaitedRoom,
  calls: readonly (readonly [string, unknown])[],
): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  const both = [room.inside, room.waiting];
  // What the program has and a room has not is asked for by turns.
  for (const [nth, [path, input]] of calls.entries())
    for (const device of PROGRAM.test(path) ? both.slice(nth % 2, (nth % 2) + 1) : both) {
      const { status, text } = await device.post(path, input);
      const refused = status >= 400 || (status === 200 && (JSON.parse(text) as { ok: boolean }).ok === false);
      if (!refused) leaks.push(`${path} ${JSON.stringify(input)} was answered: ${text.slice(0, 200)}`);
      leaks.push(...secretsIn(room, text, path));
    }
  return leaks;
}
const PROGRAM = /^\/(?:call|rpc)\/\w+\.\w+$/;

export const secretsIn = ({ secrets }: BaitedRoom, text: string, where: string): readonly Leak[] =>
  secrets.filter((secret) => text.includes(secret)).map((secret) => `${where} told "${secret}"`);

/** Targets that look for files, other routes and other spellings. */
export const TARGETS: readonly string[] = [
  '/secret.html',
  '/../secret.html',
  '/%2e%2e/secret.html',
  '/assets/../../secret.html',
  '/assets/page.js.map',
  '/assets/..%2f..%2fsecret.html',
  '/assets//page.js',
  '//etc/passwd',
  '/\\..\\secret.html',
  '/index.html%00.js',
  '/.env',
  '/rpc/app.info',
  '/events/',
  '/Events',
  '/%65vents',
  '/files?name=x',
  '/evidence/x/1',
  '/session',
  'https://127.0.0.1/',
  '*',
  '/call/',
  '/call/view/',
  '/call/view?x',
];

/** What is sent in place of a request, by a number: noise, broken HTTP, several requests in one, endless headers. */
const frame = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc
    .record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'TRACE', 'CONNECT', 'get', 'G\0T', ''),
      target: fc.constantFrom('/', '/events', '/call/say', '/join', ...TARGETS),
      version: fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', ''),
      headers: fc.array(
        fc.constantFrom(
          'Host: elsewhere.example',
          'Content-Length: 5',
          'Content-Length: 99999999',
          'Content-Length: -1',
          'Content-Length: 5, 6',
          'Transfer-Encoding: chunked',
          'Origin: https://evil.example',
          'Content-Type: text/plain',
          'Content-Type: application/json',
          'Upgrade: websocket',
          'Cookie: __Host-demarc-room-1=x; __Host-demarc-room-1=y',
          `X-Long: ${'x'.repeat(9000)}`,
          'bad header',
          '\0: \0',
        ),
        { maxLength: 6 },
      ),
      body: fc.constantFrom(
        '',
        '{"ref":',
        '{}',
        '[[[[[[[[',
        '0\r\n\r\nGET /events HTTP/1.1\r\n\r\n',
        '\xff\xfe',
      ),
    })
    .map(({ method, target, version, headers, body }) =>
      Buffer.from(`${method} ${target} ${version}\r\n${headers.join('\r\n')}\r\n\r\n${body}`, 'latin1'),
    ),
);
/** So many malformed frames of a seed, the same for the same. */
export const framesOf = (seed: number, count: number): readonly Buffer[] =>
  fc.sample(frame, { seed, numRuns: count });

/** Sends a frame over TLS and hears what comes back, for a moment. */
export function sendFrame({ opened: { room } }: BaitedRoom, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket: TLSSocket = connect(
      { host: '127.0.0.1', port: room.port, rejectUnauthorized: false },
      () => {
        socket.write(bytes);
        socket.end();
      },
    );
    const enough = setTimeout(() => socket.destroy(), 1000);
    socket.on('data', (piece) => {
      heard += piece.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(enough);
      resolve(heard);
    });
  });
}

/** What a frame was let do: nothing but a refusal, or nothing at all, comes back. */
export async function frameLeaks(room: BaitedRoom, frames: readonly Buffer[]): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  for (const bytes of frames) {
    const heard = await sendFrame(room, bytes);
    const shown = bytes.toString('latin1').slice(0, 80);
    if (/^HTTP\/1\.1 2/m.test(heard)) leaks.push(`${JSON.stringify(shown)} was answered`);
    leaks.push(...secretsIn(room, heard, JSON.stringify(shown)));
  }
  return leaks;
}

/** Whether somebody who is in the room can still be served. */
export const stillServes = async ({ inside }: BaitedRoom): Promise<boolean> => (await inside.call('view')).ok;

/** Asks for addresses without a place and with one; gives what was told that must not be. */
export async function targetLeaks(room: BaitedRoom): Promise<readonly Leak[]> {
  const { url } = room.opened.room;
  const leaks: Leak[] = [];
  for (const target of TARGETS)
    for (const cookie of [undefined, room.inside.token]) {
      const { status, text } = await send(url, 'GET', target, cookie === undefined ? {} : { cookie });
      if (status < 400) leaks.push(`${target} was answered with ${status}`);
      leaks.push(...secretsIn(room, text, target));
    }
  return leaks;
}

/** All that a participant can ask, by name. */
export const PARTICIPANTS = Object.keys(participant);
