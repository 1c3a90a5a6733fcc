import { DemarcError } from '../contract/errors.ts';

/** CANCELLED once the signal has fired. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted)
    throw new DemarcError(
      'CANCELLED',
      'Publishing was cancelled. What had been published before stays; of the workbook under way nothing was.',
    );
}
