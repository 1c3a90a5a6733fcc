import { join } from 'node:path';
import { expect } from 'vitest';
import { demarc } from '../support/cli.ts';

/** Makes `shop.demarc` with the one service that the scenarios answer for: each start of the shell opens it, and none asks how much is in it. */
export function makeShop(folder: string): string {
  for (const args of [
    ['new', 'shop.demarc', '--title', 'Shop', '--organisation', 'Acme'],
    ['scope', 'shop.demarc', '--framework', 'soc2-tsc-2017'],
    ['services', 'add', 'shop.demarc', 'rds', '--label', 'orders-db'],
  ])
    expect(demarc(args, { cwd: folder })).toMatchObject({ status: 0, err: '' });
  return join(folder, 'shop.demarc');
}
