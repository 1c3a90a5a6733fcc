import type { Claim } from '../contract/claims.ts';
import { groupBy } from './group-by.ts';

/** At least this share of the earlier claims must stand in the same places: a newer plan has lost or gained a few. */
const ENOUGH = 0.5;
const placeOf = ({ sheet, cell, label }: Claim): string => JSON.stringify([sheet, cell, label]);

/**
 * Claims that were read without a framework, under those that their document names now; null where they are of another document.
 * Claims in one place are told apart by their order.
 */
export function underFrameworks(before: readonly Claim[], now: readonly Claim[]): readonly Claim[] | null {
  const places = groupBy(
    now.filter(({ framework }) => framework !== null),
    placeOf,
  );
  const taken = new Map<string, number>();
  const carried = before.map((claim) => {
    if (claim.framework !== null) return claim;
    const place = placeOf(claim);
    const nth = taken.get(place) ?? 0;
    taken.set(place, nth + 1);
    const same = places.get(place)?.[nth];
    return same ? { ...claim, framework: same.framework, control: same.control, part: same.part } : claim;
  });
  const found = carried.filter((claim, index) => claim !== before[index]).length;
  return found > 0 && found >= before.length * ENOUGH ? carried : null;
}
