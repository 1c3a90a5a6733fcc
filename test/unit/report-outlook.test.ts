import { expect, it } from 'vitest';
import type { ReportAction } from '../../main/domain/report/desk.ts';
import { reportOutlook } from '../../main/domain/report/outlook.ts';
import fc from '../support/property.ts';
import { sampleReport } from '../support/sample-report.ts';
import { evidenceOf, share, smallReport } from '../support/small-report.ts';

const SOC = { party: 'aws', kind: 'soc-2', services: null } as const;
const provider = sampleReport({ services: 1 }).parties.find(({ kind }) => kind === 'provider')?.id ?? '';
const days = fc.constantFrom(null, '2026-10-01', '2026-11-25', '2026-12-01');

it('a report supports a duty as long as it is in force, and only where a provider has a part', () => {
  fc.assert(
    fc.property(days, days, days, fc.boolean(), (coversFrom, coversTo, expires, replaced) => {
      const evidence = evidenceOf(1, {
        coversFrom,
        coversTo,
        expires,
        replacedBy: replaced ? 2 : null,
        providerReport: SOC,
      });
      const report = smallReport(
        [
          { duty: 'one', shares: [share(provider)], evidence: [1] },
          { duty: 'two', shares: [share(provider)] },
          { duty: 'three', shares: [], evidence: [1] },
        ],
        [evidence, evidenceOf(2)],
      );
      const day = report.meta.judgedAsOf;
      const ended = expires === null ? coversTo !== null && coversTo < day : expires < day;
      const inForce = !replaced && !ended && !(coversFrom !== null && coversFrom > day);
      const { coverage } = reportOutlook(report);
      expect(coverage.duties).toBe(2);
      expect(coverage.supported).toBe(inForce ? 1 : 0);
      expect(coverage.reports.map((each) => [each.number, each.inForce])).toEqual([[1, inForce]]);
    }),
  );
});

it('open actions come by urgency, closed ones never', () => {
  const base = sampleReport({ services: 1 });
  const [model] = base.desk().actions;
  if (!model) throw new Error('The sample has no action.');
  const actions = fc.array(
    fc.record({
      dueOn: days,
      overdue: fc.boolean(),
      state: fc.constantFrom('open' as const, 'in-progress' as const, 'done' as const, 'dropped' as const),
    }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(actions, (given) => {
      const made = given.map((each, at): ReportAction => ({ ...model, ...each, number: at + 1 }));
      const found = reportOutlook({ ...base, desk: () => ({ ...base.desk(), actions: made }) }).actions;
      expect(found.length).toBe(
        made.filter(({ state }) => state === 'open' || state === 'in-progress').length,
      );
      for (const [at, action] of found.entries()) {
        const next = found[at + 1];
        if (!next) continue;
        expect(action.overdue || !next.overdue).toBe(true);
        if (action.overdue === next.overdue) expect((action.dueOn ?? '9') <= (next.dueOn ?? '9')).toBe(true);
      }
    }),
  );
});
