import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../main/contract/evidence.ts';
import type { Reply } from '../../main/contract/methods/method.ts';
import { CONTENT_SECURITY_POLICY } from '../../main/hosts/content-security-policy.ts';
import { type HttpHost, startHttpHost } from '../../main/hosts/http/server.ts';
import { makeStartCode } from '../../main/hosts/http/start-code.ts';
import { workerUrl } from '../../main/platform/app-paths.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { type Core, createCore } from '../../main/services/core.ts';
import { redeem, signIn } from '../support/sign-in.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const rendererDir = join(folder, 'page');
const logger = createMemoryLogger();
const workbookPath = join(folder, 'acme.demarc');
let core: Core;
let host: HttpHost;
let token: string;
let workbook: string;
let cookie: string;

beforeAll(async () => {
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>Demarc</title>');
  writeFileSync(join(rendererDir, 'assets', 'a.js'), 'export {}');
  writeFileSync(join(rendererDir, 'assets', 'worker.mjs'), 'export {}');
  writeFileSync(join(folder, 'secret.html'), 'not part of the page');
  core = createCore({
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    dataDir: join(folder, 'data'),
    logger,
    workerUrl: workerUrl(),
  });
  workbook = (await core.createAt(workbookPath, { title: 'Acme', organisation: 'Acme' })).id;
  host = await startHttpHost({
    core,
    logger,
    dataDir: join(folder, 'data'),
    rendererDir,
    maxUploadBytes: 3_000_000,
  });
  ({ token, cookie } = await signIn(host.startUrl()));
});
afterAll(async () => {
  await host.close();
  await core.close();
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(host.address + path, {
    method: 'POST',
    headers: {
      'x-demarc-token': token,
      'x-demarc-origin': 'page-1',
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const call = async <T>(name: string, input: unknown): Promise<T> => {
  const reply = (await (await post(`/rpc/${name}`, { input, workbook })).json()) as Reply<T>;
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
  return reply.value;
};
const get = (path: string, headers: Record<string, string> = { cookie }) =>
  fetch(host.address + path, { headers });
const upload = (name: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${host.address}/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'x-demarc-token': token, ...headers },
    body,
  });
/** fetch() sets some headers itself and tidies paths; this sends what it is told. */
const raw = (path: string, headers: Record<string, string>) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: host.port, path, headers }, (answer) => {
      let body = '';
      answer.on('data', (text) => {
        body += text;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });

describe('the page', () => {
  it('comes under the shipped policy, hardened, and names no other site', async () => {
    const answer = await get('/', {});
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|data:/);
    for (const script of ['a.js', 'worker.mjs'])
      expect((await get(`/assets/${script}`, {})).headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(CONTENT_SECURITY_POLICY).toContain("worker-src 'self'");
  });
  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/..%5c..%5csecret.html',
    '/nothing.html',
    '/assets',
    '/%00.html',
    '/%E0%A4%A',
  ])('does not serve %s', async (path) => {
    const answer = await raw(path, { host: `127.0.0.1:${host.port}` });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('not part of the page');
  });
  it('is not served to a name that was pointed here', async () => {
    expect((await raw('/', { host: 'evil.example' })).status).toBe(421);
  });
});

describe('the loopback address', () => {
  it('is the only one that answers', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((each) => !each.internal && each.family === 'IPv4');
    for (const { address } of others)
      await expect(
        fetch(`http://${address}:${host.port}/`, { signal: AbortSignal.timeout(2_000) }),
      ).rejects.toThrow();
  });
  it('has a key of 256 bits, and a start address whose code stands in the fragment alone', () => {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const { search, pathname, hash } = new URL(host.startUrl());
    expect([search, pathname, hash.slice(0, 6)]).toEqual(['', '/', '#code=']);
  });
});

describe('calls', () => {
  it('reach the core and earn a cookie that scripts cannot read', async () => {
    const answer = await post('/rpc/workbook.info', { input: {}, workbook });
    expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(await answer.json()).toMatchObject({ ok: true, value: { title: 'Acme' } });
  });
  it('give no cookie to whoever has it', async () => {
    const answer = await post('/rpc/workbook.info', { input: {}, workbook }, { cookie });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.json()).toMatchObject({ ok: true });
    const other = await post('/rpc/workbook.info', { input: {}, workbook }, { cookie: `${cookie}x` });
    expect(other.headers.get('set-cookie')).toMatch(/; HttpOnly/);
  });
  it('carry refusals as values', async () => {
    const answer = await post('/rpc/services.add', { input: { services: [] }, workbook });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  });
  it.each(['__proto__', 'constructor.name', 'app', 'app.toString', 'app.info.x', 'services.__proto__'])(
    'know no method %s',
    async (name) => {
      expect(await (await post(`/rpc/${encodeURIComponent(name)}`, { input: {} })).json()).toMatchObject({
        ok: false,
      });
    },
  );
  it.each(['', 'null', '7', '"x"', '{', '['])('refuse the body %j', async (body) => {
    const answer = await post('/rpc/app.info', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  });
  it('refuse a body that is too long, even when it does not say how long it is', async () => {
    const chunk = 'x'.repeat(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 10) controller.close();
        else controller.enqueue(new TextEncoder().encode(chunk));
      },
    });
    const answer = await fetch(`${host.address}/rpc/app.info`, {
      method: 'POST',
      headers: { 'x-demarc-token': token, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit).catch(() => null);
    // The connection may be cut before the answer is read; a success is what must not come.
    if (answer !== null) expect(answer.status).toBe(413);
  });
  it('need the token', async () => {
    const answer = await post('/rpc/app.info', { input: {} }, { 'x-demarc-token': 'x' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'UNSUPPORTED_HERE' } });
  });
});

it('announces changes with their origin to every page that listens', async () => {
  const stream = await get('/events');
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('no stream');
  const seen = (async () => {
    let text = '';
    while (!text.includes('"type":"changed"')) text += (await reader.read()).value ?? '';
    return text;
  })();
  await call('services.add', { services: [{ catalogueId: 's3', label: 'Uploads' }] });
  expect(await seen).toContain('"origin":"page-1"');
  await reader.cancel();
});

describe('a start address', () => {
  const codeOf = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('code') ?? '';
  it('opens one page, once, and says nothing of the key', async () => {
    let used = 0;
    const url = host.startUrl(() => (used += 1));
    expect(url).not.toContain(token);
    expect((await signIn(url)).token).toBe(token);
    expect(used).toBe(1);
    const again = await redeem(host.address, codeOf(url));
    expect([again.status, again.headers.get('set-cookie')]).toEqual([401, null]);
    expect(await again.json()).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('terminal') },
    });
    expect(used).toBe(1);
  });
  it('is opened by one of two that race for it', async () => {
    const code = codeOf(host.startUrl());
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(host.address, code)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
  it.each(['', '.', 'a.b', 'x'.repeat(900), 'of another host'])('is not made up: %s', async (made) => {
    const code = made === 'of another host' ? makeStartCode(`${token}x`) : made;
    const answer = await redeem(host.address, code);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    expect(await answer.text()).not.toContain(token);
  });
  it.each(['', '[]', 'null', '{"code":7}', '{"code":["a"]}', '{'])('is not the body %s', async (body) => {
    expect((await post('/session', body, { 'x-demarc-token': '' })).status).toBe(401);
  });
});

describe('files', () => {
  it('come in under a handle, with a name that is only a name', async () => {
    const answer = await upload('../../etc/Plan für A.json', '{"a":1}');
    expect(await answer.json()).toMatchObject({ ok: true, value: { name: 'Plan für A.json', size: 7 } });
  });
  it('are refused past the limit, whether they say so or not, and leave nothing behind', async () => {
    const before = countUploads();
    const said = await upload('big.bin', new Uint8Array(3_000_001));
    expect(said.status).toBe(413);
    let pieces = 0;
    const body = new ReadableStream({
      pull(controller) {
        pieces += 1;
        if (pieces > 8) controller.close();
        else controller.enqueue(new Uint8Array(500_000));
      },
    });
    const unsaid = await fetch(`${host.address}/files?name=big.bin`, {
      method: 'POST',
      headers: { 'x-demarc-token': token },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(await unsaid.json()).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', message: expect.stringContaining('MiB') },
    });
    expect(countUploads()).toBe(before);
  });
  it('go out under their handle as attachments', async () => {
    const target = core.files.downloadTarget('Räume & "Rest".csv');
    writeFileSync(core.files.targetOf(target.handle), 'a,b\n');
    const answer = await get(`/files/${target.handle}`);
    expect(await answer.text()).toBe('a,b\n');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[ -~]+"; filename\*=UTF-8''R%C3%A4ume/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
  it.each([
    ['nope', 404],
    ['..%2f..%2fetc%2fpasswd', 400],
  ])('do not go out under the handle %s', async (handle, status) => {
    expect((await get(`/files/${handle}`)).status).toBe(status);
  });
  it('do not go out without the cookie', async () => {
    const target = core.files.downloadTarget('x.csv');
    writeFileSync(core.files.targetOf(target.handle), 'x');
    expect((await get(`/files/${target.handle}`, {})).status).toBe(401);
  });
});

describe('evidence', () => {
  const attach = async (name: string, body: BodyInit): Promise<Evidence> => {
    const { value } = (await (await upload(name, body)).json()) as { value: { handle: string } };
    const refs = ['uploads/data-classification'];
    const known = await call<{ items: { ref: string }[] }>('assignments.walk', { subject: 'uploads' });
    const ticket = await call<{ job: string }>('evidence.attachFile', {
      refs: known.items.some(({ ref }) => ref === refs[0]) ? refs : [known.items[0]?.ref],
      file: value.handle,
    });
    return (await core.awaitJob(ticket)) as Evidence;
  };

  it('that is a picture or plain text is shown, in a sandbox', async () => {
    const { number } = await attach('notes.txt', 'plain words');
    const answer = await get(`/evidence/${workbook}/${number}`);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline/);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(await answer.text()).toBe('plain words');
  });
  it.each([
    ['page.html', '<script>alert(1)</script>'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['page.xhtml', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['no ending', '<!doctype html><script>alert(1)</script>'],
  ])('that could run (%s) is only ever saved', async (name, body) => {
    const { number } = await attach(name, body);
    const answer = await get(`/evidence/${workbook}/${number}`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(body);
  });
  it('arrives whole when it is larger than one piece', async () => {
    const bytes = new Uint8Array(2_500_000).map((_, index) => (index * 7) % 251);
    const { number, size } = await attach('big.bin', bytes);
    expect(size).toBe(bytes.length);
    const got = new Uint8Array(await (await get(`/evidence/${workbook}/${number}`)).arrayBuffer());
    expect(Buffer.compare(got, bytes)).toBe(0);
  });
  it('needs the cookie, the workbook and a number', async () => {
    expect((await get(`/evidence/${workbook}/1`, {})).status).toBe(401);
    expect((await get('/evidence/other/1')).status).toBe(404);
    expect((await get(`/evidence/${workbook}/9999`)).status).toBe(404);
    expect((await get(`/evidence/${workbook}/1x`)).status).toBe(404);
  });
});

it('refuses a port that is taken, by a sentence', async () => {
  await expect(
    startHttpHost({ core, logger, dataDir: folder, rendererDir, port: host.port }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('--port') });
});

it('runs out of patience with nobody there, but not before', async () => {
  let idle = 0;
  const short = await startHttpHost({
    core,
    logger,
    dataDir: folder,
    rendererDir,
    idleMs: 60,
    onIdle: () => (idle += 1),
  });
  const { cookie } = await signIn(short.startUrl());
  const listening = await fetch(`${short.address}/events`, { headers: { cookie } });
  const present = idle;
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(idle).toBe(present);
  await listening.body?.cancel();
  await expect.poll(() => idle).toBeGreaterThan(present);
  await short.close();
});

it('closes at once, with pages still listening, and leaves no uploads', async () => {
  const other = await startHttpHost({ core, logger, dataDir: join(folder, 'data2'), rendererDir });
  const signedIn = await signIn(other.startUrl());
  await fetch(`${other.address}/files?name=a`, {
    method: 'POST',
    headers: { 'x-demarc-token': signedIn.token },
    body: 'a',
  });
  await fetch(`${other.address}/events`, { headers: { cookie: signedIn.cookie } });
  expect(readdirSync(join(folder, 'data2'))).toHaveLength(1);
  // With a page that listens for ever it would otherwise wait for ever.
  await other.close();
  expect(readdirSync(join(folder, 'data2'))).toEqual([]);
});

function countUploads(): number {
  const data = join(folder, 'data');
  const uploads = readdirSync(data).find((name) => name.startsWith('uploads-'));
  return uploads !== undefined && existsSync(join(data, uploads))
    ? readdirSync(join(data, uploads)).length
    : 0;
}
