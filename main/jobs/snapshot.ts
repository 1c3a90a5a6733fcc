import { basename } from 'node:path';
import { catalogueOf } from '../assessment/workbook-catalogue.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { type CatalogueIndex, indexCatalogue } from '../catalogue/lookup.ts';
import type { Connection } from '../workbook/connection.ts';
import { ofOpenWorkbook } from '../workbook/explain.ts';
import { openFile } from '../workbook/open-file.ts';
import { requireSoundRecord } from '../workbook/state/check.ts';
import { cancelled } from './cancelled.ts';
import type { TaskControls } from './tasks.ts';

/** Opens the workbook for reading and holds one state of it until `run` ends, whatever is written meanwhile. */
export async function withSnapshot<T>(
  path: string,
  run: (db: Connection, catalogue: CatalogueIndex) => Promise<T>,
): Promise<T> {
  const db = openOwn(path);
  try {
    db.raw.exec('BEGIN');
    // A transaction takes its snapshot with its first read.
    return await run(db, catalogueOf(indexCatalogue(loadCatalogue()), db));
  } finally {
    db.close();
  }
}

const openOwn = (path: string): Connection => ofOwn(() => openFile(path, { readonly: true }));

/** A refusal about the open workbook, so that its newest backup is added where it is known where they lie. */
function ofOwn<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw ofOpenWorkbook(error);
  }
}

/**
 * The same for whatever leaves the workbook: what its tables hold must be what its change log vouches for. Throws
 * WORKBOOK_DAMAGED with the first differences otherwise.
 */
export const withSoundSnapshot = <T>(
  path: string,
  { progress }: TaskControls,
  run: (db: Connection, catalogue: CatalogueIndex) => Promise<T>,
): Promise<T> =>
  withSnapshot(path, (db, catalogue) => {
    ofOwn(() =>
      requireSoundRecord(db, basename(path), 'nothing was exported', (done) =>
        progress(done, null, 'records checked'),
      ),
    );
    return run(db, catalogue);
  });

/** Tells how far each walk through the register is, which on a large workbook comes long before the first byte is written. */
export const gathering =
  ({ progress }: TaskControls) =>
  (done: number, total: number): void =>
    progress(done, total, 'services gathered');

/** Runs work that yields how much is done, or of how much, and gives way at each yield. Throws CANCELLED when the signal fired. */
export async function giveWay<T>(
  work: Generator<number | readonly [done: number, total: number], T>,
  controls: TaskControls,
  label: string,
): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    const [done, total] = typeof step.value === 'number' ? [step.value, null] : step.value;
    controls.progress(done, total, label);
    await heedCancel(controls);
  }
}

/** Whoever gave up while the thread was busy is heard here. Throws CANCELLED then. */
export async function heedCancel({ signal }: Pick<TaskControls, 'signal'>): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  if (signal.aborted) throw cancelled();
}
