import type { Served } from './cli.ts';

const revisions = new Map<string, number>();
/** The revision of the last change that was asked of the program at an address from here; 0 where none was. */
export const changedUpTo = (address: string): number => revisions.get(address) ?? 0;

/** Asks the running program itself, as a page would; throws what it refuses. */
export async function ask<T>(served: Served, name: string, input: unknown): Promise<T> {
  const reply = await fetch(`${served.address}/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-demarc-token': served.token, origin: served.address },
    body: JSON.stringify({ input, workbook: served.workbook?.id }),
  });
  const said = (await reply.json()) as {
    value?: T;
    rev?: number;
    change?: number;
    error?: { message: string };
  };
  if (said.error) throw new Error(`${name}: ${said.error.message}`);
  if (said.change !== undefined && said.rev !== undefined) revisions.set(served.address, said.rev);
  return said.value as T;
}
