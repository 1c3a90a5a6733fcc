import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, body: Buffer): Buffer => {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(type, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + body.length)), 8 + body.length);
  return whole;
};
export interface PngLook {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly kind?: number;
  readonly interlaced?: number;
  /** Bytes of each line, without its filter. */
  readonly line: Buffer;
  /** The filter of every line. */
  readonly filter?: number;
  readonly more?: readonly (readonly [type: string, body: Buffer])[];
}
/** A PNG file of equal lines. */
export function pngOf({
  width,
  height,
  depth = 8,
  kind = 2,
  interlaced = 0,
  line,
  filter = 0,
  more = [],
}: PngLook): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, kind, 0, 0, interlaced], 8);
  const lines = Buffer.concat(
    Array.from({ length: height }, () => Buffer.concat([Buffer.from([filter]), line])),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...more.map(([type, body]) => chunk(type, body)),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
/** Red, 4 by 2 points. */
export const RED_PNG = pngOf({
  width: 4,
  height: 2,
  line: Buffer.from([255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0]),
});
/** Blue, half transparent, 2 by 2 points. */
export const CLEAR_PNG = pngOf({
  width: 2,
  height: 2,
  kind: 6,
  line: Buffer.from([0, 0, 255, 128, 0, 0, 255, 128]),
});
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEAKAAoAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8yb' +
    'qmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAI' +
    'AAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhBy' +
    'JxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT' +
    'lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAA' +
    'AAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRom' +
    'JygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExc' +
    'bHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDReaMYDKSGOOn/ANeiiigD/9k=',
  'base64',
);
const segment = (marker: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, 'latin1')]);
/** A JPEG of 8 by 8 points, with a comment and a place where it was taken. */
export const SMALL_JPEG = Buffer.concat([
  JPEG.subarray(0, 20),
  segment(0xe1, 'Exif, GPS here'),
  segment(0xfe, 'nowhere'),
  JPEG.subarray(20),
]);
/** As calls take them. */
export const LOGOS: readonly string[] = [RED_PNG, CLEAR_PNG].map((file) => file.toString('base64'));
