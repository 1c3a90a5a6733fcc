import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Evidence } from '../../main/contract/evidence.ts';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { type HttpHost, startHttpHost } from '../../main/hosts/http/server.ts';
import type { Core } from '../../main/services/core.ts';
import { startCore } from './core.ts';
import fc from './property.ts';
import { signIn } from './sign-in.ts';

/** A running host with something to steal in it: an embedded file, a finished download, the events, the calls. */
export interface BaitedHost {
  readonly core: Core;
  readonly host: HttpHost;
  readonly workbook: string;
  /** The addresses of what nobody may have without the key. */
  readonly closed: readonly string[];
  /** Byte sequences that no answer without the key may contain. */
  readonly secrets: readonly string[];
  /** What everybody may have: the page's files by name, and what is in them. */
  readonly open: ReadonlyMap<string, Buffer>;
  close(): Promise<void>;
}

const BAIT = 'the-content-of-a-confidential-file';

/** Starts one in a folder of the caller's own, on the loopback address. */
export async function startBaitedHost(folder: string): Promise<BaitedHost> {
  const rendererDir = join(folder, 'page');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  const names = ['/index.html', '/icon.svg', '/assets/index-1.js', '/assets/index-1.css'];
  for (const name of names) writeFileSync(join(rendererDir, name), `part of the page: ${name}`);
  for (const other of ['secret.html', 'page/notes.txt', 'page/assets/index-1.js.map'])
    writeFileSync(join(folder, other), BAIT);
  const { core, log } = startCore(folder);
  const workbook = (await core.createAt(join(folder, 'bait.demarc'), { title: 'Bait', organisation: 'Bait' }))
    .id;
  const call = async (name: string, input: unknown) => {
    const reply = await core.dispatch({ name, input, workbook }, 'test');
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  };
  await call('services.add', { services: [{ catalogueId: 's3', label: 'Uploads' }] });
  const { items } = (await call('assignments.walk', { subject: 'uploads' })) as { items: { ref: string }[] };
  const file = join(folder, 'evidence.txt');
  writeFileSync(file, BAIT);
  const source = core.files.registerSource(file);
  const ticket = await call('evidence.attachFile', { refs: [items[0]?.ref], file: source.handle });
  const { number } = (await core.awaitJob(ticket as Ticket)) as Evidence;
  const download = core.files.downloadTarget('register.csv');
  writeFileSync(core.files.targetOf(download.handle), BAIT);
  const host = await startHttpHost({ core, logger: log, dataDir: join(folder, 'data'), rendererDir });
  const { token } = await signIn(host.startUrl());
  return {
    core,
    host,
    workbook,
    closed: ['/events', `/evidence/${workbook}/${number}`, `/files/${download.handle}`, '/rpc/app.info'],
    secrets: [BAIT, workbook, download.handle, 'retry: 1000', token],
    open: new Map(names.map((name) => [name, readFileSync(join(rendererDir, name))])),
    async close() {
      await host.close();
      await core.close();
    },
  };
}

export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly version?: '1.0' | '1.1';
  readonly headers?: Readonly<Record<string, string>>;
}
export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

/** Sends a request byte by byte as written: every client that understands HTTP would tidy it. */
export function sendRaw(port: number, request: RawRequest): Promise<RawAnswer> {
  const { method, target, version = '1.1' } = request;
  const headers = { host: `127.0.0.1:${port}`, connection: 'close', ...request.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${method} ${target} HTTP/${version}\r\n${lines.join('')}\r\n`, 'utf8'),
    );
    const finish = () => {
      socket.destroy();
      const all = Buffer.concat(pieces);
      const end = all.indexOf('\r\n\r\n');
      const head = all.subarray(0, end < 0 ? all.length : end).toString('latin1');
      resolve({
        status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0),
        head,
        body: end < 0 ? Buffer.alloc(0) : all.subarray(end + 4),
      });
    };
    socket.on('data', (piece) => {
      pieces.push(piece);
      // A stream of events has no end: that it came, and with what, is the answer.
      if (Buffer.concat(pieces).includes('\r\n\r\nretry: ')) finish();
    });
    socket.on('error', () => undefined);
    socket.on('close', finish);
  });
}

const percent = (text: string, upper: boolean) =>
  [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('')
    .replace(/[a-f]/g, (digit) => (upper ? digit.toUpperCase() : digit));
const twice = (text: string) => text.replaceAll('%', '%25');

/** Prefixes, suffixes and whole forms that some reader of addresses takes for nothing. */
const BEFORE = [
  ...[
    '/.',
    '/..',
    '/x/..',
    '/%2e',
    '/%2E',
    '/%2e%2e',
    '/x/%2e%2e',
    '/.%2e',
    '/%2e.',
    '/assets/..',
    '/index.html/..',
  ],
  ...[
    '/',
    '//',
    '/;',
    '/;x',
    '/\\',
    '\\',
    '/%5c',
    '/%2f',
    '/%00',
    '/%20',
    '/%09',
    '/%0d%0a',
    '.',
    '..',
    '%2f',
    '/x/y/../..',
  ],
  ...[
    '/assets/../..',
    '/events/..',
    '/rpc/..',
    '/files/..',
    '/~',
    '/%u002f',
    '/%c0%af',
    '/%e0%80%af',
    '/\u2215',
    '/\uff0f',
  ],
];
const AFTER = [
  ...[
    '/',
    '//',
    '/.',
    '/..',
    './',
    '.',
    '..',
    '%2e',
    '%20',
    '%00',
    '\0',
    '%0a',
    '%0d%0a',
    '%09',
    ';',
    ';x=1',
    '%3b',
  ],
  ...[
    '?',
    '?x',
    '?x=/assets/index-1.js',
    '#',
    '#x',
    '#/assets/index-1.js',
    '%23',
    '%3f',
    '\\',
    '%5c',
    '/index.html',
    '.js',
  ],
  ...[
    '.html',
    '/.js',
    '/x/..',
    '/%2e%2e/x',
    '/../index.html',
    '/assets/index-1.js',
    '::$DATA',
    '~1',
    '*',
    '|',
    '%',
    '%2',
    '%zz',
  ],
];
const WHOLE = [
  '',
  '*',
  '/',
  '//',
  '///',
  '/.',
  '/..',
  '.',
  '/index.html',
  '/INDEX.HTML',
  '/icon.svg',
  '/assets',
  '/assets/',
];
const AWAY = [
  '/secret.html',
  '/page/notes.txt',
  '/notes.txt',
  '/assets/index-1.js.map',
  '/etc/passwd',
  '/package.json',
];

/** Every spelling that we know of an address, among them the right one. */
export function spellingsOf(address: string, port: number): string[] {
  const bare = address.slice(1);
  const first = bare.slice(0, 1);
  const rest = bare.slice(1);
  const middle = Math.floor(bare.length / 2);
  const encoded = [true, false].flatMap((upper) => [
    `/${percent(first, upper)}${rest}`,
    `/${bare.slice(0, -1)}${percent(bare.slice(-1), upper)}`,
    `/${bare.slice(0, middle)}${percent(bare.charAt(middle), upper)}${bare.slice(middle + 1)}`,
    `/${percent(bare, upper)}`,
    `${percent('/', upper)}${bare}`,
    `/${bare.replaceAll('/', percent('/', upper))}`,
  ]);
  const authority = `127.0.0.1:${port}`;
  const forms = [
    ...[`http://${authority}`, 'http://evil.example', 'http://localhost', `HTTP://${authority}`, 'https:/'],
    ...[`ws://${authority}`, 'http:', 'http:/', 'http://', '//evil.example', `//${authority}`, 'file://'],
    ...[`http://user@${authority}`, `http://${authority}\\..`, `http://${authority}?`, 'demarc-app://app'],
  ];
  const all = [
    address,
    ...encoded,
    ...encoded.map(twice),
    ...encoded.map(twice).map(twice),
    ...BEFORE.map((before) => before + address),
    ...BEFORE.map((before) => before + bare),
    ...AFTER.map((after) => address + after),
    address.toUpperCase(),
    `/${first.toUpperCase()}${rest}`,
    address.replaceAll('/', '\\'),
    `/${bare.replaceAll('/', '\\')}`,
    address.replaceAll('/', '//'),
    address.replaceAll('/', '/./'),
    address.replace(/[a-z]/g, (letter) => String.fromCodePoint(0xfee0 + (letter.codePointAt(0) ?? 0))),
    ...forms.map((form) => form + address),
  ];
  return [...new Set(all)];
}

/** The table: all spellings of what is closed and of what is not there, and some whole targets. */
export function knownTargets({ closed, host }: BaitedHost): string[] {
  const all = [...closed, ...AWAY.slice(0, 1)].flatMap((address) => spellingsOf(address, host.port));
  return [
    ...new Set([...all, ...AWAY, ...WHOLE, ...WHOLE.flatMap((whole) => AFTER.map((after) => whole + after))]),
  ];
}

/** Targets put together at random from what addresses are made of. `fc.sample(..., {seed, numRuns})` gives a list. */
export const anyTarget = (closed: readonly string[]): fc.Arbitrary<string> => {
  const pieces = fc.constantFrom(
    ...BEFORE,
    ...AFTER,
    ...WHOLE,
    ...AWAY,
    ...closed.flatMap((each) => each.split('/')),
  );
  const written = fc
    .tuple(pieces, fc.constantFrom('as it is', 'encoded', 'twice', 'upper'))
    .map(([piece, how]) => {
      if (how === 'encoded') return percent(piece, false);
      if (how === 'twice') return twice(percent(piece, true));
      return how === 'upper' ? piece.toUpperCase() : piece;
    });
  const around = fc
    .tuple(
      fc.array(written, { maxLength: 2 }),
      fc.constantFrom(...closed),
      fc.array(written, { maxLength: 2 }),
    )
    .map(([before, address, after]) => before.join('') + address + after.join(''));
  return fc.oneof(
    around,
    fc.array(written, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`),
    fc.string({ maxLength: 60 }),
    fc.webPath(),
  );
};

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'PATCH', 'PROPFIND'];

/**
 * Asks for each target without the key, and returns each answer that gave something away, in words. An answer is in
 * order when it refuses, or is a file of the page, byte for byte, asked for by its exact name.
 */
export async function askWithoutKey(bait: BaitedHost, targets: readonly string[]): Promise<string[]> {
  const { host, secrets, open } = bait;
  const leaks: string[] = [];
  const ask = async (target: string, index: number) => {
    // A line break would end the request line: that is another request, not another spelling.
    if (/[\r\n]/.test(target)) return;
    const others = METHODS.slice(1);
    const requests: RawRequest[] = [
      { method: 'GET', target, version: index % 2 === 0 ? '1.0' : '1.1' },
      // Every third by another way of asking as well: what answers GET answers those.
      ...(index % 3 === 0
        ? [{ method: others[index % others.length] ?? 'HEAD', target, version: '1.1' as const }]
        : []),
    ];
    for (const request of requests) {
      const { status, head, body } = await sendRaw(host.port, request);
      const what = `${request.method} ${JSON.stringify(target)} HTTP/${request.version ?? '1.1'} answered ${status}`;
      if (status >= 200 && status < 400) {
        // The target stands between the spaces behind the method and those before the version.
        const named = target.replace(/^ +| +$/g, '');
        const file = open.get(named === '/' ? '/index.html' : named);
        const whole =
          file !== undefined && (request.method === 'HEAD' ? body.length === 0 : body.equals(file));
        if (!whole || !['GET', 'HEAD'].includes(request.method)) leaks.push(what);
      }
      const said = `${head}\n${body.toString('latin1')}`;
      if (secrets.some((secret) => said.includes(secret))) leaks.push(`${what} and told a secret`);
    }
  };
  const waiting = [...targets.entries()];
  const lane = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await ask(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return leaks;
}
