import { expect, it } from 'vitest';
import { readArea } from '../../main/exporters/forms/addresses.ts';
import { isAllowed, listFor } from '../../main/exporters/forms/allowed.ts';
import { readFormats } from '../../main/exporters/forms/formats.ts';
import { listsOf } from '../../main/exporters/forms/lists.ts';
import { mapSheet } from '../../main/exporters/forms/sheet-map.ts';

const noLists = () => null;
const rule = (attributes: string, first = '', second = '') =>
  mapSheet(
    `<worksheet><sheetData/><dataValidations><dataValidation sqref="B2:B9 D4" ${attributes}><formula1>${first}</formula1><formula2>${second}</formula2></dataValidation></dataValidations></worksheet>`,
  );

it.each([
  ['list', 'type="list"', '"No,Partial, Yes"', '', 'Yes', 'yes'],
  ['list', 'type="list"', '"No,Partial,Yes"', '', 'yes', 'no'],
  ['list', 'type="list"', '"No,Yes"', '', 46_000, 'no'],
  ['list of cells', 'type="list"', 'Lists!$A$1:$A$3', '', 'Yes', 'unknown'],
  ['day', 'type="date" operator="greaterThan"', '36526', '', 46_000, 'yes'],
  ['day', 'type="date" operator="greaterThan"', '36526', '', 36_526, 'no'],
  ['day', 'type="date" operator="greaterThan"', '36526', '', '2026-01-01', 'no'],
  ['day between', 'type="date"', '10', '20', 15, 'yes'],
  ['day between', 'type="date"', '10', '20', 21, 'no'],
  ['day by formula', 'type="date" operator="lessThan"', 'TODAY()', '', 15, 'unknown'],
  ['length', 'type="textLength" operator="lessThanOrEqual"', '3', '', 'abc', 'yes'],
  ['length', 'type="textLength" operator="lessThanOrEqual"', '3', '', 'abcd', 'no'],
  ['whole number', 'type="whole" operator="notEqual"', '-9999', '', 'text', 'no'],
  ['formula', 'type="custom"', 'LEN(B2)>3', '', 'abcd', 'unknown'],
  ['none', '', '', '', 'abcd', 'yes'],
] as const)(
  'a rule for a %s says whether a cell may hold it',
  (_, attributes, first, second, value, verdict) => {
    const map = rule(attributes, first, second);
    expect(isAllowed(map, 4, 3, value, noLists)).toBe(verdict);
    expect(isAllowed(map, 5, 3, value, noLists)).toBe('yes');
  },
);

it('rules that look at other sheets are found where newer programs keep them', () => {
  const map = mapSheet(
    '<worksheet xmlns:x14="a" xmlns:xm="b"><sheetData/><extLst><ext><x14:dataValidations><x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C3:C5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>',
  );
  const lookUp = listsOf(
    {
      names: new Map([['owners', "'My lists'!$B$2:$D$2"]]),
      sheets: new Map([
        ['Lists', 'a'],
        ['My lists', 'b'],
      ]),
    },
    (sheet, row, column) =>
      sheet === 'Lists' ? (['CSP-owned', 'CSC-owned', ''][row - 1] ?? '') : `word ${column}`,
  )('S');
  expect(listFor(map, 4, 2, lookUp)).toEqual(['CSP-owned', 'CSC-owned']);
  expect(listFor(map, 6, 2, lookUp)).toBeNull();
  expect(isAllowed(map, 4, 2, 'CSC-owned', lookUp)).toBe('yes');
  expect(isAllowed(map, 4, 2, 'Customer', lookUp)).toBe('no');
  expect(lookUp('Owners')).toEqual(['word 1', 'word 2', 'word 3']);
  for (const reference of ['INDIRECT("A1")', 'Nowhere!$A$1:$A$2', '$A$1:$B$2', 'A1:A9999'])
    expect(lookUp(reference), reference).toBeNull();
});

it('areas are cells, ranges, whole columns and whole rows', () => {
  expect(readArea('$A$1 B2:C9')).toEqual([
    { firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 0 },
    { firstRow: 2, lastRow: 9, firstColumn: 1, lastColumn: 2 },
  ]);
  expect(readArea('B:B')).toEqual([{ firstRow: 1, lastRow: 1_048_576, firstColumn: 1, lastColumn: 1 }]);
  expect(readArea('3:4')).toEqual([{ firstRow: 3, lastRow: 4, firstColumn: 0, lastColumn: 16_383 }]);
  expect(readArea('nothing #REF! A0')).toEqual([]);
});

it('a format that shows days is found by its look, and no other stands in for it', () => {
  const formats = readFormats(
    `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>
     <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>
     <xf numFmtId="0" fontId="1" fillId="0" borderId="0"><protection locked="0"/></xf>
     <xf numFmtId="14" fontId="2" fillId="0" borderId="0"><protection locked="0"/></xf>
     <xf numFmtId="170" fontId="1" fillId="0" borderId="0"><protection locked="0"/></xf>
     <xf numFmtId="171" fontId="1" fillId="0" borderId="0"/></cellXfs></styleSheet>`,
  );
  expect([0, 1, 2, 3].map((style) => formats.isDate(style))).toEqual([false, true, true, false]);
  expect([0, 3, 9].map((style) => formats.isLocked(style))).toEqual([false, true, true]);
  expect(formats.asDate(0)).toBe(2);
  expect(formats.asDate(3)).toBeNull();
});
