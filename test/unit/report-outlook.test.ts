import { expect, it } from 'vitest';
import type { AudienceId } from '../../main/contract/audience.ts';
import { findGaps } from '../../main/domain/gaps/gaps.ts';
import { PROVIDER_WITHOUT_EVIDENCE } from '../../main/domain/gaps/provider-evidence.ts';
import type { ReportAction } from '../../main/domain/report/desk.ts';
import { reportOutlook } from '../../main/domain/report/outlook.ts';
import { type Report, summarise } from '../../main/domain/report/report.ts';
import { coverageSentence, heldWords, summarySentence } from '../../main/domain/report/summary-words.ts';
import { byName } from '../../main/domain/review/who.ts';
import fc from '../support/property.ts';
import { sampleReport } from '../support/sample-report.ts';
import { evidenceOf, share, smallReport } from '../support/small-report.ts';

const SOC = { party: 'aws', kind: 'soc-2', services: null } as const;
const provider = sampleReport({ services: 1 }).parties.find(({ kind }) => kind === 'provider')?.id ?? '';
const days = fc.constantFrom(null, '2026-10-01', '2026-11-25', '2026-12-01');

it('counts a duty as covered exactly where no gap says that the provider’s share is not', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          coversFrom: days,
          coversTo: days,
          expires: days,
          replacedBy: fc.constantFrom(null, null, 2),
          providerReport: fc.constantFrom(
            null,
            SOC,
            { ...SOC, services: ['amazon-s3'] },
            { ...SOC, party: 'other' },
          ),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      fc.array(fc.record({ byProvider: fc.boolean(), linked: fc.boolean() }), { maxLength: 5 }),
      fc.constantFrom([null, null] as const, ['2026-09-01', '2026-12-31'] as const),
      (evidence, duties, [periodFrom, periodTo]) => {
        const small = smallReport(
          duties.map(({ byProvider, linked }, at) => ({
            duty: `duty-${at}`,
            shares: byProvider ? [share(provider)] : [],
            evidence: linked ? [1] : [],
          })),
          evidence.map((each, at) => evidenceOf(at + 1, each)),
        );
        const report = { ...small, meta: { ...small.meta, periodFrom, periodTo } };
        const gaps = findGaps({
          rows: report.rows(),
          services: [],
          parties: report.parties,
          evidence: report.evidence,
          actions: [],
          people: [],
          signOffs: [],
          rules: new Set(),
          who: byName,
          cadences: [],
          misconceptionOf: () => null,
          periodFrom,
          periodTo,
          reviewOn: null,
          today: report.meta.judgedAsOf,
        }).filter(({ rule }) => rule === PROVIDER_WITHOUT_EVIDENCE.id);
        const { coverage } = reportOutlook(report);
        expect(coverage.duties).toBe(duties.filter(({ byProvider }) => byProvider).length);
        expect(coverage.covered < coverage.duties).toBe(gaps.length > 0);
        for (const each of coverage.reports)
          expect(each.duties).toBe(
            each.replacedBy !== null
              ? 0
              : each.providerReport.party === provider && each.providerReport.services === null
                ? coverage.duties
                : duties.filter(({ byProvider, linked }) => byProvider && linked && each.number === 1).length,
          );
      },
    ),
  );
});

it('what stands apart from the counts beside it is said with its number', () => {
  const small = smallReport([
    { duty: 'one', shares: [share(provider)] },
    { duty: 'two', shares: [share(provider)] },
  ]);
  const [first] = small.rows();
  const told = (misconception: boolean) => {
    const report: Report = {
      ...small,
      rows: () => [...small.rows()].map((row) => (row.ref === first?.ref ? { ...row, misconception } : row)),
    };
    const outlook = reportOutlook(report);
    expect(outlook.coverage.duties + outlook.coverage.believed).toBe(2);
    return coverageSentence(outlook, report);
  };
  expect(told(false)).not.toContain('misconception');
  expect(told(true)).toContain('1 duty that rests on a known misconception is not counted here.');
});

it('whoever is told only of what is answered is not told that no more was asked, nor that what does not apply has an owner', () => {
  const small = smallReport([
    { duty: 'one', shares: [share(provider)] },
    { duty: 'two', notApplicable: 'There is none.' },
  ]);
  const kinds = new Map(small.parties.map(({ id, kind }) => [id, kind]));
  const of = (audience: AudienceId): Report => ({
    ...small,
    meta: { ...small.meta, prepared: { ...small.meta.prepared, audience } },
    counts: { ...small.counts, rows: 2, services: 1 },
    summary: summarise(small.rows(), [], kinds),
  });
  expect(heldWords(of('auditor'))).toBe('1 service in use, 2 duties asked');
  expect(heldWords(of('public'))).toBe('2 duties answered, over 1 service in use');
  expect(summarySentence(of('public'))).toMatch(
    /names who owns 1 duty over 1 service in use\. 1 duty does not apply\.$/,
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
