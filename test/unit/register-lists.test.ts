import { expect, it } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { partySigns } from '../../main/domain/report/party-signs.ts';
import { listOf, rowsInLists, subjectLists } from '../../main/domain/report/register-lists.ts';
import { unusualWords, usualAnswer, usualAnswerWords } from '../../main/domain/report/usual-answer.ts';
import fc, { runs } from '../support/property.ts';
import { sampleReport } from '../support/sample-report.ts';

const KINDS = ['provider', 'organisation', 'internal-provider', 'third-party', 'client'] as const;
const reports = fc.record({
  services: fc.integer({ min: 1, max: 4 }),
  seed: fc.integer({ min: 1, max: 500 }),
});

it('every row stands in one list of its own subject, and the lists lose and add none', () => {
  fc.assert(
    fc.property(reports, (options) => {
      const report = sampleReport(options);
      const kinds = kindsById(report.parties);
      const rows = [...report.rows()];
      const listed = [...rowsInLists(rows, kinds)];
      expect(listed.map(({ ref }) => ref).sort()).toEqual(rows.map(({ ref }) => ref).sort());
      for (const { worked, provided, open } of subjectLists(rows, kinds))
        expect(new Set([...worked, ...provided, ...open].map(({ subject }) => subject)).size).toBe(1);
      // Subjects keep their order, and so do the rows within a list.
      const order = (given: readonly RegisterRow[]) => [...new Set(given.map(({ subject }) => subject))];
      expect(order(listed)).toEqual(order(rows));
      const at = new Map(rows.map(({ ref }, index) => [ref, index]));
      for (const lists of subjectLists(rows, kinds))
        for (const list of Object.values(lists)) {
          const places = list.map(({ ref }: RegisterRow) => at.get(ref) ?? -1);
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
    }),
    { numRuns: runs(40) },
  );
});

it('a row of which there is anything to remark is never in a short list', () => {
  const remarks: readonly Partial<RegisterRow>[] = [
    { note: 'x' },
    { note: '' },
    { reviewText: 'x' },
    { deviates: true },
    { deviationReason: 'x' },
    { misconception: true },
    { parked: true },
    { dueOn: '2026-01-01' },
    { confirmLater: true },
  ];
  fc.assert(
    fc.property(reports, fc.constantFrom(...remarks), (options, remark) => {
      const report = sampleReport(options);
      const kinds = kindsById(report.parties);
      for (const row of report.rows()) expect(listOf({ ...row, ...remark }, kinds)).toBe('worked');
    }),
    { numRuns: runs(40) },
  );
});

it('signs of parties differ, and say the kind first', () => {
  const parties = fc
    .array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 30 })
    .map((kinds) => kinds.map((kind, at) => ({ id: `p${at}`, kind })));
  fc.assert(
    fc.property(parties, (given) => {
      const signs = partySigns(given);
      expect(new Set(signs.values()).size).toBe(given.length);
      for (const { id, kind } of given) {
        const alone = given.filter((party) => party.kind === kind).length === 1;
        expect(signs.get(id)).toMatch(alone ? /^[A-Z]$/ : /^[A-Z]\d+$/);
      }
    }),
  );
});

it('what is usual and what a row has otherwise say together all that was recorded', () => {
  const answers = fc.array(
    fc.record({
      ownership: fc.constantFrom(
        { kind: 'unanswered' as const },
        { kind: 'not-applicable' as const },
        { kind: 'single' as const, party: 'aws' },
      ),
      review: fc.constantFrom(
        'draft' as const,
        'submitted' as const,
        'accepted' as const,
        'returned' as const,
      ),
      answeredAt: fc.constantFrom(null, '2026-11-26T09:00:00.000Z', '2026-11-27T09:00:00.000Z'),
      answeredBy: fc.constantFrom(null, 'Ann', 'Ben'),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(answers, (rows) => {
      const usual = usualAnswer(rows);
      const answered = rows.filter(({ ownership }) => ownership.kind !== 'unanswered');
      expect(usual === null).toBe(answered.length === 0);
      for (const row of answered) {
        if (!usual) continue;
        const words = unusualWords(row, usual).join('\n');
        const day = row.answeredAt?.slice(0, 10) ?? null;
        expect(/Draft|Submitted|Accepted|Returned/.test(words)).toBe(row.review !== usual.review);
        expect(/Nov 2026|no date/.test(words)).toBe(day !== usual.day);
        expect(/by /.test(words)).toBe(row.answeredBy !== usual.by);
      }
      // Said once because it is the most frequent.
      const times = (value: string | null) =>
        answered.filter(({ answeredBy }) => answeredBy === value).length;
      if (usual)
        for (const by of [null, 'Ann', 'Ben']) expect(times(usual.by)).toBeGreaterThanOrEqual(times(by));
    }),
  );
});

it('the usual answer in words', () => {
  expect(usualAnswerWords({ review: 'draft', day: '2026-11-28', by: 'Ann Lee' })).toBe(
    'Unless a row says otherwise: draft, answered 28 Nov 2026 by Ann Lee.',
  );
  expect(usualAnswerWords({ review: 'accepted', day: null, by: null })).toBe(
    'Unless a row says otherwise: accepted.',
  );
});
