import type { Claim } from '../contract/claims.ts';
import { groupBy } from './group-by.ts';

/**
 * At least this share of the earlier claims must stand in the same places, and of those as many must say the same: a newer plan has lost, gained and
 * reworded a few. Plans of other systems call theirs "This System" as well, and speak of the same controls.
 */
const ENOUGH = 0.5;
const wordsOf = ({ vendorText, customerText, otherText, text }: Claim): string =>
  JSON.stringify([vendorText, customerText, otherText, text]);
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
  let alike = 0;
  const carried = before.map((claim) => {
    if (claim.framework !== null) return claim;
    const place = placeOf(claim);
    const nth = taken.get(place) ?? 0;
    taken.set(place, nth + 1);
    const same = places.get(place)?.[nth];
    if (same && wordsOf(same) === wordsOf(claim)) alike += 1;
    return same ? { ...claim, framework: same.framework, control: same.control, part: same.part } : claim;
  });
  const found = carried.filter((claim, index) => claim !== before[index]).length;
  return found > 0 && found >= before.length * ENOUGH && alike >= found * ENOUGH ? carried : null;
}
