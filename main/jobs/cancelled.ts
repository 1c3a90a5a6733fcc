import { DemarcError } from '../contract/errors.ts';

/** What a task that was called off ends with. */
export const cancelled = (): DemarcError =>
  new DemarcError('CANCELLED', 'It was cancelled; nothing was written.');
