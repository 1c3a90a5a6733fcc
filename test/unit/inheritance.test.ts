import { expect, test } from 'vitest';
import { ownerOfControl } from '../../main/domain/inheritance.ts';
import fc from '../support/property.ts';

const duty = fc.record({
  owner: fc.constantFrom('aws' as const, 'customer' as const, 'shared' as const),
  helped: fc.boolean(),
});
const duties = fc.array(duty, { minLength: 1, maxLength: 8 });
const inherit = fc.constantFrom('wholly' as const, 'partly' as const, 'not' as const);

test('a control is the provider’s only where it may be inherited whole and every duty is the provider’s', () => {
  fc.assert(
    fc.property(inherit, duties, (flag, list) => {
      expect(ownerOfControl(flag, list) === 'aws').toBe(
        flag === 'wholly' && list.every(({ owner }) => owner === 'aws'),
      );
    }),
  );
});
test('what may not be inherited is the customer’s, whatever AWS does beside it', () => {
  fc.assert(
    fc.property(duties, (list) => {
      expect(ownerOfControl('not', list)).toBe('customer');
    }),
  );
});
test('a customer’s duty in which AWS helps leaves a control shared, one without help does not', () => {
  expect(ownerOfControl('partly', [{ owner: 'customer', helped: true }])).toBe('shared');
  expect(ownerOfControl('partly', [{ owner: 'customer', helped: false }])).toBe('customer');
  expect(ownerOfControl('partly', [{ owner: 'aws', helped: false }])).toBe('shared');
  expect(ownerOfControl('wholly', [])).toBeNull();
});
