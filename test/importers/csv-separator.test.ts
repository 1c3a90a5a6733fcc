import { expect, it } from 'vitest';
import { findSeparator } from '../../main/importers/text/csv-separator.ts';

it.each([
  ['a,b,c\n1,2,3\n4,5,6\n', ','],
  ['a;b\n1;"2, 3, 4"\n5;6, 7\n', ';'],
  ['a\tb\n1, 2\t3\n4\t5; 6\n', '\t'],
  // A title above the headings, and a text of several lines in quotes, each ending in another separator.
  ['Responsibilities of Acme\nId,Text\nA-1,"one;\ntwo;\nthree;\nfour;"\nA-2,"five;\nsix;"\n', ','],
  ['\ufeffsep=;\r\na;b,c,d\r\n1,2,3;4\r\n', ';'],
  ['Service | Task | AWS\nAmazon S3 | Patch | x\n', '|'],
  // Around a table in Markdown stands a text with commas of its own.
  ['# Title, with a comma\n\nOne, two.\nThree, four.\nFive, six.\n\n| A | B |\n|:--|--:|\n| 1 | 2 |\n', '|'],
  ['One, two.\n\n|A|B|\n|-|:-:|\n|1|2|\n', '|'],
  ['> | A | B |\n> |--|--|\n> | 1, 2, 3 | 4, 5 |\n', '|'],
  ['a,b\n1|2,3\n4|5,6\n', ','],
  ['Key,Text\nX-1,"See:\n\n| A | B |\n|---|---|\n| 1 | ""2"" |\n"\nX-2,none\n', ','],
  ['a,b\r1,"say ""yes"", or no"\r', ','],
])('%j is separated by %j', (text, separator) => {
  expect(findSeparator(text)).toEqual({ separator, table: true });
});

it.each(['', 'Dear all,', 'Dear all,\nas agreed, here, at last, is the list.\nRegards\nAnn\n', 'one\ntwo\n'])(
  '%j is no table',
  (text) => {
    expect(findSeparator(text).table).toBe(false);
  },
);
