import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { DemarcError } from '../../main/contract/errors.ts';
import { callers, startCore } from '../support/core.ts';

// Waits for a time, then opens a workbook, answers in it if it may, and closes it.
export interface Race {
  readonly path: string;
  readonly at: number;
  readonly note: string;
}
export interface Raced {
  readonly as: 'wrote' | 'read' | 'refused' | 'UNEXPECTED';
  /** While it held the workbook for writing: milliseconds of the machine's clock. */
  readonly from: number;
  readonly to: number;
  /** The entry that was acknowledged. */
  readonly hash?: string;
  readonly error?: string;
}

const clock = () => performance.timeOrigin + performance.now();

async function race({ path, at, note }: Race): Promise<Raced> {
  const { core } = startCore(join(dirname(path), `data-${process.pid}`));
  let from = 0;
  try {
    while (Date.now() < at);
    const { id, readOnly } = await core.openPath(path);
    from = clock();
    if (readOnly) return { as: 'read', from, to: from };
    await callers(core, id).call('assignments.update', { ref: 'orders-db/restore-testing', note });
    const db = new Database(path, { readonly: true });
    const hash = String(db.prepare('SELECT hash FROM change ORDER BY rev DESC LIMIT 1').pluck().get());
    db.close();
    return { as: 'wrote', from, to: clock(), hash };
  } catch (error) {
    const refused = error instanceof DemarcError && error.code !== 'UNEXPECTED';
    return { as: refused ? 'refused' : 'UNEXPECTED', from, to: from, error: String(error) };
  } finally {
    await core.close();
  }
}

process.on('message', async (message: Race) => process.send?.(await race(message)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
