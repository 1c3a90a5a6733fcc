import { expect, it } from 'vitest';
import { loadLayouts } from '../../main/catalogue/layouts.ts';
import { STATUSES } from '../../main/contract/assignments.ts';
import { INHERITANCE, type Inheritance } from '../../main/contract/catalogue.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { dutyFacts, factsOf } from '../../main/domain/layouts/facts.ts';
import { settledFacts } from '../../main/domain/layouts/settled.ts';
import { choose, type TemplateVantage } from '../../main/domain/layouts/template.ts';
import { PARTIES, row, share } from '../support/gap-rows.ts';
import fc, { runs } from '../support/property.ts';

const kinds = kindsById(PARTIES);
const kindOf = (party: string) => kinds.get(party) ?? 'third-party';
const templates = loadLayouts();
const sheetsOf = (id: string) =>
  templates.find((template) => template.id === id)?.sheets.filter((sheet) => sheet.kind !== 'notes') ?? [];
const columns = [...sheetsOf('fedramp-cis'), ...sheetsOf('fedramp-crm')].flatMap((sheet) => sheet.columns);
const seats = templates.find(({ id }) => id === 'fedramp-crm')?.vantages ?? [];

type Answer = readonly string[] | 'not-applicable';
type Status = (typeof STATUSES)[number];
interface Duty {
  readonly answer: Answer;
  readonly status: Status;
  readonly later: boolean;
  readonly once: boolean;
}

/** Every mark that the two tables set for a control with these duties; a duty without an answer is null. */
function marksOf(duties: readonly (Duty | null)[], seat: TemplateVantage, inherit: Inheritance) {
  const facts = factsOf(
    duties.map((duty) => {
      const shares =
        duty === null || duty.answer === 'not-applicable' ? [] : duty.answer.map((id) => share(id));
      const away = duty?.answer === 'not-applicable';
      const made = row(shares, {
        status: duty?.status ?? 'not-started',
        subjectKind: duty?.once ? 'organisation' : 'service',
        ...(away ? { ownership: { kind: 'not-applicable' as const }, notApplicable: 'It has none.' } : {}),
      });
      return dutyFacts([made], (party) => seat.seat[kindOf(party)], kindOf);
    }),
    seat,
    { inherit },
  );
  const settled = settledFacts(facts);
  return new Map(
    columns.flatMap(({ header, fill }) => {
      const said = fill.choose ? choose(fill.choose, settled) : null;
      return said === null ? [] : [[header, said] as const];
    }),
  );
}

const duty = fc.record({
  answer: fc.oneof(
    fc.constant('not-applicable' as const),
    fc.uniqueArray(fc.constantFrom(...PARTIES.map(({ id }) => id)), { minLength: 1, maxLength: 3 }),
  ),
  status: fc.constantFrom(...STATUSES),
  later: fc.boolean(),
  once: fc.boolean(),
});

it('what is set while a duty is open is set whatever the answer will be', () => {
  expect(columns.length).toBeGreaterThan(15);
  let open = 0;
  fc.assert(
    fc.property(
      fc.array(duty, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(...seats),
      fc.constantFrom(...INHERITANCE),
      (duties, seat, inherit) => {
        const now = marksOf(
          duties.map((each) => (each.later ? null : each)),
          seat,
          inherit,
        );
        const then = marksOf(duties, seat, inherit);
        if (now.size > 0 && duties.some(({ later }) => later)) open += 1;
        for (const [header, said] of now) expect(then.get(header), header).toBe(said);
      },
    ),
    { numRuns: runs(3000) },
  );
  expect(open).toBeGreaterThan(runs(300));
});
