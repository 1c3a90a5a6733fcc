import { describe, expect, it } from 'vitest';
import { bareJpeg, isJpeg } from '../../main/platform/pictures/jpeg.ts';
import { BrokenPicture, barePng, readPng } from '../../main/platform/pictures/png.ts';
import { CLEAR_PNG, pngOf, RED_PNG, SMALL_JPEG } from '../support/pictures.ts';
import fc from '../support/property.ts';

describe('a PNG picture', () => {
  it('is read point by point, with what is transparent in it', () => {
    const red = readPng(RED_PNG);
    expect([...red.rgb]).toEqual(Array.from({ length: 8 }, () => [255, 0, 0]).flat());
    expect(red.alpha).toBeNull();
    const clear = readPng(CLEAR_PNG);
    expect([...clear.rgb.subarray(0, 3)]).toEqual([0, 0, 255]);
    expect([...(clear.alpha ?? [])]).toEqual([128, 128, 128, 128]);
  });
  it.each([
    [
      'one bit of grey',
      { width: 8, depth: 1, kind: 0, line: Buffer.from([0b10000001]) },
      [255, 0, 0, 0, 0, 0, 0, 255],
    ],
    ['four bits of grey', { width: 2, depth: 4, kind: 0, line: Buffer.from([0xf8]) }, [255, 136]],
    ['sixteen bits of grey', { width: 2, depth: 16, kind: 0, line: Buffer.from([255, 1, 16, 2]) }, [255, 16]],
    ['grey with transparency', { width: 1, kind: 4, line: Buffer.from([9, 255]) }, [9]],
  ])('of %s', (_, look, greys) => {
    const { rgb } = readPng(pngOf({ height: 1, ...look }));
    expect([...rgb]).toEqual(greys.flatMap((grey) => [grey, grey, grey]));
  });
  it('of a palette, a colour of which may be transparent', () => {
    const more = [
      ['PLTE', Buffer.from([1, 2, 3, 4, 5, 6])],
      ['tRNS', Buffer.from([0])],
    ] as const;
    const { rgb, alpha } = readPng(
      pngOf({ width: 2, height: 1, depth: 1, kind: 3, line: Buffer.from([0b01000000]), more }),
    );
    expect([...rgb]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...(alpha ?? [])]).toEqual([0, 255]);
  });
  it.each([
    [1, [10, 30, 60]],
    [2, [10, 20, 30]],
    [3, [10, 25, 42]],
    [4, [10, 30, 60]],
  ])('with lines of filter %i', (filter, first) => {
    const look = { width: 3, height: 1, kind: 0, line: Buffer.from([10, 20, 30]), filter };
    expect([...readPng(pngOf(look)).rgb].filter((_, at) => at % 3 === 0)).toEqual(first);
  });
  it('is kept without what the file says beside it', () => {
    const more = [['tEXt', Buffer.from('Author\0Somebody')]] as const;
    const file = pngOf({ width: 1, height: 1, line: Buffer.from([1, 2, 3]), more });
    const { bare } = barePng(file);
    expect(file.includes('Somebody')).toBe(true);
    expect(bare.includes('Somebody')).toBe(false);
    expect(readPng(bare)).toEqual(readPng(file));
  });
  it('that any byte of is changed or cut off is refused, or is another picture: never an error of another kind', () => {
    fc.assert(
      fc.property(
        fc.nat(RED_PNG.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, by, cut) => {
          const file = Buffer.from(cut ? RED_PNG.subarray(0, at) : RED_PNG);
          if (!cut) file[at] = (file[at] ?? 0) ^ by;
          try {
            readPng(file);
          } catch (error) {
            expect(error).toBeInstanceOf(BrokenPicture);
            return;
          }
          // Only the signature is not under a checksum, and whoever reads looks at it first.
          expect(cut ? file.length : at).toBeLessThan(8);
        },
      ),
    );
  });
  it.each([
    ['interlaced', pngOf({ width: 1, height: 1, interlaced: 1, line: Buffer.from([1, 2, 3]) }), /interlaced/],
    ['of too few lines', pngOf({ width: 9, height: 1, line: Buffer.from([1, 2, 3]) }), /as many lines/],
    ['without its palette', pngOf({ width: 1, height: 1, kind: 3, line: Buffer.from([0]) }), /palette/],
    ['of no known kind', pngOf({ width: 1, height: 1, kind: 5, line: Buffer.from([0]) }), /no kind/],
  ])('%s is refused in words', (_, file, words) => {
    expect(() => readPng(file)).toThrow(words);
  });
});

describe('a JPEG picture', () => {
  it('is kept without where it was taken, and by what', () => {
    const { head, bare } = bareJpeg(SMALL_JPEG);
    expect(head).toEqual({ width: 8, height: 8, components: 3 });
    expect(SMALL_JPEG.includes('GPS here')).toBe(true);
    expect(bare.includes('GPS here') || bare.includes('nowhere')).toBe(false);
    expect(bare.includes('JFIF')).toBe(true);
    expect(isJpeg(bare)).toBe(true);
    expect(bareJpeg(bare)).toEqual({ head, bare });
  });
  it('is kept without what stands behind its end, such as a second picture with its own place and time', () => {
    const two = bareJpeg(Buffer.concat([SMALL_JPEG, SMALL_JPEG]));
    expect(two).toEqual(bareJpeg(SMALL_JPEG));
  });
  it('of several scans, with marks to start over in them, is kept whole', () => {
    const { bare } = bareJpeg(SMALL_JPEG);
    const scan = bare.indexOf(Buffer.from([0xff, 0xda]));
    const points = Buffer.from([1, 0xff, 0, 2, 0xff, 0xd3, 3, 0xff, 0xff, 0, 4]);
    const again = Buffer.concat([bare.subarray(scan, scan + 2 + bare.readUInt16BE(scan + 2)), points]);
    const file = Buffer.concat([bare.subarray(0, -2), again, again, bare.subarray(-2)]);
    expect(bareJpeg(Buffer.concat([file, Buffer.from('GPS here')])).bare).toEqual(file);
  });
  it('cut off anywhere is refused', () => {
    for (let at = 2; at < SMALL_JPEG.length; at += 1)
      expect(() => bareJpeg(SMALL_JPEG.subarray(0, at)), `${at}`).toThrow(BrokenPicture);
  });
  it('in the colours of printing is refused in words', () => {
    const file = Buffer.from(SMALL_JPEG);
    const frame = file.indexOf(Buffer.from([0xff, 0xc0]));
    file[frame + 9] = 4;
    expect(() => bareJpeg(file)).toThrow(/CMYK/);
  });
});
