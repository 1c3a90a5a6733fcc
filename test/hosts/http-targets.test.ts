import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHttpHost } from '../../main/hosts/http/server.ts';
import { developmentRouteOf, type Route, routeOf } from '../../main/hosts/route.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import fc, { runs } from '../support/property.ts';
import {
  anyTarget,
  askWithoutKey,
  type BaitedHost,
  knownTargets,
  sendRaw,
  spellingsOf,
  startBaitedHost,
} from '../support/request-targets.ts';
import { signIn } from '../support/sign-in.ts';
import { temporaryFolder } from '../support/temp.ts';

/** How many random targets the property asks for; a campaign sets more. */
const RUNS = runs(100);

const folder = temporaryFolder();
let bait: BaitedHost;
beforeAll(async () => {
  bait = await startBaitedHost(folder);
});
afterAll(() => bait.close());

describe('without the key', () => {
  it('no spelling of a target gets more than the files of the page', async () => {
    const targets = knownTargets(bait);
    expect(targets.length).toBeGreaterThan(500);
    expect(await askWithoutKey(bait, targets)).toEqual([]);
  });
  it('the files of the page are served, byte for byte, under their exact names', async () => {
    for (const [name, bytes] of bait.open) {
      const answer = await sendRaw(bait.host.port, { method: 'GET', target: name });
      expect([name, answer.status, answer.body.equals(bytes)]).toEqual([name, 200, true]);
    }
  });
  it('nothing that can be put together is served unless it is on the list', async () => {
    const sample = fc.sample(anyTarget(bait.closed), { numRuns: RUNS });
    expect(await askWithoutKey(bait, sample)).toEqual([]);
  });
});

it('with the key, what is closed has one spelling, and no other is served', async () => {
  const { cookie } = await signIn(bait.host.startUrl());
  const headers = { cookie };
  const [, evidence = '', download = ''] = bait.closed;
  for (const address of [evidence, download]) {
    const served: string[] = [];
    for (const target of spellingsOf(address, bait.host.port).filter((each) => !/[\r\n]/.test(each))) {
      const { status } = await sendRaw(bait.host.port, { method: 'GET', target, headers });
      if (status === 200) served.push(target);
    }
    expect(served).toEqual([address]);
  }
});

it('beside a dev server, what is closed stays closed, and only that server gets the rest', async () => {
  const asked: string[] = [];
  const vite = createServer((request, answer) => {
    asked.push(request.url ?? '');
    answer.end('from the dev server');
  });
  await new Promise<void>((resolve) => vite.listen(0, '127.0.0.1', resolve));
  const devServer = `http://127.0.0.1:${(vite.address() as AddressInfo).port}`;
  const { core } = bait;
  const host = await startHttpHost({
    core,
    logger: createMemoryLogger(),
    dataDir: join(folder, 'data'),
    rendererDir: folder,
    devServer,
  });
  const get = (target: string) => sendRaw(host.port, { method: 'GET', target });
  for (const address of bait.closed) expect([401, 405]).toContain((await get(address)).status);
  expect(asked).toEqual([]);
  for (const target of ['/', '/@vite/client?t=1', '/%65vents', '/x/../events'])
    expect((await get(target)).body.toString()).toContain('from the dev server');
  expect(asked).not.toContain('/x/../events');
  for (const target of ['//127.0.0.1:1/x', '/\\127.0.0.1:1/x', 'http://127.0.0.1:1/', '*'])
    expect((await get(target)).status).toBe(400);
  expect(asked).toHaveLength(4);
  await host.close();
  await new Promise((resolve) => vite.close(resolve));
});

/** The one address of a route; what reading and writing it again must agree on. */
function written(route: Route): string | null {
  switch (route.kind) {
    case 'page':
      return route.name;
    case 'call':
      return `/rpc/${route.method}`;
    case 'download':
      return `/files/${route.handle}`;
    case 'events':
      return '/events';
    case 'session':
      return '/session';
    case 'evidence':
      return `/evidence/${route.workbook}/${route.number}`;
    case 'upload':
      return `/files?name=${encodeURIComponent(route.name)}`;
    case 'development':
      return route.target;
    default:
      return null;
  }
}

describe('a request target', () => {
  const page = (name: string) => ['/index.html', '/assets/a.js'].includes(name);
  it.each<[string, Route]>([
    ['/', { kind: 'page', name: '/index.html' }],
    ['/index.html', { kind: 'page', name: '/index.html' }],
    ['/assets/a.js', { kind: 'page', name: '/assets/a.js' }],
    ['/events', { kind: 'events' }],
    ['/session', { kind: 'session' }],
    ['/rpc/app.info', { kind: 'call', method: 'app.info' }],
    ['/files', { kind: 'upload', name: '' }],
    ['/files?name=Plan%20f%C3%BCr%20A.json', { kind: 'upload', name: 'Plan für A.json' }],
    ['/files/a_b-C', { kind: 'download', handle: 'a_b-C' }],
    ['/evidence/w-1/12', { kind: 'evidence', workbook: 'w-1', number: 12 }],
    ['/assets/b.js', { kind: 'nothing' }],
    ['/Index.html', { kind: 'nothing' }],
    ['/evidence/w/0', { kind: 'nothing' }],
    ['/evidence/w/1/2', { kind: 'nothing' }],
    ['/evidence/w/1e3', { kind: 'nothing' }],
    ['/rpc', { kind: 'nothing' }],
    ['/rpc/a/b', { kind: 'nothing' }],
    ['', { kind: 'malformed' }],
    ['*', { kind: 'malformed' }],
    ['index.html', { kind: 'malformed' }],
    ['//events', { kind: 'malformed' }],
    ['/%65vents', { kind: 'malformed' }],
    ['/x/../events', { kind: 'malformed' }],
    ['/events?', { kind: 'malformed' }],
    ['/events/', { kind: 'malformed' }],
    ['/files?name=%zz', { kind: 'malformed' }],
    ['/files?name=%ff', { kind: 'malformed' }],
    ['/files?name=a&b=c', { kind: 'malformed' }],
    ['/files?other=a', { kind: 'malformed' }],
    ['http://127.0.0.1/events', { kind: 'malformed' }],
    [`/${'a'.repeat(5_000)}`, { kind: 'malformed' }],
  ])('%j is read as %j', (target, route) => {
    expect(routeOf(target, page)).toEqual(route);
  });

  it('has one spelling for each route, whatever it is made of', () => {
    fc.assert(
      fc.property(anyTarget(['/events', '/evidence/w/1', '/files/abc', '/rpc/app.info']), (target) => {
        const route = routeOf(target, page);
        const again = written(route);
        if (again !== null && target !== '/' && target !== '/files')
          expect(encodedAlike(again)).toBe(encodedAlike(target));
        if (route.kind === 'page') expect(page(route.name)).toBe(true);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('beside a dev server is ours in its one spelling, or goes to that server and to no other', () => {
    expect(developmentRouteOf('/events')).toEqual({ kind: 'events' });
    expect(developmentRouteOf('/@vite/client?t=1').kind).toBe('development');
    fc.assert(
      fc.property(fc.oneof(anyTarget(['/events']), fc.webUrl()), (target) => {
        const route = developmentRouteOf(target);
        if (route.kind === 'development')
          expect(new URL(route.target, 'http://127.0.0.1:5173').origin).toBe('http://127.0.0.1:5173');
      }),
      { numRuns: runs(1_000) },
    );
  });
});

/** encodeURIComponent leaves some signs as they are that a sender may also write out. */
const encodedAlike = (target: string) =>
  target.replace(/%(2[1789AE]|2D|5F|7E)/g, (sign) => decodeURIComponent(sign));
