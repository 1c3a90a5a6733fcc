import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { MOST_FILE_BYTES, type RoomView } from '../../contract/room.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenDoor } from '../../services/room/door.ts';
import type { Seat } from '../../services/room/seats.ts';
import { CONTENT_SECURITY_POLICY, HARDENING_HEADERS } from '../content-security-policy.ts';
import { createUploadStore } from '../http/uploads.ts';
import { listPageFiles, type PageFiles, servePageFile } from '../static-files.ts';
import { answerDoor, gone, type Serving, takeFile } from './answers.ts';
import { makeCertificate, ownCertificate } from './certificate.ts';
import { authorityOf, cookieName, cookieValue, type RoomRoute, refusedStatus, roomRouteOf } from './guard.ts';
import { createPace, type Pace } from './pace.ts';
import { header, inTime, readJson, refuse, send } from './sending.ts';

export interface RoomHostOptions {
  readonly logger: Logger;
  /** The folder of the participants' page, as the build emitted it. */
  readonly pageDir: string;
  /** Where files lie that are offered, until they are taken or the room is closed. */
  readonly dataDir: string;
  readonly paces?: Paces;
}
interface Paces {
  /** What one participant asks. */
  readonly seat: Pace;
  /** What one address asks that brings no token: the page, and codes at the door. */
  readonly stranger: Pace;
  readonly door: Pace;
  /** Connections that one address holds at once. */
  readonly connections: number;
}
const PACES: Paces = {
  seat: { atOnce: 20, perSecond: 4 },
  stranger: { atOnce: 200, perSecond: 50 },
  door: { atOnce: 20, perSecond: 0.5 },
  connections: 64,
};
/** Taken where no port is asked for and it is free: a firewall can be told of it once. */
const USUAL_PORT = 48_123;
const MOST_CONNECTIONS = 1200;
const HEARTBEAT_MS = 15_000;
/** So long a page has to take its last word. */
const LAST_WORD_MS = 1000;
/** A page that reads so slowly is ended; it comes back by itself. */
const MOST_WAITING_BYTES = 512 * 1024;

/** How a room is opened in this host: a server of its own over TLS, beside everything else that the program serves. */
export const roomDoor = ({ logger, pageDir, dataDir, paces = PACES }: RoomHostOptions): OpenDoor =>
  async function open(room, { address, port, certificate }) {
    const now = new Date();
    const used = certificate
      ? ownCertificate(certificate, address, now)
      : await makeCertificate(address, now);
    const files = listPage(pageDir);
    const uploads = createUploadStore(dataDir, MOST_FILE_BYTES);
    let serving: Serving | null = null;
    const pages = new Set<ServerResponse>();
    const server = createServer(
      {
        cert: used.cert,
        key: used.key,
        minVersion: 'TLSv1.2',
        headersTimeout: 10_000,
        // A photograph over a slow network takes its time; what does not come on is cut off below.
        requestTimeout: 120_000,
        keepAliveTimeout: 10_000,
        maxHeaderSize: 8 * 1024,
      },
      (incoming, outgoing) => {
        if (serving === null) return void outgoing.destroy();
        answer(serving, incoming, outgoing).catch((error: unknown) => {
          logger.error('Answering a device of the room failed', error);
          outgoing.destroy();
        });
      },
    );
    server.maxConnections = MOST_CONNECTIONS;
    boundPerAddress(server, paces.connections);
    // Whoever speaks no TLS, or breaks off, is no news.
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    server.on('clientError', (_error, socket) => socket.destroy());
    const listening =
      port === undefined
        ? await listen(server, address, USUAL_PORT).catch(() => listen(server, address, 0))
        : await listen(server, address, port);
    const authority = authorityOf(used.host, listening);
    serving = {
      room,
      files,
      uploads,
      pages,
      authority,
      cookie: cookieName(listening),
      maySeat: createPace(paces.seat),
      mayStranger: createPace(paces.stranger),
      mayDoor: createPace(paces.door),
    };
    return {
      url: `https://${authority}`,
      port: listening,
      fingerprint: used.fingerprint,
      ownCertificate: certificate !== undefined,
      close: async () => {
        serving = null;
        uploads.close();
        await lastWords(pages);
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      },
    };
  };

/**
 * Ends when every page has its last word, or has had its time: TLS holds back what is sent behind something else in the same turn, and
 * whoever closes the connections then takes it away.
 */
const lastWords = (pages: ReadonlySet<ServerResponse>): Promise<unknown> =>
  Promise.allSettled([...pages].map((page) => once(page, 'close')));

/** One device that opens connections without end takes none from the others. */
function boundPerAddress(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const from = socket.remoteAddress ?? '';
    const count = (open.get(from) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    open.set(from, count);
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1;
      if (left > 0) open.set(from, left);
      else open.delete(from);
    });
  });
}

/** The participants' page as it was built. */
function listPage(folder: string): PageFiles {
  try {
    return listPageFiles(folder);
  } catch {
    throw new DemarcError(
      'UNSUPPORTED_HERE',
      'The page for participants has not been built. Run "npm run build" once.',
    );
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const why: Readonly<Record<string, string>> = {
        EADDRINUSE: `Port ${port} is taken by another program. Choose another, or leave it out.`,
        EACCES: `Port ${port} may not be used by this account. Choose one above 1024.`,
        EADDRNOTAVAIL: `This machine no longer has the address ${host}. Look at the networks again.`,
      };
      const words = why[error.code ?? ''];
      reject(words === undefined ? error : invalidInput(words));
    };
    server.once('error', fail);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', fail);
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('The server has no port.'));
    });
  });
}

async function answer(serving: Serving, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { files, authority, room } = serving;
  const route = roomRouteOf(incoming.url ?? '', (name) => files.has(name));
  const status = refusedStatus(
    {
      method: incoming.method ?? '',
      route,
      host: incoming.headers.host,
      origin: incoming.headers.origin,
      fetchSite: header(incoming, 'sec-fetch-site'),
      contentType: incoming.headers['content-type'],
      contentLength: incoming.headers['content-length'],
      chunked: incoming.headers['transfer-encoding'] !== undefined,
    },
    authority,
  );
  if (status !== null) return refuse(outgoing, status);
  const from = incoming.socket.remoteAddress ?? '';
  const token = cookieValue(incoming.headers.cookie, serving.cookie);
  const seat = token === undefined ? null : room.seatOf(token);
  const now = performance.now();
  const atDoor = route.kind === 'door' || route.kind === 'join';
  const may = atDoor
    ? serving.mayDoor(from, now)
    : seat !== null && route.kind !== 'page'
      ? serving.maySeat(seat.id, now)
      : serving.mayStranger(from, now);
  if (!may) return refuse(outgoing, 429);
  if (route.kind === 'page') return sendPage(files, route.name, incoming, outgoing);
  if (atDoor) return answerDoor(serving, route.kind, from, incoming, outgoing);
  // A token that is none, or was one: nothing more is told.
  if (seat === null) return refuse(outgoing, 401);
  if (route.kind === 'events') return follow(serving, seat, outgoing);
  if (route.kind === 'file') return takeFile(serving, seat, incoming, outgoing);
  const body = await inTime(incoming, () => readJson(incoming));
  if (body === undefined) return refuse(outgoing, 400);
  if (route.kind === 'leave') {
    room.leave(seat);
    return send(outgoing, 200, { ok: true, value: null }, { 'Set-Cookie': gone(serving.cookie) });
  }
  send(outgoing, 200, room.call(seat, methodOf(route), body));
}

const methodOf = (route: RoomRoute): string => (route.kind === 'call' ? route.method : '');

/** Sends a page all that it shows, whenever that is another, or why it cannot be shown, until either side goes. */
function follow({ room, pages }: Serving, seat: Seat, outgoing: ServerResponse): void {
  let last = '';
  let isRefused = false;
  const look = () => {
    if (outgoing.writableLength > MOST_WAITING_BYTES) return void outgoing.destroy();
    const reply = room.call(seat, 'view', {});
    isRefused = !reply.ok;
    // Whoever has no place any more has had the last word.
    if (!reply.ok && reply.error.code === 'NOT_ALLOWED') return;
    const news = reply.ok
      ? `data: ${JSON.stringify(reply.value as RoomView)}\n\n`
      : `event: wrong\ndata: ${JSON.stringify(reply.error.message)}\n\n`;
    if (news === last) return;
    last = news;
    outgoing.write(news);
  };
  const heartbeat = setInterval(() => {
    outgoing.write('event: beat\ndata: {}\n\n');
    // What is wrong on a disk ends without anything being recorded.
    if (isRefused) look();
  }, HEARTBEAT_MS);
  heartbeat.unref();
  let cutOff: NodeJS.Timeout | undefined;
  const end = () => {
    // Behind its last word nothing may be written, and a page that does not read would never have it.
    clearInterval(heartbeat);
    outgoing.end('event: over\ndata: {}\n\n');
    cutOff = setTimeout(() => outgoing.destroy(), LAST_WORD_MS);
  };
  pages.add(outgoing);
  const leave = room.follow(seat, { look, end, drop: () => outgoing.destroy() });
  outgoing.writeHead(200, {
    ...HARDENING_HEADERS,
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
  });
  outgoing.write('retry: 1000\n\n');
  look();
  outgoing.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(cutOff);
    pages.delete(outgoing);
    leave();
  });
}

async function sendPage(
  files: PageFiles,
  name: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await servePageFile(files, name);
  outgoing.statusCode = response.status;
  outgoing.setHeaders(response.headers);
  outgoing.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  if (name.startsWith('/assets/')) outgoing.setHeader('Cache-Control', 'private, max-age=86400, immutable');
  outgoing.end(incoming.method === 'HEAD' ? undefined : Buffer.from(await response.arrayBuffer()));
}
