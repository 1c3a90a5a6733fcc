import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpHost, startHttpHost } from '../../main/hosts/http/server.ts';
import { SLOWEST_UPLOAD_BYTES, TIME_LIMITS } from '../../main/hosts/http/time-limits.ts';
import type { Core } from '../../main/services/core.ts';
import { startCore } from '../support/core.ts';
import { signIn } from '../support/sign-in.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
// Long enough that a machine with much else to do is not taken for a sender that keeps us waiting; the tests wait beside each other.
const LIMITS = { headersMs: 1500, bodyMs: 1500, idleMs: 1000, everyMs: 100 };
let core: Core;
let host: HttpHost;
let log: ReturnType<typeof startCore>['log'];
let token: string;

beforeAll(async () => {
  const rendererDir = join(folder, 'page');
  mkdirSync(rendererDir);
  writeFileSync(join(rendererDir, 'index.html'), 'the page');
  ({ core, log } = startCore(folder));
  host = await startHttpHost({
    ...{ core, logger: log, dataDir: join(folder, 'data'), rendererDir, timeLimits: LIMITS },
  });
  ({ token } = await signIn(host.startUrl()));
});
afterAll(async () => {
  await host.close();
  await core.close();
});

/** Opens a connection, sends what is given, and resolves with all that came once the host has ended it. */
function untilEnded(begin: string, more: (socket: Socket) => void = () => undefined): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(host.port, '127.0.0.1', () => {
      socket.write(begin);
      more(socket);
    });
    socket.on('data', (piece) => {
      heard += piece.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}
const head = (method: string, target: string, ...headers: string[]) =>
  [`${method} ${target} HTTP/1.1`, `host: 127.0.0.1:${host.port}`, ...headers, '', ''].join('\r\n');
const call = (...headers: string[]) =>
  head('POST', '/rpc/app.info', `x-demarc-token: ${token}`, 'content-type: application/json', ...headers);

describe.concurrent('a connection that keeps us waiting is ended', () => {
  it('when it sends nothing', async () => {
    await untilEnded('');
  });
  it('when its headers stop half-way', async () => {
    expect(await untilEnded(`GET / HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\nx-a: `)).toContain(' 408 ');
  });
  it('when its headers trickle', async () => {
    let timer: NodeJS.Timeout | undefined;
    await untilEnded('GET / HTTP/1.1\r\n', (socket) => {
      timer = setInterval(() => socket.write('x-a: b\r\n'), 40);
    });
    clearInterval(timer);
  });
  it('when it does not ask again', async () => {
    expect(await untilEnded(head('GET', '/'))).toContain('the page');
  });
  it('when the body of a call does not come, or trickles', async () => {
    await untilEnded(call('content-length: 100'));
    let timer: NodeJS.Timeout | undefined;
    const heard = await untilEnded(call('content-length: 100000'), (socket) => {
      timer = setInterval(() => socket.write(' '), 20);
    });
    clearInterval(timer);
    expect(heard).not.toContain(' 200 ');
  });
  it('when the body of an upload stops or trickles', async () => {
    const upload = head('POST', '/files?name=a', `x-demarc-token: ${token}`, 'content-length: 1000000');
    await untilEnded(upload);
    let timer: NodeJS.Timeout | undefined;
    await untilEnded(upload, (socket) => {
      timer = setInterval(() => socket.write('x'.repeat(100)), 20);
    });
    clearInterval(timer);
  });
  it('when a body was announced that nobody wants', async () => {
    expect(await untilEnded(head('GET', '/', 'content-length: 100'))).toContain('the page');
    expect(await untilEnded(head('POST', '/events', 'content-length: 100'))).toContain(' 405 ');
    expect(
      await untilEnded(head('POST', '/session', 'content-type: application/json', 'content-length: 99')),
    ).toBe('');
  });
});

it('ending a connection is nothing unexpected', () => {
  expect(log.entries.filter((entry) => entry.level === 'error')).toEqual([]);
});

it('an upload may take longer than any limit, as long as it goes on', async () => {
  const pieces = 14;
  const size = 2 * SLOWEST_UPLOAD_BYTES;
  const begin = head(
    ...(['POST', '/files?name=slow.bin', `x-demarc-token: ${token}`, 'connection: close'] as const),
    `content-length: ${pieces * size}`,
  );
  const heard = await untilEnded(begin, (socket) => {
    let sent = 0;
    const timer = setInterval(() => {
      sent += 1;
      socket.write('x'.repeat(size));
      if (sent === pieces) clearInterval(timer);
    }, LIMITS.bodyMs / 10);
  });
  expect(heard).toContain(' 200 ');
  expect(heard).toContain(`"size":${pieces * size}`);
});

it('half a start code earns no cookie', async () => {
  const begin = head('POST', '/session', 'content-type: application/json', 'content-length: 100');
  const heard = await untilEnded(begin, (socket) => socket.end('{"code":"'));
  expect(heard.toLowerCase()).not.toContain('set-cookie');
});

it('what is waited for is told in seconds that people and slow disks can keep', () => {
  expect(TIME_LIMITS.headersMs).toBeLessThanOrEqual(30_000);
  expect(TIME_LIMITS.bodyMs).toBeGreaterThanOrEqual(30_000);
});
