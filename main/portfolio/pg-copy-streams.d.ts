declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** A stream that a client takes as a query, and that carries rows to the server. */
  export function from(statement: string): Writable & Submittable;
}
