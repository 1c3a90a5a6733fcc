import { type Options, parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, CsvRecords, parseCsvText } from '../../main/importers/text/csv-records.ts';
import fc, { runs } from '../support/property.ts';

const TEXT = 'a,b,c\n1\n"2,x",3\n4,5,6,7\n\n8,9,10\n';
const RECORDS = [['a', 'b', 'c'], ['1'], ['2,x', '3'], ['4', '5', '6', '7'], ['8', '9', '10']];
const COMMA: CsvOptions = { delimiter: ',', skipEmptyLines: true };

function inPieces(text: string, options: CsvOptions, cuts: readonly number[]): string[][] {
  const reader = new CsvRecords(options);
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  const records = ends.flatMap((end) => {
    const piece = text.slice(from, end);
    from = end;
    return reader.push(piece);
  });
  return [...records, ...reader.push(text.slice(from), true)];
}

it('records of unequal length are given as they are', () => {
  expect(parseCsvText(TEXT, COMMA, 100)).toEqual(RECORDS);
  expect(inPieces(TEXT, COMMA, [3, 9, 12, 20])).toEqual(RECORDS);
});

it('a first line that names the separator is no record, wherever the text is cut', () => {
  const options = { delimiter: ';', skipEmptyLines: false };
  for (let cut = 0; cut < 12; cut += 1)
    expect(inPieces('\ufeffsep=;\r\na;b\nsep=;\n', options, [cut])).toEqual([
      ['a', 'b'],
      ['sep=', ''],
    ]);
});

describe('a table between bars, as in Markdown', () => {
  const BARS: CsvOptions = { delimiter: '|', skipEmptyLines: false };
  const TABLE = [
    ['# Who does what'],
    [''],
    ['Service', 'AWS', 'Customer'],
    [''],
    ['Amazon S3', 'x', ''],
    ['', 'x*', 'y_z'],
  ];
  it.each([
    '# Who does what\n\n| Service | **AWS** | Customer |\n|:---|:---:|---:|\n| `Amazon S3` | x | |\n| | x* | y_z |\n',
    '# Who does what\n\nService | __AWS__ | Customer\n--- | -- | ---\nAmazon S3 | x | \n | x* | y_z\n',
    '# Who does what\r\n\r\n|Service|AWS|Customer|\r\n|---|---|---|\r\n|Amazon S3|x||\r\n||x*|y_z|',
  ])('is read cell by cell, with a row for each line: %j', (text) => {
    for (let cut = 0; cut < text.length; cut += 3) expect(inPieces(text, BARS, [cut])).toEqual(TABLE);
  });
  const between = (line: string) => parseCsvText(`| A | B |\n|---|---|\n${line}\n`, BARS, 9)[2];
  it.each([
    ['| Admin \\| Customer | AWS |', ['Admin | Customer', 'AWS']],
    ['| Set `a\\|b` here | x |', ['Set a|b here', 'x']],
    ['| [AC-2](https://x.example/ac-2 "Accounts") | X[^1] |', ['AC-2', 'X']],
    ['| **C** — is asked | *A* and `b` |', ['C — is asked', 'A and b']],
    ['| one<br>two | ~~AWS~~ |', ['one\ntwo', '~~AWS~~']],
    ['| *.x, *.y | a_b_c |', ['*.x, *.y', 'a_b_c']],
    ['> | one | two |', ['one', 'two']],
    ['one | two |', ['one', 'two']],
    ['| one | two', ['one', 'two']],
    ['cat list | grep x | sort', ['cat list | grep x | sort']],
    ['| :-: | - |', ['']],
  ])('says in %j what it does in plain cells', (line, cells) => {
    expect(between(line)).toEqual(cells);
  });
  it('in a block of code shows what one may look like, unless it is all there is', () => {
    const block = '```\n| A | B |\n| 1 | 2 |\n```\n';
    const record = ['1', '2'];
    expect(parseCsvText(block, BARS, 9)).toContainEqual(record);
    expect(
      parseCsvText(`${block}| A | B |\n| 1 | 2 |\n`, BARS, 9).filter(([one]) => one === '1'),
    ).toHaveLength(2);
    expect(parseCsvText(`# A table\n${block}`, BARS, 9)).not.toContainEqual(record);
    expect(parseCsvText(`# A table\n${block}| A | B |\n| 1 | 2 |\n`, BARS, 9)).toContainEqual(record);
  });
  it('has a line of dashes with crosses in other forms', () => {
    expect(parseCsvText('| A | B |\n|---+---|\n| 1 | 2 |\n', BARS, 9)[1]).toEqual(['']);
    const boxed = '+---+---+\n| A | B |\n+---+---+\n| 1 | 2 |\n| + | C++ |\n+---+---+\n';
    expect(parseCsvText(boxed, BARS, 9).filter((cells) => cells.join('') !== '')).toEqual([
      ['A', 'B'],
      ['1', '2'],
      ['+', 'C++'],
    ]);
  });
  it('of one column has its line of dashes too', () => {
    expect(parseCsvText('| Service |\n|---|\n| Amazon S3 |\n', BARS, 9)).toEqual([
      ['Service'],
      [''],
      ['Amazon S3'],
    ]);
  });
  it('without that line it is one as well', () => {
    const text = 'Service | Task\nAmazon S3 | Patch\n- | -\n';
    expect(parseCsvText(text, BARS, 9)).toEqual([
      ['Service', 'Task'],
      ['Amazon S3', 'Patch'],
      ['-', '-'],
    ]);
  });
});

it('no more are read than were asked for', () => {
  expect(parseCsvText(TEXT, COMMA, 2)).toEqual(RECORDS.slice(0, 2));
});

it('what is no CSV is still an error', () => {
  expect(() => parseCsvText('a,"b', COMMA, 100)).toThrow(/Quote Not Closed/);
});

it.each([
  ['fields', `a\n${','.repeat(16_384)}\n`, /line 2 has more than 16,384 fields, which no sheet has/],
  ['characters', `a\n"${'x'.repeat(1_000_001)}`, /record 2 has more than 1000000 characters/],
])('a record of too many %s is refused before it ends', (_what, text, refusal) => {
  expect(() => parseCsvText(text, COMMA, 100)).toThrow(refusal);
});

it('as many fields as a sheet has columns are read', () => {
  expect(parseCsvText(','.repeat(16_383), COMMA, 100)[0]).toHaveLength(16_384);
});

describe('any text is read as another reader of CSV does, however it comes in', () => {
  const letters = fc.array(
    fc.constantFrom(',', ',', '"', '"', '\n', '\n', '\r\n', '\r', 'a', 'bc', ' ', ';'),
    {
      maxLength: 30,
    },
  );
  const theirs = (text: string, { delimiter, skipEmptyLines }: CsvOptions): string[][] | 'refused' => {
    const options: Options = {
      delimiter,
      skip_empty_lines: skipEmptyLines,
      record_delimiter: ['\r\n', '\n', '\r'],
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
    };
    try {
      return parse(text, options) as string[][];
    } catch {
      return 'refused';
    }
  };
  const ours = (text: string, options: CsvOptions, cuts: readonly number[]) => {
    try {
      return inPieces(text, options, cuts);
    } catch {
      return 'refused';
    }
  };

  it.each([true, false])('without empty lines: %s', (skipEmptyLines) => {
    fc.assert(
      fc.property(
        letters.map((list) => list.join('')),
        fc.constantFrom(',', ';'),
        fc.boolean(),
        fc.array(fc.nat(100), { maxLength: 5 }),
        (letters, delimiter, marked, cuts) => {
          const text = marked ? `\ufeff${letters}` : letters;
          const options = { delimiter, skipEmptyLines };
          expect(ours(text, options, cuts)).toEqual(theirs(text, options));
        },
      ),
      { numRuns: runs(4000) },
    );
  });
});
