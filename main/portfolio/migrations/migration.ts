import type { Portfolio } from '../portfolio.ts';

/** A step of the schema. It only adds, and is never changed once it was released. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  up(portfolio: Pick<Portfolio, 'db' | 'engine' | 'run'>): Promise<void>;
}
