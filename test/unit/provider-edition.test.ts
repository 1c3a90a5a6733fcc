import { expect, test } from 'vitest';
import { editionSchema } from '../../main/domain/providers/edition.ts';

const ROW = {
  duty: 'encryption-at-rest',
  party: 'Landing zone',
  reach: { everywhere: true, environments: [], tags: [] },
  shares: [{ party: 'Landing zone', kind: 'internal-provider', text: null }],
  notApplicable: null,
  deviationReason: null,
  status: 'implemented',
  dueOn: null,
  review: 'accepted',
  answeredAt: null,
  evidence: [],
  above: [],
};
const FACTS = {
  uuid: 'one',
  title: 'Landing zone',
  organisation: 'Acme',
  rev: 3,
  digest: null,
  day: '2026-11-29',
  head: 'a'.repeat(64),
};
const reads = (rows: readonly unknown[], facts: object = FACTS) =>
  editionSchema.safeParse({ facts, rows }).success;

// An edition comes with a pack, which anybody can write.
test('an edition is read where each duty has one answer with an owner, and where it is within its limits', () => {
  expect(reads([ROW, { ...ROW, duty: 'restore-testing', shares: [], notApplicable: 'No.' }])).toBe(true);
  expect(reads([ROW, { ...ROW, status: 'not-started' }])).toBe(false);
  expect(reads([{ ...ROW, shares: [] }])).toBe(false);
  expect(reads([{ ...ROW, status: '__proto__' }])).toBe(false);
  expect(reads([{ ...ROW, party: 'x'.repeat(1001) }])).toBe(false);
  expect(reads([{ ...ROW, above: Array(17).fill({ ...FACTS, party: 'x' }) }])).toBe(false);
  expect(reads(Array(20_001).fill(ROW))).toBe(false);
  expect(reads([ROW], { ...FACTS, head: 'none' })).toBe(false);
  const read = editionSchema.parse(
    JSON.parse(
      `{"facts":${JSON.stringify(FACTS)},"__proto__":{"a":1},"rows":[${JSON.stringify(ROW).replace('{', '{"__proto__":{"b":2},')}]}`,
    ),
  );
  expect(Object.keys(read.rows[0] ?? {})).toEqual(Object.keys(ROW));
});
