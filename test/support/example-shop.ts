import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demarc, type Served, serve } from './cli.ts';

export interface ExampleShop {
  readonly served: Served;
  /** Ends the program and removes its folder. */
  close(): Promise<void>;
}

/**
 * The built-in example in a folder of its own, served by the real program: each spec file has one to itself. `ownProfile`: with
 * settings and keys of its own, too.
 */
export async function serveExample(options: { readonly ownProfile?: boolean } = {}): Promise<ExampleShop> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const file = join(folder, 'shop.demarc');
  const made = demarc(['new', file, '--example', 'ecommerce'], { cwd: folder });
  if (made.status !== 0) throw new Error(`The example could not be made:\n${made.err}`);
  const served = await serve(['serve', file], {
    cwd: folder,
    ...(options.ownProfile ? { env: { DEMARC_DATA_DIR: join(folder, 'data') } } : {}),
  });
  return {
    served,
    async close() {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
