import type { Compared, Verdict } from './compare.ts';

export interface Score {
  readonly rows: number;
  readonly covered: number;
  readonly same: number;
  /** Of these, rows that name a part which our half of a shared duty holds. */
  readonly inHalf: number;
  readonly half: number;
  readonly na: number;
  readonly opposite: number;
  /** Rows whose inheritance was not taken from this matrix, and how many of them agree. */
  readonly own: number;
  readonly ownSame: number;
  /** Rows on which duties bear, how many agree by these alone, and how many by their owners alone. */
  readonly byDuties: number;
  readonly byDutiesSame: number;
  readonly byOwnersSame: number;
  /** All rows but those on controls of which another matrix says otherwise, and how many of them agree. */
  readonly undisputed: number;
  readonly undisputedSame: number;
  /** Opposites and halves without a word why in the data. */
  readonly unexplained: number;
  /** Cohen's kappa with half weight for a half; null where one side has a single value only. */
  readonly kappa: number | null;
}

/** Controls, with their framework, that two of the matrices give to different owners: nobody can agree with both. */
export function disputedIn(matrices: readonly (readonly Compared[])[]): ReadonlySet<string> {
  const said = new Map<string, Map<string, Set<string>>>();
  for (const { control, matrix, they } of matrices.flat()) {
    if (control === null) continue;
    const byMatrix = said.get(control) ?? new Map<string, Set<string>>();
    said.set(control, byMatrix.set(matrix, (byMatrix.get(matrix) ?? new Set()).add(they)));
  }
  const differ = ([, byMatrix]: readonly [string, ReadonlyMap<string, ReadonlySet<string>>]) => {
    const words = [...byMatrix.values()].map((owners) => [...owners].sort().join(' '));
    return new Set(words).size > 1;
  };
  return new Set([...said].filter(differ).map(([control]) => control));
}

/** Counts over rows; `disputed` names the controls of which published matrices contradict each other. */
export function scoreOf(rows: readonly Compared[], disputed: ReadonlySet<string> = new Set()): Score {
  const agree = ({ verdict }: Compared) => verdict === 'same' || verdict === 'na';
  const undisputed = rows.filter(({ control }) => control === null || !disputed.has(control));
  const own = rows.filter(({ taken }) => !taken);
  const byDuties = rows.filter(({ dutiesSay }) => dutiesSay !== null);
  const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  return {
    rows: rows.length,
    covered: rows.filter(({ covered }) => covered).length,
    same: count('same'),
    inHalf: rows.filter(({ inHalf }) => inHalf).length,
    half: count('half'),
    na: count('na'),
    opposite: count('opposite'),
    own: own.length,
    ownSame: own.filter(agree).length,
    byDuties: byDuties.length,
    byDutiesSame: byDuties.filter(({ dutiesSay, they }) => dutiesSay === they).length,
    byOwnersSame: byDuties.filter(({ ownersSay, they }) => ownersSay === they).length,
    undisputed: undisputed.length,
    undisputedSame: undisputed.filter(agree).length,
    unexplained: rows.filter(
      ({ verdict, why }) => (verdict === 'half' || verdict === 'opposite') && why === null,
    ).length,
    kappa: kappaOf(rows),
  };
}

/** Weighted agreement beyond chance: most rows of every matrix carry one value, so plain agreement flatters. */
function kappaOf(rows: readonly Compared[]): number | null {
  const place = { aws: 0, shared: 1, customer: 2 } as const;
  const pairs = rows.flatMap(({ they, we }) =>
    they === 'na' || we === 'na' || we === null ? [] : [[place[they], place[we]] as const],
  );
  const weight = (a: number, b: number) => Math.abs(a - b) / 2;
  const seen = pairs.reduce((sum, [a, b]) => sum + weight(a, b), 0) / pairs.length;
  let chance = 0;
  for (const a of [0, 1, 2])
    for (const b of [0, 1, 2])
      chance +=
        (weight(a, b) *
          pairs.filter(([they]) => they === a).length *
          pairs.filter(([, we]) => we === b).length) /
        pairs.length ** 2;
  return pairs.length === 0 || chance === 0 ? null : 1 - seen / chance;
}
