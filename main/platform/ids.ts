import { randomBytes, randomUUID } from 'node:crypto';

/** Where ids come from; replaced by a counter in tests. */
export interface Ids {
  /** For things that live in a file for ever. */
  uuid(): string;
  /** Short, unguessable, for handles and jobs of this process. */
  handle(): string;
}

export const randomIds: Ids = {
  uuid: () => randomUUID(),
  handle: () => randomBytes(18).toString('base64url'),
};

export function countingIds(): Ids {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  return {
    uuid: () => `00000000-0000-4000-8000-${String(next()).padStart(12, '0')}`,
    handle: () => `handle-${next()}`,
  };
}
