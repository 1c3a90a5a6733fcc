import type { Served } from './cli.ts';

/** Asks the running program itself, as a page would; throws what it refuses. */
export async function ask<T>(served: Served, name: string, input: unknown): Promise<T> {
  const reply = await fetch(`${served.address}/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-demarc-token': served.token, origin: served.address },
    body: JSON.stringify({ input, workbook: served.workbook?.id }),
  });
  const said = (await reply.json()) as { value?: T; error?: { message: string } };
  if (said.error) throw new Error(`${name}: ${said.error.message}`);
  return said.value as T;
}
