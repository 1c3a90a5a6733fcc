import { expect, test } from 'vitest';
import { layoutControls, sheetLayouts } from '../../main/catalogue/layouts.ts';
import type { CatalogueIndex } from '../../main/catalogue/lookup.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { fillLayout } from '../../main/domain/layouts/fill.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { LAW_WORKBOOKS, withLawReport } from '../support/law-workbooks.ts';
import { bodyOf } from '../support/layout-report.ts';

// What a list of user-entity controls may say, worked out from the rows of the register by another way than the layout's.

const SENTENCE = /^(.+): the user entity is responsible for the following\.\n/;

test.each(LAW_WORKBOOKS)(
  'user-entity controls of the %s workbook: each duty once, necessary where it completes a part of the service',
  (which) =>
    withLawReport(which, async (report, catalogue) => {
      const template = sheetLayouts(catalogue).find(({ id }) => id === 'soc2-cuec');
      const annex = template && layoutControls(template, catalogue);
      if (!template || !annex) throw new Error('soc2-cuec');
      const kinds = kindsById(report.parties);
      const register = [...report.rows()];
      for (const vantage of template.vantages) {
        const sideOf = (party: string) => vantage.seat[kinds.get(party) ?? 'third-party'];
        const above = new Set(
          register.flatMap(({ responsibility, shares }) =>
            shares.some(({ party }) => sideOf(party) !== 'downstream') ? [responsibility] : [],
          ),
        );
        const left = register.filter(({ shares }) =>
          shares.some(({ party }) => sideOf(party) === 'downstream'),
        );
        const names = new Map(left.map((row) => [row.responsibilityName.toLowerCase(), row.responsibility]));
        const document = fillLayout(template, vantage, report, annex);
        const dutyOf = (text: string | null | undefined) =>
          names.get(SENTENCE.exec(text ?? '')?.[1]?.toLowerCase() ?? '') ?? '';
        const needed = bodyOf(document, 'CUECs (DC 6)');
        const others = bodyOf(document, 'User entity responsibilities');
        const duties = [
          ...needed.map((row) => dutyOf(row['CUEC description'])),
          ...others.map((row) => dutyOf(row.Description)),
        ];
        // Nothing that is left to the user entity is missing, and nothing stands twice.
        expect([...duties].sort()).toEqual([...new Set(names.values())].sort());
        for (const row of needed) {
          const duty = dutyOf(row['CUEC description']);
          const criteria = (row['Related trust services criteria'] ?? '').split(', ');
          expect(criteria[0], duty).not.toBe('');
          for (const id of criteria) {
            const criterion = annex.controls.find((control) => control.id === id);
            expect(criterion?.responsibilities, `${duty} ${id}`).toContain(duty);
            expect(criterion?.inherit, `${duty} ${id}`).not.toBe('not');
            expect(
              criterion?.responsibilities.some((each) => above.has(each)),
              `${duty} ${id}`,
            ).toBe(true);
          }
        }
        for (const row of others) expect(row['Why it is not necessary for the criteria']).toMatch(/\.$/);
        // Whoever the user entity has it done by is named before what they do.
        const texts = [...needed, ...others].map((row) => row['CUEC description'] ?? row.Description ?? '');
        for (const { responsibilityName, shares } of left)
          for (const { party, text } of shares)
            if (kinds.get(party) === 'third-party' && sideOf(party) === 'downstream' && text)
              expect(
                texts.find((each) => each.startsWith(`${responsibilityName}: `)),
                responsibilityName,
              ).toContain(`(${report.parties.find(({ id }) => id === party)?.name}): `);
        if (which === 'example' && vantage.id === 'as-customer')
          expect(needed.length > 20 && others.length > 3).toBe(true);
      }
      if (which === 'example') noProviderIsUsedForItself(report, catalogue);
    }),
);

/** What a provider has under all services is not named like the provider: "AWS is used for AWS" tells nobody anything. */
function noProviderIsUsedForItself(report: Report, catalogue: CatalogueIndex): void {
  const template = sheetLayouts(catalogue).find(({ id }) => id === 'soc2-csoc');
  const annex = template && layoutControls(template, catalogue);
  const vantage = template?.vantages[0];
  if (!template || !annex || !vantage) throw new Error('soc2-csoc');
  const document = fillLayout(template, vantage, report, annex);
  const [aws] = bodyOf(document, 'Subservice organisations');
  expect(aws?.['Subservice organisation']).toBe('AWS');
  expect(aws?.['What it is used for']?.split(', ')).toContain('All services on AWS');
  expect(aws?.['What it is used for']?.split(', ')).not.toContain('AWS');
  const controls = bodyOf(document, 'CSOCs (DC 7)').map(
    (row) => row['Control expected at the subservice organisation'] ?? '',
  );
  expect(controls.filter((text) => text.startsWith('AWS: '))).toEqual([]);
}
