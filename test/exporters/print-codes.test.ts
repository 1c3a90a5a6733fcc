import { expect, it } from 'vitest';
import { footer, header } from '../../main/exporters/xlsx/styles.ts';
import fc from '../support/property.ts';

/** What Excel prints of a header or footer, by its sections, as ECMA-376 part 1, 18.3.1.46 has the codes; page, pages and sheet by their letters. */
function printed(codes: string): Readonly<Record<string, string>> {
  const sections: Record<string, string> = {};
  let section = 'C';
  const code = /&(?:([LCR])|"[^"]*"|(\d+)|([PNA&]))|([^&])/gsu;
  for (const [, place, size, sign, letter] of codes.matchAll(code)) {
    if (place !== undefined) section = place;
    else if (size !== undefined) expect(Number(size)).toBe(8);
    else if (sign !== undefined || letter !== undefined)
      sections[section] = `${sections[section] ?? ''}${sign ?? letter}`;
  }
  return sections;
}

it('any mark and any title is printed as it is, one that begins with a digit included', () => {
  const text = fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.stringMatching(/^\d{1,4} [A-Z&"]{1,20}$/))
    .filter((each) => each !== '');
  fc.assert(
    fc.property(text, (mark) => {
      expect(printed(header(mark))).toEqual({ R: mark });
      expect(printed(footer(mark, 'abcdef0123456789')).L).toBe(mark);
    }),
  );
  expect(printed(header('2026 Confidential'))).toEqual({ R: '2026 Confidential' });
});
