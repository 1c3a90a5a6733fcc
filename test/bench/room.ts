import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RoomState, RoomView } from '../../main/contract/room.ts';
import { Device, send } from '../support/room.ts';
import { type BenchRow, benchRow } from './bench-row.ts';

/** What the project allows from the tap to the tally on every page, and what 200 devices may add to the memory of the program. */
const GOAL_MS = 200;
const GOAL_MB = 200;
const REF = 'orders-db/restore-testing';
const TAPS = 3;
/** Each device taps once in so long, at a time of its own. */
const EVERY_MS = 5000;

/** From the tap of one of 100 devices to the tally on its page, which all pages get at once; and the memory that 200 take. */
export async function benchRoom(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-room-'));
  const child = fork(fileURLToPath(new URL('room-child.ts', import.meta.url)), [folder]);
  try {
    const { room } = (await said(child)) as { room: RoomState };
    const before = await memoryOf(child);
    const devices: Device[] = [];
    const grow = async (count: number) => {
      while (devices.length < count) devices.push(await enter(room, `Guest ${devices.length + 1}`));
    };
    await grow(100);
    // The first taps of a program are slower than all others.
    await Promise.all(devices.slice(0, 10).map((device) => tap(device, 0)));
    const taps: number[] = [];
    for (let round = 1; round <= TAPS; round += 1)
      await Promise.all(
        devices.map(async (device, n) => {
          await wait((n * EVERY_MS) / devices.length);
          taps.push(await tap(device, round));
        }),
      );
    await grow(200);
    await Promise.all(devices.map((device) => seen(device, ({ here }) => here === 200)));
    const held = (await memoryOf(child)) - before;
    for (const device of devices) device.stop();
    return [
      benchRow('room-tap-to-tally-p95', percentile(taps, 0.95), GOAL_MS, 1, 'ms'),
      benchRow('room-memory-of-200', held / 1024 / 1024, GOAL_MB, 1, 'MB'),
    ];
  } finally {
    child.send('end');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

const said = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (status) => reject(new Error(`The room ended with ${status}.`)));
  });

async function memoryOf(child: ChildProcess): Promise<number> {
  const answer = said(child);
  child.send('memory');
  return ((await answer) as { memory: number }).memory;
}

/** A device that joined, was let in and follows. */
async function enter(room: RoomState, guest: string): Promise<Device> {
  const reply = await send(room.url, 'POST', '/join', { body: { code: room.code, as: { guest } } });
  const token = /=([^;]+)/.exec(reply.headers['set-cookie']?.[0] ?? '')?.[1];
  if (token === undefined) throw new Error(`Not let through the door: ${reply.status} ${reply.text}`);
  const device = new Device(room, token);
  await device.follow();
  await seen(device, ({ state }) => state === 'in');
  return device;
}

/** Until the page shows something; it is drawn from what was sent last. */
const seen = (device: Device, shows: (view: RoomView) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (view: RoomView | undefined) => {
      if (view === undefined || !shows(view)) return;
      device.onView = () => undefined;
      resolve();
    };
    device.onView = look;
    look(device.views.at(-1));
  });

/** Milliseconds from a tap to the page that shows it in the tally. */
async function tap(device: Device, round: number): Promise<number> {
  const kind = round % 2 === 0 ? 'agree' : 'park';
  const start = performance.now();
  const shown = seen(device, ({ showing }) => showing?.own.some((own) => own.kind === kind) === true);
  await device.value('say', { ref: REF, kind });
  await shown;
  return performance.now() - start;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
