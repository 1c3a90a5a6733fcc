import { expect, it } from 'vitest';
import { formControls } from '../../main/catalogue/form-controls.ts';
import { loadLayouts } from '../../main/catalogue/layouts.ts';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { planQuestionnaire, questionnaires } from '../../main/domain/forms/caiq.ts';
import { wordsOf } from '../../main/domain/layouts/fill.ts';
import { gather } from '../../main/domain/layouts/gather.ts';
import { soundReport } from '../../main/domain/layouts/settled.ts';
import type { TableTemplate } from '../../main/domain/layouts/template.ts';
import { caiq, questions } from '../support/caiq-form.ts';
import { LAW_WORKBOOKS, withLawReport } from '../support/law-workbooks.ts';

// What a questionnaire that is filled in in place may say, worked out from the rows that bear on it by another way than the plan's.

const CASES = LAW_WORKBOOKS.flatMap((which) =>
  ['csa-caiq', 'csa-caiq-4.1'].flatMap((layout) =>
    ['as-provider', 'as-customer'].map((seat) => [which, layout, seat] as const),
  ),
);

it.each(CASES)(
  'the %s workbook in %s, %s: an answer with its owner wherever something is decided',
  (which, id, seat) =>
    withLawReport(which, async (report, catalogue) => {
      const layout = loadLayouts().find((each) => each.id === id);
      const vantage = layout?.vantages.find((each) => each.id === seat);
      const table = layout?.sheets.find(({ kind }) => kind === 'questions') as TableTemplate;
      if (!layout?.framework || !vantage) throw new Error(id);
      const rows = caiq(layout.framework).rows.map((cells, index) => ({
        number: index + 1,
        cells: new Map(cells.flatMap((text, column) => (text ? [[column, text] as const] : []))),
      }));
      const [found] = questionnaires([{ name: table.name, rows }]);
      if (!found) throw new Error('no questionnaire');
      const controls = formControls(catalogue, layout.framework);
      const planned = planQuestionnaire(found, table, {
        gathered: gather(soundReport(report), vantage),
        controls,
        words: wordsOf(layout, vantage, report, null),
      });
      expect(planned.map((row) => row.id)).toEqual(questions(layout.framework));
      const kinds = kindsById(report.parties);
      const register = [...report.rows()];
      const stands = (row: RegisterRow) => row.ownership.kind !== 'unanswered' && row.misconception !== true;
      for (const { id: question, cells, why, duties } of planned) {
        const said = new Map(
          cells.map(({ column, values: [value] }) => [column, value && 'text' in value ? value.text : '']),
        );
        const [answer, owner] = [said.get(2), said.get(3)];
        const bearing = register.filter(({ responsibility }) => duties?.includes(responsibility));
        const undecided = bearing.filter((row) => !stands(row));
        // Of what nothing is decided nothing is said; what is decided in part is not met yet, and the answer says why.
        const known = bearing.some((row) => stands(row) && row.shares.length > 0);
        if (seat === 'as-provider')
          expect(owner !== undefined, question).toBe(known || (bearing.length > 0 && undecided.length === 0));
        if (owner === undefined) {
          expect([cells, typeof why], question).toEqual([[], 'string']);
          continue;
        }
        if (seat === 'as-provider') expect([answer, why], question).toEqual([expect.any(String), null]);
        else expect([undefined, 'NA'], question).toContain(answer);
        expect(bearing.length, question).toBeGreaterThan(0);
        if (undecided.length > 0 && seat === 'as-provider') {
          expect(answer, question).toBe('No');
          for (const { responsibilityName } of undecided)
            expect(said.get(4)?.split('Open, so not decided:')[1], question).toContain(responsibilityName);
          expect(said.get(4), question).toContain(`Until that is decided, ${report.meta.organisation}`);
        }
        if (undecided.length > 0 && seat === 'as-customer') {
          // What no answer still to come can change: both sides have a part already.
          expect([owner, said.get(4), said.get(5), typeof why], question).toEqual([
            'Shared CSP and CSC',
            undefined,
            undefined,
            'string',
          ]);
          continue;
        }
        // A known misconception is no answer: whose part it would be is not told.
        const applying = bearing.filter((row) => row.notApplicable === null && stands(row));
        const sides = new Set(
          applying.flatMap(({ shares }) =>
            shares.map(({ party }) => vantage.seat[kinds.get(party) ?? 'third-party']),
          ),
        );
        // A word for one side alone stands where no other has a part.
        if (owner === 'CSC-owned' && applying.length > 0)
          expect([...sides], question).toEqual(['downstream']);
        if (owner === '3rd-party outsourced') expect([...sides], question).toEqual(['upstream']);
        if (owner === 'CSP-owned')
          expect(sides.has('upstream') || sides.has('downstream'), question).toBe(false);
        if (owner === 'Shared CSP and 3rd-party') expect(sides.has('downstream'), question).toBe(false);
        if (answer === 'Yes') {
          expect(undecided, question).toEqual([]);
          for (const { shares, status } of applying)
            expect(
              status === 'implemented' || shares.every(({ party }) => kinds.get(party) === 'provider'),
              question,
            ).toBe(true);
        }
        if (answer === 'NA') expect(sides.has('self') || sides.has('upstream'), question).toBe(false);
        // An answer that cannot stand is none: whether there is one is not told.
        expect([...said.values()].join('\n'), question).not.toMatch(/no answer yet|known misconception/i);
      }
      if (which === 'empty') expect(planned.every(({ cells }) => cells.length === 0)).toBe(true);
      else expect(planned.filter(({ cells }) => cells.length > 0).length).toBeGreaterThan(10);
    }),
);
