import { expect, test } from 'vitest';
import { PARTY_KINDS } from '../../main/contract/parties.ts';
import { countOwners, OWNER_KEYS, ownerKeyOf, ownerKeyParts } from '../../main/domain/duties/owner-class.ts';
import { ownershipOf } from '../../main/domain/duties/ownership.ts';
import { isOwned, statusOf } from '../../main/domain/duties/status.ts';
import fc from '../support/property.ts';

// Two parties of every kind, each named by its kind.
const parties = PARTY_KINDS.flatMap((kind) => [`${kind}-1`, `${kind}-2`]);
const kindOf = (party: string) => PARTY_KINDS.find((kind) => party.startsWith(`${kind}-`));
const kinds = new Map(parties.flatMap((party) => [[party, kindOf(party) ?? 'third-party'] as const]));
const owners = fc.uniqueArray(fc.constantFrom(...parties), { maxLength: 5 });
const sharesOf = (ids: readonly string[]) => ids.map((party) => ({ party, text: null, person: null }));

test('shared is a provider and somebody else; several on the customer’s side are not', () => {
  fc.assert(
    fc.property(owners, (ids) => {
      const key = ownerKeyOf(ownershipOf({ shares: sharesOf(ids), notApplicable: null }), kinds);
      const provided = ids.filter((id) => kindOf(id) === 'provider').length;
      expect(key === 'shared').toBe(provided > 0 && provided < ids.length);
      expect(key === 'several').toBe(provided === 0 && ids.length > 1);
      expect(key === 'provider').toBe(ids.length > 0 && provided === ids.length);
      expect(key === 'unanswered').toBe(ids.length === 0);
      // Nothing is drawn in a provider's colour in which none has a part.
      expect(ownerKeyParts(key).includes('provider')).toBe(provided > 0);
    }),
  );
});

test('every answer is in one class, and the classes add up', () => {
  fc.assert(
    fc.property(fc.array(fc.option(owners, { freq: 4 }), { maxLength: 40 }), (answers) => {
      const keys = answers.map((ids) =>
        ownerKeyOf(
          ownershipOf({ shares: sharesOf(ids ?? []), notApplicable: ids === null ? '' : null }),
          kinds,
        ),
      );
      const counted = countOwners(keys);
      expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(answers.length);
      expect(counted.map(({ key }) => key)).toEqual(OWNER_KEYS.filter((key) => keys.includes(key)));
    }),
  );
});

test('what nobody owns has no status, and a provider alone has none of the customer’s', () => {
  const status = fc.constantFrom('not-started', 'in-progress', 'implemented', 'risk-accepted' as const);
  fc.assert(
    fc.property(owners, status, fc.boolean(), (ids, recorded, applies) => {
      const shares = sharesOf(ids);
      const ownership = ownershipOf({ shares, notApplicable: applies ? null : 'No data.' });
      const customer = applies && ids.some((id) => kindOf(id) !== 'provider');
      expect(isOwned({ ownership })).toBe(applies && ids.length > 0);
      expect(statusOf({ ownership, shares, status: recorded }, kinds)).toBe(customer ? recorded : null);
    }),
  );
});
