import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuilt, PROJECT } from '../support/cli.ts';
import type { BenchRow } from './bench-row.ts';

/** The goal of the project: a page that is there at once also over a slow disk or a remote desktop. */
const GOAL_KB = 350;

/** What the browser fetches before it can show the first screen: the scripts that the page names, and all that they import at once. */
function scriptsOf(page: string): readonly string[] {
  const folder = dirname(page);
  const html = readFileSync(page, 'utf8');
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const path = join(folder, name);
    if (seen.has(name) || !existsSync(path)) return;
    seen.add(name);
    // Static imports only; `import(...)` is what waits for the screen that needs it.
    for (const [, specifier] of readFileSync(path, 'utf8').matchAll(
      /(?:\bfrom|\bimport)\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g,
    ))
      if (specifier) visit(posix.join(posix.dirname(name), specifier));
  };
  for (const [, name] of html.matchAll(/<(?:script|link)[^>]+(?:src|href)="\.?\/?([^"]+\.js)"/g))
    if (name) visit(name);
  return [...seen];
}

/** Compressed JavaScript before the first screen, against the project's own limit. */
export async function benchFirstLoad(): Promise<BenchRow[]> {
  ensureBuilt();
  const page = join(PROJECT, 'out', 'renderer', 'index.html');
  const scripts = scriptsOf(page);
  if (scripts.length === 0)
    throw new Error(`${page} names no script: the build has another shape than expected.`);
  const bytes = scripts.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(dirname(page), name)), { level: 9 }).length,
    0,
  );
  const ours = Number((bytes / 1000).toPrecision(4));
  return [
    {
      id: 'first-load',
      ours,
      reference: GOAL_KB,
      ratio: Number((ours / GOAL_KB).toPrecision(4)),
      goal: 1,
      met: ours <= GOAL_KB,
      unit: 'kB',
    },
  ];
}
