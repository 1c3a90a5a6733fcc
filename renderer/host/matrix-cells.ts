import type { QueryClient } from '@tanstack/react-query';
import type { Matrix } from '../../main/contract/matrix.ts';
import { withChangedCells } from '../../main/domain/pictures/matrix.ts';
import type { Client } from './client.ts';
import { keyOf } from './invalidation.ts';

/**
 * Keeps the matrix on screen up to date by the cells that changed since it was read: an answer changes one of tens of thousands.
 * Where it is on no screen, or more than cells changed, it is read anew when it is next looked at.
 */
export function keepsMatrix(client: Client, queries: QueryClient): (workbook: string) => void {
  /** Up to which revision the matrix of a workbook is known to be right. */
  const upTo = new Map<string, number>();
  /** Workbooks that are being looked after; true where something changed meanwhile. */
  const busy = new Map<string, boolean>();

  const bring = async (workbook: string): Promise<void> => {
    const queryKey = keyOf(workbook, 'assignments.matrix', {});
    const query = queries.getQueryCache().find<Matrix>({ queryKey });
    if (!query) return;
    const { data: held, isInvalidated, fetchStatus } = query.state;
    const whole = () => queries.invalidateQueries({ queryKey, exact: true });
    if (!held || isInvalidated || fetchStatus === 'fetching' || !query.isActive()) return void whole();
    const rev = Math.max(held.rev, upTo.get(workbook) ?? 0);
    const changes = await client.call('assignments.matrixSince', { rev }, workbook).catch(() => null);
    // What was answered here meanwhile stands in it already.
    const now = queries.getQueryData<Matrix>(queryKey);
    const mended = changes && now && withChangedCells(now, changes);
    if (!mended) return void whole();
    upTo.set(workbook, changes.rev);
    if (mended !== now) queries.setQueryData(queryKey, mended);
  };
  const lookAfter = async (workbook: string): Promise<void> => {
    if (busy.has(workbook)) {
      busy.set(workbook, true);
      return;
    }
    do {
      busy.set(workbook, false);
      await bring(workbook);
    } while (busy.get(workbook) === true);
    busy.delete(workbook);
  };
  return (workbook) => void lookAfter(workbook);
}
