import { expect, it } from 'vitest';
import type { RegisterRow, Status } from '../../../main/contract/assignments.ts';
import { STATUSES } from '../../../main/contract/assignments.ts';
import { INHERITANCE } from '../../../main/contract/catalogue.ts';
import type { PartyKind } from '../../../main/contract/parties.ts';
import { dutyFacts, factsOf } from '../../../main/domain/layouts/facts.ts';
import fc, { runs } from '../../support/property.ts';

// How far a control is, worked out from the rows by another way than the rule's.

const KINDS: Readonly<Record<string, PartyKind>> = {
  aws: 'provider',
  us: 'organisation',
  platform: 'internal-provider',
  vendor: 'third-party',
};
const kindOf = (party: string): PartyKind => KINDS[party] ?? 'third-party';
const SEAT = {
  id: 'organisation',
  seat: {
    provider: 'upstream',
    organisation: 'self',
    'internal-provider': 'self',
    'third-party': 'self',
    client: 'downstream',
  },
} as const;

interface Said {
  readonly owners: readonly string[];
  readonly status: Status;
}
const rowOf = ({ owners, status }: Said): RegisterRow =>
  ({
    shares: owners.map((party) => ({ party, text: null, person: null })),
    ownership:
      owners.length === 0
        ? { kind: 'unanswered' }
        : owners.length === 1
          ? { kind: 'single', party: owners[0] }
          : { kind: 'shared', parties: owners },
    status,
    evidence: [],
    misconception: false,
    subjectKind: 'service',
  }) as unknown as RegisterRow;

const said = fc.record({
  owners: fc.uniqueArray(fc.constantFrom(...Object.keys(KINDS)), { maxLength: 3 }),
  status: fc.constantFrom(...STATUSES),
});

it('a control is partly done exactly where something of the own side has begun and not all is done', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(said, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...INHERITANCE),
      (duties, inherit) => {
        const facts = factsOf(
          duties.map((rows) => dutyFacts(rows.map(rowOf), (party) => SEAT.seat[kindOf(party)], kindOf)),
          SEAT,
          { inherit },
        );
        const rows = duties.flat();
        const own = rows.filter(({ owners }) => owners.some((party) => party !== 'aws'));
        const begun = own.some(({ status }) => status === 'implemented' || status === 'in-progress');
        const done =
          rows.every(({ owners }) => owners.length > 0) &&
          own.every(({ status }) => status === 'implemented') &&
          (own.length > 0 || inherit === 'wholly');
        expect(facts.has('implemented')).toBe(done);
        expect(facts.has('partial')).toBe(begun && !done);
        if (own.length > 0 && !begun) expect(facts.has('planned') || facts.has('risk-accepted')).toBe(true);
        // What is only believed to be done is never undone.
        if (done) expect(facts.has('undone')).toBe(false);
      },
    ),
    { numRuns: runs(2000) },
  );
});
