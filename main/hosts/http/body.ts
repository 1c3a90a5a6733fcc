import type { IncomingMessage } from 'node:http';

/** A request's body as text, or null once it is larger than allowed; what follows is not read. */
export function readText(incoming: IncomingMessage, maxBytes: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const done = (settle: () => void) => {
      incoming.off('data', take).off('end', end).off('error', fail).off('close', goneAway);
      settle();
    };
    const take = (piece: Buffer) => {
      size += piece.length;
      pieces.push(piece);
      if (size <= maxBytes) return;
      incoming.pause();
      done(() => resolve(null));
    };
    const end = () => done(() => resolve(Buffer.concat(pieces).toString('utf8')));
    const fail = (error: Error) => done(() => reject(error));
    const goneAway = () =>
      fail(Object.assign(new Error('The request ended before it was whole.'), { code: 'ECONNRESET' }));
    incoming.on('data', take).on('end', end).on('error', fail).on('close', goneAway);
    if (incoming.destroyed && !incoming.readableEnded) goneAway();
  });
}

/** Takes in what a sender is still sending, so that it gets to read the refusal instead of a broken connection. */
export function discardBody(incoming: IncomingMessage, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const enough = setTimeout(resolve, patienceMs).unref();
    incoming.once('close', resolve);
    incoming.once('end', () => {
      clearTimeout(enough);
      resolve();
    });
    incoming.resume();
  });
}
