import { expect, it } from 'vitest';
import { countingEditions } from '../../main/domain/claims-editions.ts';
import type { Row } from '../../main/domain/merge/rows.ts';
import { type Content, merged, world } from '../support/merge-tables.ts';
import fc, { runs } from '../support/property.ts';

// Editions of one vendor's matrices in three copies.

const FRAMEWORKS = ['nist', 'pci', 'ccm'] as const;
const some = fc.subarray([...FRAMEWORKS], { minLength: 1 });
/** What a copy does: records editions, each on some frameworks at some time, which gives those before it the rest; or takes one out. */
const doings = fc.array(
  fc.record({ on: some, day: fc.integer({ min: 10, max: 28 }), takesOut: fc.boolean() }),
  { maxLength: 3 },
);
type Doing = readonly { readonly on: readonly string[]; readonly day: number; readonly takesOut: boolean }[];
type Matrices = ReadonlyMap<number, Row>;

const matrix = (id: number, day: number, frameworks: readonly string[]): Row => ({
  id,
  party: 'aws',
  title: 'T',
  file_name: `${id}.csv`,
  sha256: `${id}`,
  recorded_at: `2026-11-${day}`,
  frameworks: JSON.stringify(frameworks),
});
const frameworksOf = (row: Row): readonly string[] => JSON.parse(String(row.frameworks));

/** As one workbook does it: a newer edition takes the former out, or limits it. */
function done(before: Matrices, doing: Doing, firstId: number): Matrices {
  const rows = new Map(before);
  for (const [at, { on, day, takesOut }] of doing.entries()) {
    for (const [id, row] of [...rows]) {
      const left =
        takesOut && at > 0 ? frameworksOf(row) : frameworksOf(row).filter((each) => !on.includes(each));
      if (left.length === 0) rows.delete(id);
      else if (left.length < frameworksOf(row).length)
        rows.set(id, matrix(id, Number(String(row.recorded_at).slice(-2)), left));
    }
    if (takesOut && at > 0) rows.delete([...rows.keys()].at(-1) ?? 0);
    else rows.set(firstId + at, matrix(firstId + at, day, on));
  }
  return rows;
}

const contentOf = (rows: Iterable<Row>): Content => ({ ...world, vendor_matrix: [...rows] });
const counting = (content: Content) =>
  countingEditions(
    (content.vendor_matrix ?? []).map((row) => ({
      id: Number(row.id),
      party: String(row.party),
      sha256: String(row.sha256),
      recordedAt: String(row.recorded_at),
      frameworks: frameworksOf(row),
    })),
  )
    .map(({ id, frameworks }) => `${id}: ${frameworks.toSorted().join()}`)
    .sort();

it('come to the same in any order of merges, none is asked about, and each framework is claimed once', () => {
  fc.assert(
    fc.property(fc.tuple(doings, doings, doings, doings), (each) => {
      const [first, ...copies] = each;
      const base = done(new Map(), first, 1);
      const [a, b, c] = copies.map((doing, at) => contentOf(done(base, doing, 10 * (at + 1)).values())) as [
        Content,
        Content,
        Content,
      ];
      const together = (one: Content, other: Content): Content => {
        const { asked, rows } = merged(contentOf(base.values()), one, other);
        expect(asked).toEqual([]);
        return contentOf(rows('vendor_matrix'));
      };
      const all = counting(together(together(a, b), c));
      expect(counting(together(a, together(b, c)))).toEqual(all);
      expect(counting(together(together(c, a), b))).toEqual(all);
      const claimed = all.flatMap((entry) => entry.split(': ')[1]?.split(',') ?? []);
      expect(new Set(claimed).size).toBe(claimed.length);
    }),
    { numRuns: runs(100) },
  );
});
