import type { Party } from '../contract/parties.ts';
import type { ServiceInUse } from '../contract/services-in-use.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { readService } from '../workbook/tables/services-in-use.ts';
import type { Touched } from './touched.ts';

/** What every answer looks up and few changes touch. */
export interface LookedUp {
  /** Everybody who can own a duty, in the workbook's order. */
  parties(): readonly Party[];
  /** A service in use by its ref; null where there is none. */
  service(ref: string): ServiceInUse | null;
  /** Forgets what a change touched. */
  forget(touched: Pick<Touched, 'everything' | 'services'>): void;
  forgetAll(): void;
}

export function lookedUpIn(db: ReadDb): LookedUp {
  let parties: readonly Party[] | null = null;
  const services = new Map<string, ServiceInUse>();
  return {
    parties() {
      parties ??= listParties(db);
      return parties;
    },
    service(ref) {
      const known = services.get(ref) ?? readService(db, ref);
      if (known) services.set(ref, known);
      return known;
    },
    forget({ everything, services: changed }) {
      if (everything) parties = null;
      for (const ref of changed) services.delete(ref);
    },
    forgetAll() {
      parties = null;
      services.clear();
    },
  };
}
