import { expect, test } from 'vitest';
import { INHERITANCE } from '../../../main/contract/catalogue.ts';
import { VERDICTS, verdictOf } from '../../../main/domain/layouts/verdict.ts';

const EITHER = [false, true] as const;
/** Every case that there is. */
const CASES = INHERITANCE.flatMap((inherit) =>
  EITHER.flatMap((provider) =>
    EITHER.flatMap((customer) => EITHER.map((open) => ({ inherit, provider, customer, open }))),
  ),
);

test('a control is the provider’s only where the catalogue lets it be and nothing is open or the customer’s', () => {
  expect(CASES).toHaveLength(24);
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

test('a control is the customer’s only where nothing is open and nobody else has a part, whether or not it can be inherited', () => {
  for (const { inherit, ...holders } of CASES) {
    const { provider, customer, open } = holders;
    const verdict = verdictOf(inherit, holders);
    expect(verdict === 'held-by-customer').toBe(customer && !provider && !open);
    if (provider && inherit === 'not') expect(verdict).toBe('held-together');
    if (!provider && open) expect(verdict).toBe('undecided');
  }
});
