import { expect, it } from 'vitest';
import { workOut } from '../../main/exporters/forms/fill-form.ts';
import { readFormats } from '../../main/exporters/forms/formats.ts';
import { mapSheet } from '../../main/exporters/forms/sheet-map.ts';

const rule = (length: number) =>
  `<dataValidations><dataValidation type="textLength" operator="lessThanOrEqual" sqref="C1:C9"><formula1>${length}</formula1></dataValidation></dataValidations>`;

it.each([
  [32_768, '', /longer than the 32,767 characters that a cell holds/],
  [101, rule(100), /The form does not allow it in column C/],
  [100, rule(100), null],
  [32_767, '', null],
])('a text of %i characters is whole in its cell, or left and named', (length, behind, why) => {
  const xml = `<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row></sheetData>${behind}</worksheet>`;
  const { written, outcomes } = workOut(
    {
      sheets: new Map([['S', mapSheet(xml)]]),
      formats: readFormats('<styleSheet/>'),
      from1904: false,
      lookUp: () => () => null,
      textAt: () => '',
    },
    {
      rows: [
        {
          sheet: 'S',
          row: 2,
          id: 'AC-1',
          why: null,
          cells: [{ column: 2, values: [{ text: 'x'.repeat(length) }] }],
        },
      ],
    },
    false,
  );
  expect(written.map(({ address, text }) => [address, text.length])).toEqual(
    why === null ? [['C2', length]] : [],
  );
  expect(outcomes[0]?.outcome).toBe(why === null ? 'filled' : 'left');
  if (why !== null) expect(outcomes[0]?.why).toMatch(why);
});
