import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path';
import type { RoomForDoor } from '../../services/room/door.ts';
import type { Seat } from '../../services/room/seats.ts';
import { isDisconnect, SLOWEST_UPLOAD_BYTES } from '../http/time-limits.ts';
import type { UploadStore } from '../http/uploads.ts';
import type { PageFiles } from '../static-files.ts';
import { joinSchema } from './join.ts';
import type { createPace } from './pace.ts';
import { header, inTime, readJson, refuse, send } from './sending.ts';

/** A room that is served. */
export interface Serving {
  readonly room: RoomForDoor;
  readonly files: PageFiles;
  readonly uploads: UploadStore;
  /** The answers that go on: of each page that follows the room. */
  readonly pages: Set<ServerResponse>;
  readonly authority: string;
  readonly cookie: string;
  readonly maySeat: ReturnType<typeof createPace>;
  readonly mayStranger: ReturnType<typeof createPace>;
  readonly mayDoor: ReturnType<typeof createPace>;
}

const COOKIE_ENDS = 'Path=/; Secure; HttpOnly; SameSite=Strict';
/** What takes a token back. */
export const gone = (name: string): string => `${name}=; ${COOKIE_ENDS}; Max-Age=0`;

/** A file that is offered: judged before it is read, then kept in a folder of its own, and held until it is taken. */
export async function takeFile(
  { room, uploads }: Serving,
  seat: Seat,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const ref = header(incoming, 'x-demarc-ref') ?? '';
  const name = nameFrom(header(incoming, 'x-demarc-name') ?? '');
  const size = Number(incoming.headers['content-length']);
  if (name === null || size === 0) return refuse(outgoing, 400);
  const expected = room.expectFile(seat, ref, size);
  if ('refused' in expected)
    return send(outgoing, 200, { ok: false, error: expected.refused }, { Connection: 'close' });
  try {
    const path = await inTime(incoming, () => uploads.receive(incoming, name), SLOWEST_UPLOAD_BYTES);
    send(outgoing, 200, room.offer(seat, { ref, path, name: basename(path), size }));
  } catch (error) {
    if (isDisconnect(error)) return void outgoing.destroy();
    send(outgoing, 200, { ok: false, error: room.refusal(error, 'file') });
  } finally {
    expected.done();
  }
}

/** The name of a file as encodeURIComponent writes it; null for anything else. */
function nameFrom(encoded: string): string | null {
  if (!/^(?:[A-Za-z0-9._~!'()*-]|%[0-9A-F]{2}){1,600}$/.test(encoded)) return null;
  try {
    return decodeURIComponent(encoded).slice(0, 200);
  } catch {
    return null;
  }
}

/** The door: who can be chosen, for whoever has the code; and a place, with its token in a cookie that no script reads. */
export async function answerDoor(
  { room, cookie }: Serving,
  kind: 'door' | 'join',
  from: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const given = joinSchema(kind).safeParse(await inTime(incoming, () => readJson(incoming)));
  if (!given.success) return refuse(outgoing, 400);
  const wrong = {
    ok: false,
    error: {
      code: 'NOT_ALLOWED',
      message: 'This is not the code of the room. It stands on the screen of whoever leads the meeting.',
    },
  };
  try {
    if (kind === 'door') {
      const list = room.list(given.data.code);
      return send(outgoing, 200, list === null ? wrong : { ok: true, value: list });
    }
    const { code, as } = given.data;
    const joined = as && room.join({ code, as, device: deviceOf(incoming.headers['user-agent']), from });
    if (!joined) return send(outgoing, 200, wrong);
    send(
      outgoing,
      200,
      { ok: true, value: null },
      { 'Set-Cookie': `${cookie}=${joined.token}; ${COOKIE_ENDS}` },
    );
  } catch (error) {
    send(outgoing, 200, { ok: false, error: room.refusal(error, kind) });
  }
}

/** What kind of device asks, as far as it says: one of three words, whatever else it writes. */
function deviceOf(agent: string | undefined): string {
  if (/iPad|Tablet/i.test(agent ?? '')) return 'Tablet';
  return /iPhone|Android|Mobile/i.test(agent ?? '') ? 'Phone' : 'Computer';
}
