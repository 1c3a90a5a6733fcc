import { expect, test } from 'vitest';
import { INHERITANCE } from '../../../main/contract/catalogue.ts';
import { VERDICTS, verdictOf } from '../../../main/domain/layouts/verdict.ts';

const EITHER = [false, true] as const;
/** Every case that there is. */
const CASES = INHERITANCE.flatMap((inherit) =>
  EITHER.flatMap((provider) =>
    EITHER.flatMap((customer) =>
      EITHER.flatMap((open) => EITHER.map((cloud) => ({ inherit, provider, customer, open, cloud }))),
    ),
  ),
);

test('a control is the provider’s only where the catalogue lets it be and nothing is open or the customer’s', () => {
  expect(CASES).toHaveLength(48);
  for (const { inherit, ...holders } of CASES) {
    const { provider, customer, open } = holders;
    const verdict = verdictOf(inherit, holders);
    expect(VERDICTS).toContain(verdict);
    expect(verdict === 'held-by-provider').toBe(inherit === 'wholly' && provider && !customer && !open);
  }
});

test('an answer that is taken away never gives a control away', () => {
  for (const { inherit, ...holders } of CASES)
    expect(verdictOf(inherit, { ...holders, open: true })).not.toBe('held-by-provider');
});

test('what cannot be inherited from the cloud is the customer’s; no seat lets it be inherited', () => {
  for (const { inherit, ...holders } of CASES) {
    if (inherit !== 'not') continue;
    const verdict = verdictOf(inherit, holders);
    if (holders.cloud) expect(verdict).toBe('held-by-customer');
    else expect(verdict).not.toBe('held-by-provider');
  }
});
