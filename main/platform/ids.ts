import { randomBytes, randomUUID } from 'node:crypto';

/** Where ids come from. */
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
