import { describe, expect, it } from 'vitest';
import { DATE_LANGUAGES } from '../../main/contract/app.ts';
import { writtenDate } from '../../main/domain/answers/dates.ts';
import { indexLookups } from '../../main/domain/answers/lookups.ts';
import { parseCell } from '../../main/domain/answers/parse-cell.ts';
import { namesIn } from '../../main/domain/sheets/cell-words.ts';

describe('names in a cell', () => {
  const known = [
    { id: 'aws', name: 'AWS' },
    { id: 'acme', name: 'Acme, Inc.' },
    { id: 'smith', name: 'Smith & Sons' },
    { id: 'plus', name: 'Stream+' },
  ];
  const ids = (text: string) => namesIn(text, known).map(({ written, id }) => id ?? `?${written}`);

  it('are found where a name holds the sign that separates names', () => {
    expect(ids('AWS + Acme, Inc.')).toEqual(['aws', 'acme']);
    expect(ids('acme, inc., Stream+ + aws')).toEqual(['acme', 'plus', 'aws']);
    expect(ids('Smith & Sons; AWS')).toEqual(['smith', 'aws']);
  });

  it('may be joined in words, where each side is known', () => {
    expect(ids('AWS & acme')).toEqual(['aws', 'acme']);
    expect(ids('AWS and Smith & Sons')).toEqual(['?AWS and Smith & Sons']);
    expect(ids('AWS/smith')).toEqual(['aws', 'smith']);
    expect(ids('AWS and Nobody')).toEqual(['?AWS and Nobody']);
    expect(ids('AWS\nplus')).toEqual(['aws', 'plus']);
  });

  it('keep what is unknown as it was written', () => {
    expect(ids('AWS + Acmee, Inc.')).toEqual(['aws', '?Acmee', '?Inc.']);
    expect(ids(' , ')).toEqual([]);
  });
});

describe('a date in a cell', () => {
  const day = '2026-12-24';
  it('is read in every way that cannot be misread', () => {
    for (const text of [
      day,
      '2026/12/24',
      '24.12.2026',
      '24. 12. 2026',
      '24/12/2026',
      '12/24/2026',
      '24 Dec 2026',
      '24-Dec-2026',
      '24th December 2026',
      'Dec. 24, 2026',
      `${day} 00:00:00`,
      `${day}T10:15:00Z`,
      '46380',
    ])
      expect([text, writtenDate(text, 'text')]).toEqual([text, day]);
    expect(writtenDate('46380.75', 'number')).toBe(day);
    expect(writtenDate('2026-1-5', 'text')).toBe('2026-01-05');
    expect(writtenDate('5/5/2026', 'text')).toBe('2026-05-05');
  });

  it('is read in every language in which the app shows dates', () => {
    for (const language of DATE_LANGUAGES.filter((each) => each !== 'system'))
      for (const month of ['long', 'short'] as const)
        for (let at = 0; at < 12; at += 1) {
          const moment = Date.UTC(2027, at, 5);
          const form = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const;
          const text = new Intl.DateTimeFormat(language, form).format(moment);
          expect([text, writtenDate(text, 'text')]).toEqual([
            text,
            new Date(moment).toISOString().slice(0, 10),
          ]);
        }
    expect(
      ['5. Mai 2027', '1er juin 2027', '24. Dez. 2026', '3 AOÛT 2026'].map((text) =>
        writtenDate(text, 'text'),
      ),
    ).toEqual(['2027-05-05', '2027-06-01', '2026-12-24', '2026-08-03']);
  });

  const SEPARATORS = ['.', '/', '-', ' ', '. ', ' - ', ' / '];
  it.each(SEPARATORS)(
    'with the separator %j is read where a number above 12 says which one is the day',
    (sign) => {
      const write = (...parts: readonly (number | string)[]) => writtenDate(parts.join(sign), 'text');
      for (let number = 13; number <= 31; number += 1)
        for (let month = 1; month <= 12; month += 1) {
          const iso = `2026-${String(month).padStart(2, '0')}-${number}`;
          expect([number, month, write(number, month, 2026)]).toEqual([number, month, iso]);
          expect([month, number, write(month, number, 2026)]).toEqual([month, number, iso]);
        }
      for (let same = 1; same <= 12; same += 1) {
        const two = String(same).padStart(2, '0');
        expect(write(two, two, 2026)).toBe(`2026-${two}-${two}`);
      }
      expect(write(2026, 12, 15)).toBe('2026-12-15');
      expect(write(15, 'Dec', 2026)).toBe('2026-12-15');
      for (const [day, month, year] of [
        [15, 12, 26],
        [15, 15, 2026],
        [32, 1, 2026],
        [1, 32, 2026],
      ] as const)
        expect([day, month, year, write(day, month, year)]).toEqual([day, month, year, null]);
    },
  );

  it.each(SEPARATORS)(
    'with the separator %j is two dates, or one where dots say that the day is first',
    (sign) => {
      const lookups = indexLookups({
        parties: [],
        people: [],
        evidence: [],
        resolutions: { people: [], evidence: [] },
      });
      const read = (...parts: readonly number[]) =>
        parseCell('dueOn', { column: 0, text: parts.join(sign), type: 'text', formula: false }, lookups);
      const two = { why: expect.stringMatching(/may mean more than one date/) };
      for (let first = 1; first <= 12; first += 1)
        for (let second = 1; second <= 12; second += 1)
          if (first !== second)
            expect([first, second, read(first, second, 2026)]).toEqual([
              first,
              second,
              sign.startsWith('.')
                ? { value: `2026-${String(second).padStart(2, '0')}-${String(first).padStart(2, '0')}` }
                : expect.objectContaining(two),
            ]);
      expect(read(15, 12, 26)).toMatchObject(two);
      for (const none of [
        [15, 15, 2026],
        [32, 1, 2026],
        [0, 5, 2026],
        [31, 2, 2026],
        [99, 99, 26],
      ])
        expect([none, read(...none)]).toMatchObject([none, { why: expect.stringMatching(/is not a date/) }]);
    },
  );

  it('is not guessed', () => {
    for (const text of [
      '5/6/2026',
      '5-6.2026',
      '24.12-2026',
      '24.12.26',
      '12-24',
      '24 Foo 2026',
      'tomorrow',
      '20261224',
      '1',
      '99999',
    ])
      expect([text, writtenDate(text, 'text')]).toEqual([text, null]);
    const lookups = indexLookups({
      parties: [],
      people: [],
      evidence: [],
      resolutions: { people: [], evidence: [] },
    });
    const read = (text: string) =>
      parseCell('dueOn', { column: 0, text, type: 'text', formula: false }, lookups);
    expect(read('5/6/2026')).toMatchObject({ why: expect.stringMatching(/more than one date/) });
    expect(read('31.02.2026')).toMatchObject({ why: expect.stringMatching(/is not a date/) });
  });
});

describe('yes and no in a cell', () => {
  const lookups = indexLookups({
    parties: [],
    people: [],
    evidence: [],
    resolutions: { people: [], evidence: [] },
  });
  const read = (text: string) =>
    parseCell('parked', { column: 0, text, type: 'text', formula: false }, lookups);
  it('are understood in other languages, with blanks and signs that nobody sees', () => {
    for (const text of ['YES', 'ja', 'si\u0301', 'Так', 'はい', '\u00a0Yes\u200b', 'x', '☑'])
      expect([text, read(text)]).toEqual([text, { value: 'yes' }]);
    for (const text of ['', 'No', 'нет', 'nein', '–', '☐'])
      expect([text, read(text)]).toEqual([text, { value: '' }]);
    expect(read('maybe')).toMatchObject({ kind: 'invalid', suggestion: 'Yes' });
  });
});
