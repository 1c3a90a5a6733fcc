/** Fixed point with 16 bits behind the point, as ICC profiles write numbers. */
function fixed(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(Math.round(number * 65536), index * 4);
  return bytes;
}
const element = (type: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(type, 'latin1'), Buffer.alloc(4), body]);

/** Text in one language, as a profile of version 4 holds it. */
function text(words: string): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(12, 4);
  head.write('enUS', 8, 'latin1');
  head.writeUInt32BE(words.length * 2, 12);
  head.writeUInt32BE(28, 16);
  return element('mluc', Buffer.concat([head, Buffer.from(words, 'utf16le').swap16()]));
}

/** White of the profile connection space (D50), as ICC.1:2004-10 gives it. */
const WHITE = [0.9642, 1, 0.8249];
/** Primaries of IEC 61966-2-1, brought from D65 to D50 by the Bradford matrix below. */
const RED = [0.43607, 0.22249, 0.01392];
const GREEN = [0.38515, 0.71687, 0.09708];
const BLUE = [0.14307, 0.06061, 0.7141];
const BRADFORD = [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];
/** The transfer curve of IEC 61966-2-1: g, a, b, c, d of the parametric curve of type 3. */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

/**
 * The colour space sRGB as an ICC profile of version 4.2 (ICC.1:2004-10), made from the numbers that IEC 61966-2-1 publishes: a few
 * hundred bytes that are nobody's file, always the same.
 */
export function srgbProfile(): Buffer {
  const curveType = Buffer.alloc(4);
  curveType.writeUInt16BE(3, 0);
  const curve = element('para', Buffer.concat([curveType, fixed(CURVE)]));
  const tags: readonly (readonly [name: string, data: Buffer])[] = [
    ['desc', text('sRGB')],
    ['cprt', text('No rights reserved')],
    ['wtpt', element('XYZ ', fixed(WHITE))],
    ['chad', element('sf32', fixed(BRADFORD))],
    ['rXYZ', element('XYZ ', fixed(RED))],
    ['gXYZ', element('XYZ ', fixed(GREEN))],
    ['bXYZ', element('XYZ ', fixed(BLUE))],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const places = new Map<Buffer, number>();
  const parts: Buffer[] = [];
  let end = 128 + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    const place = places.get(data) ?? end;
    if (!places.has(data)) {
      const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
      places.set(data, place);
      parts.push(padded);
      end += padded.length;
    }
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(place, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
  }
  const head = Buffer.alloc(128);
  head.writeUInt32BE(end, 0);
  head.writeUInt32BE(0x04200000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  // 2006-01-01: part of the form; the numbers are older than that.
  for (const [index, part] of [2006, 1, 1].entries()) head.writeUInt16BE(part, 24 + index * 2);
  head.write('acsp', 36, 'latin1');
  fixed(WHITE).copy(head, 68);
  return Buffer.concat([head, table, ...parts]);
}
