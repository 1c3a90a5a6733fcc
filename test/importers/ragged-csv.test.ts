import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { parseRagged, raggedParser } from '../../main/importers/sheets/ragged-csv.ts';

const TEXT = 'a,b,c\n1\n"2,x",3\n4,5,6,7\n\n8,9,10\n';
const RECORDS = [['a', 'b', 'c'], ['1'], ['2,x', '3'], ['4', '5', '6', '7'], ['8', '9', '10']];

it('records of unequal length are given as they are', () => {
  expect(parseRagged(TEXT, { skip_empty_lines: true })).toEqual(RECORDS);
});

it('no error is made of them, which costs more than all the rest', async () => {
  const parser = raggedParser({ skip_empty_lines: true });
  expect(await Readable.from([TEXT]).pipe(parser).toArray()).toEqual(RECORDS);
  expect(parser.info.records).toBe(5);
  expect(parser.info.invalid_field_length).toBe(0);
});

it('what is no CSV is still an error', () => {
  expect(() => parseRagged('a,"b', {})).toThrow(/Quote Not Closed/);
});
