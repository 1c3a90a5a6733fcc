import { expect, test } from 'vitest';
import { countingEditions, type MatrixEdition } from '../../main/domain/claims-editions.ts';

const edition = (id: number, day: number, frameworks: readonly string[], party = 'okta'): MatrixEdition => ({
  id,
  party,
  frameworks,
  recordedAt: `2026-11-0${day}`,
  sha256: `${id}`,
});

test.each<[string, readonly MatrixEdition[], Readonly<Record<number, readonly string[]>>]>([
  [
    'the later edition on one framework counts',
    [edition(1, 2, ['nist']), edition(2, 1, ['nist'])],
    { 1: ['nist'] },
  ],
  [
    'on other frameworks an earlier one goes on counting',
    [edition(1, 1, ['nist', 'pci']), edition(2, 2, ['pci', 'ccm'])],
    { 1: ['nist'], 2: ['pci', 'ccm'] },
  ],
  [
    'several later ones may take all of it',
    [edition(1, 1, ['nist', 'pci']), edition(2, 2, ['pci']), edition(3, 3, ['nist'])],
    { 2: ['pci'], 3: ['nist'] },
  ],
  [
    'names of a vendor’s own are one subject beside the frameworks',
    [edition(1, 1, []), edition(2, 2, []), edition(3, 3, ['nist'])],
    { 2: [], 3: ['nist'] },
  ],
  [
    'each vendor speaks for itself',
    [edition(1, 1, ['nist']), edition(2, 2, ['nist'], 'aws')],
    { 1: ['nist'], 2: ['nist'] },
  ],
  ['of two at one instant one counts', [edition(1, 1, ['nist']), edition(2, 1, ['nist'])], { 2: ['nist'] }],
])('of a vendor’s matrices, %s', (_, all, counting) => {
  for (const order of [all, all.toReversed()])
    expect(Object.fromEntries(countingEditions(order).map(({ id, frameworks }) => [id, frameworks]))).toEqual(
      counting,
    );
});
