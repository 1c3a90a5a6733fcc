import type { IncomingMessage } from 'node:http';

/** How long a connection may keep us waiting. Nothing here limits how long our own work takes. */
export interface TimeLimits {
  /** From the first byte, or from connecting, to the end of the headers. */
  readonly headersMs: number;
  /** In which a call must have come whole, and an upload must have gone on. */
  readonly bodyMs: number;
  /** Between two requests. */
  readonly idleMs: number;
  /** How often connections are looked at. */
  readonly everyMs: number;
}
export const TIME_LIMITS: TimeLimits = { headersMs: 15_000, bodyMs: 60_000, idleMs: 10_000, everyMs: 5_000 };

/** What an upload brings at the least in each `bodyMs`: the slowest disk does, one who holds a connection does not. */
export const SLOWEST_UPLOAD_BYTES = 64 * 1024;

/**
 * Cuts off a sender whose body does not come on: one that brings less than `minBytes` in `everyMs`, which without a
 * number is one whose body has not come whole by then. Returns how to stop watching.
 */
export function demandPace(
  incoming: IncomingMessage,
  everyMs: number,
  minBytes = Number.POSITIVE_INFINITY,
): () => void {
  const { socket } = incoming;
  let seen = socket.bytesRead;
  let due = performance.now() + everyMs;
  const look = (late: boolean) => {
    if (!late && !incoming.complete && socket.bytesRead - seen < minBytes) incoming.destroy();
    seen = socket.bytesRead;
  };
  const timer = setInterval(() => {
    // A machine that slept or was busy read nothing meanwhile: that is no fault of the sender's.
    const late = performance.now() - due > everyMs / 2;
    due = performance.now() + everyMs;
    setImmediate(look, late);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Whether an error is the other side's going away, which is none of ours. */
export function isDisconnect(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ABORT_ERR'].includes(
    code,
  );
}
