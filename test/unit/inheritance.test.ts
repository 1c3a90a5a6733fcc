import { expect, test } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { ownerOfControl, reasonOf } from '../../main/domain/controls/inheritance.ts';
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

const catalogue = indexCatalogue(loadCatalogue());
const some = fc.uniqueArray(fc.constantFrom(...catalogue.responsibilities), { maxLength: 5 });
test('a reason is the catalogue’s own word, or tells a part of each side in the words of duties that bear on it', () => {
  fc.assert(
    fc.property(inherit, some, (flag, list) => {
      expect(reasonOf({ inherit: flag, why: 'Own word.' }, list)).toBe('Own word.');
      const reason = reasonOf({ inherit: flag }, list);
      const told = (side: 'provider' | 'customer') => list.flatMap(({ duties }) => duties[side] ?? []);
      const sides = [told('provider'), told('customer')];
      if (flag !== 'partly' || sides.some((texts) => texts.length === 0)) expect(reason).toBeNull();
      else for (const texts of sides) expect(texts.filter((text) => reason?.includes(text))).not.toEqual([]);
    }),
  );
});
test('AWS has a part where a duty may be AWS’s or shared, and helps where it is the customer’s', () => {
  const told = (...ids: readonly string[]) =>
    reasonOf(
      { inherit: 'partly' },
      ids.flatMap((id) => catalogue.responsibility(id) ?? []),
    );
  expect(told('encryption-in-transit', 'access-review')).toMatch(
    /^AWS has a part \(Encryption in transit\): Offers TLS .* Yours: Requires encrypted/,
  );
  expect(told('access-review', 'encryption-in-transit')).toMatch(
    /^AWS helps \(Access review and revocation\): Supplies .* Yours: Reviews/,
  );
  // What is AWS's alone is its part, wherever it stands in the list; what stays with the organisation is told of another duty.
  expect(told('physical-access', 'access-review')).toMatch(
    /^AWS has a part \(Physical.* Yours \(Access review/,
  );
  expect(told('access-review', 'physical-access')).toBe(told('physical-access', 'access-review'));
  expect(told('wireless-access')).toBeNull();
});
