import type { IncomingMessage } from 'node:http';

/** A request's body as text, or null once it is larger than allowed; what follows is not read. */
export async function readText(incoming: IncomingMessage, maxBytes: number): Promise<string | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
    size += (piece as Buffer).length;
    if (size > maxBytes) return null;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
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
