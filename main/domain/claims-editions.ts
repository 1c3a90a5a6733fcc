/** What says which edition of a vendor's matrix a recorded one is. */
export interface MatrixEdition {
  readonly party: string;
  /** Of its claims; none where they are on names of the vendor's own. */
  readonly frameworks: readonly string[];
  readonly recordedAt: string;
  readonly sha256: string;
  readonly id: number;
}

/** Names of a vendor's own are one subject, as a framework is. */
const OWN_NAMES = '';
const subjectsOf = ({ frameworks }: MatrixEdition): readonly string[] =>
  frameworks.length === 0 ? [OWN_NAMES] : frameworks;

/** Whether one was recorded after another; of two at one instant the one with the greater hash, the same in every copy. */
const isLater = (a: MatrixEdition, b: MatrixEdition): boolean =>
  [a.recordedAt, a.sha256].join(' ') === [b.recordedAt, b.sha256].join(' ')
    ? a.id > b.id
    : [a.recordedAt, a.sha256].join(' ') > [b.recordedAt, b.sha256].join(' ');

/** Of other matrices, the later editions of the same vendor on any of the frameworks of this one. */
export const laterEditions = <T extends MatrixEdition>(edition: T, all: readonly T[]): readonly T[] => {
  const subjects = subjectsOf(edition);
  return all.filter(
    (other) =>
      other.party === edition.party &&
      isLater(other, edition) &&
      subjectsOf(other).some((subject) => subjects.includes(subject)),
  );
};

/**
 * The matrices that count, each on the frameworks on which it does: what a vendor claims on one framework is said once, by the edition that was
 * recorded last. In one workbook a newer one takes the former out; two copies that were merged may have recorded one each.
 */
export function countingEditions<T extends MatrixEdition>(all: readonly T[]): readonly T[] {
  return all.flatMap((edition): T[] => {
    const taken = new Set(laterEditions(edition, all).flatMap(subjectsOf));
    const left = subjectsOf(edition).filter((subject) => !taken.has(subject));
    if (left.length === 0) return [];
    return [left.length === subjectsOf(edition).length ? edition : { ...edition, frameworks: left }];
  });
}
