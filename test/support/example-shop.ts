import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './ask.ts';
import { demarc, demarcProcess, type Served, serve } from './cli.ts';

/** Where the example lies that was made for all files of a run. */
const MADE = 'DEMARC_E2E_EXAMPLE';

/** Makes the built-in example once, by the real program; gives back what removes it. */
export function makeExample(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-example-'));
  const file = join(folder, 'shop.demarc');
  const made = demarcProcess(['new', file, '--example', 'ecommerce'], { cwd: folder });
  if (made.status !== 0) throw new Error(`The example could not be made:\n${made.err}`);
  process.env[MADE] = file;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A copy of the example for whoever asks, as `shop.demarc` in their folder; its path. */
export function copyExample(folder: string): string {
  const file = join(folder, 'shop.demarc');
  copyFileSync(process.env[MADE] ?? '', file);
  return file;
}

export interface ExampleShop {
  readonly served: Served;
  /** Ends the program and removes its folder. */
  close(): Promise<void>;
}

/**
 * The built-in example in a folder of its own, with settings and keys of its own, served by the real program: each spec file has one
 * to itself. `scan`: a file of findings that it takes in before.
 */
export async function serveExample({ scan }: { readonly scan?: string } = {}): Promise<ExampleShop> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  const file = copyExample(folder);
  if (scan !== undefined) {
    const taken = demarc(['findings', file, scan, '--yes'], options);
    if (taken.status !== 0) throw new Error(`The findings were not taken in:\n${taken.err}`);
  }
  const served = await serve(['serve', file], options);
  return {
    served,
    async close() {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Leaves the served example the services that are named and one framework: for documents that are long with all of it, and say no more. */
export async function narrowExample(served: Served, services: readonly string[]): Promise<void> {
  await ask(served, 'workbook.update', { frameworks: ['iso-27001-2022'] });
  const all = await ask<readonly { readonly ref: string }[]>(served, 'services.list', {});
  for (const { ref } of all) if (!services.includes(ref)) await ask(served, 'services.remove', { ref });
}
