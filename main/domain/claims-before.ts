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
/** A component may have been renamed since. */
const placeWithoutTitle = ({ cell, label }: Claim): string => JSON.stringify([cell, label]);

/** Claims that were read without a framework, beside a document that names one. */
export interface ClaimsBefore {
  /** same: an earlier state of the document. unsure: it may be one. other: of another document. */
  readonly is: 'same' | 'unsure' | 'other';
  /** The claims under the frameworks that the document names now, where it says something in their places. */
  readonly carried: readonly Claim[];
}

/**
 * Holds claims that were read without a framework against those of a document that names one. `isSame`: ids say that it is the same document. Else it
 * is where components of the same titles say enough of the same in the same places; what says the same under other titles, or where most went, may be.
 */
export function claimsBefore(before: readonly Claim[], now: readonly Claim[], isSame: boolean): ClaimsBefore {
  const named = now.filter(({ framework }) => framework !== null);
  const titled = carry(before, named, placeOf);
  if (!isSame && titled.found >= before.length * ENOUGH && titled.isAlike)
    return { is: titled.found > 0 ? 'same' : 'other', carried: titled.carried };
  const untitled = carry(before, named, placeWithoutTitle);
  const best = untitled.found > titled.found ? untitled : titled;
  if (isSame) return { is: 'same', carried: best.carried };
  return { is: titled.isAlike || untitled.isAlike ? 'unsure' : 'other', carried: before };
}

/** Claims in one place are told apart by their order. */
function carry(before: readonly Claim[], named: readonly Claim[], placeOf: (claim: Claim) => string) {
  const places = groupBy(named, placeOf);
  const taken = new Map<string, number>();
  let alike = 0;
  let found = 0;
  const carried = before.map((claim) => {
    if (claim.framework !== null) return claim;
    const place = placeOf(claim);
    const nth = taken.get(place) ?? 0;
    taken.set(place, nth + 1);
    const same = places.get(place)?.[nth];
    if (!same) return claim;
    found += 1;
    if (wordsOf(same) === wordsOf(claim)) alike += 1;
    return { ...claim, framework: same.framework, control: same.control, part: same.part };
  });
  return { carried, found, isAlike: found > 0 && alike >= found * ENOUGH };
}
