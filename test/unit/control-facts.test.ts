import { expect, it } from 'vitest';
import { ownerKeyOf } from '../../main/domain/duties/owner-class.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { statusOf } from '../../main/domain/duties/status.ts';
import { controlFacts } from '../../main/domain/report/control-facts.ts';
import fc from '../support/property.ts';
import { sampleReport } from '../support/sample-report.ts';

it('the facts of a control are those of the rows whose duties bear on it, whichever duties those are', () => {
  const report = sampleReport({ services: 3 });
  const kinds = kindsById(report.parties);
  const rows = [...report.rows()];
  const facts = controlFacts(rows, kinds);
  const ids = [...report.responsibilities.map(({ id }) => id), 'a-duty-that-is-asked-nowhere'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ids), { maxLength: 8 }), (duties) => {
      const found = facts(duties);
      const behind = rows.filter(({ responsibility }) => duties.includes(responsibility));
      expect(found.rows).toBe(behind.length);
      for (const { key, count } of found.owners)
        expect(behind.filter(({ ownership }) => ownerKeyOf(ownership, kinds) === key).length).toBe(count);
      expect(found.owners.reduce((sum, { count }) => sum + count, 0)).toBe(behind.length);
      for (const status of ['not-started', 'in-progress', 'implemented', 'risk-accepted'] as const)
        expect(found.statuses.get(status) ?? 0).toBe(
          behind.filter((row) => statusOf(row, kinds) === status).length,
        );
      const numbers = [...new Set(behind.flatMap(({ evidence }) => evidence))].sort((a, b) => a - b);
      expect(found.evidence).toEqual(numbers);
    }),
  );
});
