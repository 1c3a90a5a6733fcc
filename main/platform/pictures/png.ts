import { crc32, inflateSync } from 'node:zlib';

/** What is wrong with a picture, in words that go on after "The picture". */
export class BrokenPicture extends Error {}

export interface PngHead {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 grey, 2 red, green and blue, 3 of a palette, 4 grey and 6 colours with transparency. */
  readonly kind: number;
}
/** A picture point by point. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Three bytes a point. */
  readonly rgb: Buffer;
  /** One byte a point; null where every point is opaque. */
  readonly alpha: Buffer | null;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** What a picture is drawn from; everything else in a file says something about it. */
const DRAWN = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
  readonly whole: Buffer;
}

export const isPng = (file: Buffer): boolean => file.subarray(0, 8).equals(SIGNATURE);

function chunksOf(file: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; chunks.at(-1)?.type !== 'IEND'; ) {
    if (at + 12 > file.length) throw new BrokenPicture('ends before its end');
    const length = file.readUInt32BE(at);
    if (length > file.length - at - 12) throw new BrokenPicture('ends before its end');
    const whole = file.subarray(at, at + 12 + length);
    if (crc32(whole.subarray(4, 8 + length)) !== whole.readUInt32BE(8 + length))
      throw new BrokenPicture('is damaged: a checksum in it is wrong');
    chunks.push({ type: whole.toString('latin1', 4, 8), body: whole.subarray(8, 8 + length), whole });
    at += whole.length;
  }
  return chunks;
}

function headOf(chunks: readonly Chunk[]): PngHead {
  const [first] = chunks;
  if (first?.type !== 'IHDR' || first.body.length !== 13) throw new BrokenPicture('has no head');
  const [width, height] = [first.body.readUInt32BE(0), first.body.readUInt32BE(4)];
  const [depth = 0, kind = -1, , , interlaced] = first.body.subarray(8);
  if (width < 1 || height < 1 || !DEPTHS[kind]?.includes(depth))
    throw new BrokenPicture('is of no kind that PNG knows');
  if (interlaced !== 0)
    throw new BrokenPicture('is interlaced; save it without interlacing and choose it again');
  return { width, height, depth, kind };
}

/** The head of a PNG file, and the file without everything that only says something about the picture. Throws BrokenPicture. */
export function barePng(file: Buffer): { readonly head: PngHead; readonly bare: Buffer } {
  const chunks = chunksOf(file);
  const drawn = chunks.filter(({ type }) => DRAWN.has(type)).map(({ whole }) => whole);
  return { head: headOf(chunks), bare: Buffer.concat([SIGNATURE, ...drawn]) };
}

/** Turns one line back into what it was before its filter; `above` is the line over it. */
function unfilter(line: Buffer, filter: number, above: Buffer, step: number): void {
  for (let at = 0; at < line.length; at += 1) {
    const left = at >= step ? (line[at - step] ?? 0) : 0;
    const up = above[at] ?? 0;
    const corner = at >= step ? (above[at - step] ?? 0) : 0;
    let guess = 0;
    if (filter === 1) guess = left;
    else if (filter === 2) guess = up;
    else if (filter === 3) guess = (left + up) >> 1;
    else if (filter === 4) {
      const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      guess = a <= b && a <= c ? left : b <= c ? up : corner;
    } else if (filter !== 0) throw new BrokenPicture('is damaged: a line of it has no known filter');
    line[at] = ((line[at] ?? 0) + guess) & 0xff;
  }
}

/** The samples of a line as they were written, each a number of `depth` bits. */
function samplesOf(line: Buffer, depth: number, count: number): number[] {
  if (depth === 8) return [...line.subarray(0, count)];
  if (depth === 16) return Array.from({ length: count }, (_, at) => line[at * 2] ?? 0);
  const per = 8 / depth;
  return Array.from({ length: count }, (_, at) => {
    const byte = line[Math.floor(at / per)] ?? 0;
    return (byte >> (8 - depth * ((at % per) + 1))) & ((1 << depth) - 1);
  });
}

/** Reads a PNG file point by point. Throws BrokenPicture for one that is not whole. */
export function readPng(file: Buffer): Pixels {
  const chunks = chunksOf(file);
  const { width, height, depth, kind } = headOf(chunks);
  const bodies = (type: string) => chunks.filter((chunk) => chunk.type === type).map(({ body }) => body);
  const channels = CHANNELS[kind] ?? 1;
  const bytesOfLine = Math.ceil((width * channels * depth) / 8);
  const size = (bytesOfLine + 1) * height;
  let data: Buffer;
  try {
    data = inflateSync(Buffer.concat(bodies('IDAT')), { maxOutputLength: size + 1 });
  } catch {
    throw new BrokenPicture('is damaged: it cannot be unpacked');
  }
  if (data.length !== size) throw new BrokenPicture('is damaged: it has not as many lines as it says');
  const [palette = Buffer.alloc(0)] = bodies('PLTE');
  const [keys] = bodies('tRNS');
  if (kind === 3 && palette.length === 0) throw new BrokenPicture('is damaged: it has no palette');
  const rgb = Buffer.alloc(width * height * 3);
  const alpha = Buffer.alloc(width * height, 255);
  const scale = depth < 8 && kind !== 3 ? 255 / ((1 << depth) - 1) : 1;
  const step = Math.max(1, (channels * depth) >> 3);
  let above: Buffer = Buffer.alloc(bytesOfLine);
  for (let y = 0; y < height; y += 1) {
    const from = y * (bytesOfLine + 1);
    const line = data.subarray(from + 1, from + 1 + bytesOfLine);
    unfilter(line, data[from] ?? 0, above, step);
    above = line;
    const samples = samplesOf(line, depth, width * channels);
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const sample = (channel: number) => samples[x * channels + channel] ?? 0;
      const value = (channel: number) => Math.round(sample(channel) * scale);
      const index = sample(0) * 3;
      const colours =
        kind === 3
          ? [palette[index] ?? 0, palette[index + 1] ?? 0, palette[index + 2] ?? 0]
          : channels < 3
            ? [value(0), value(0), value(0)]
            : [value(0), value(1), value(2)];
      rgb.set(colours, at * 3);
      if (kind === 3) alpha[at] = keys?.[sample(0)] ?? 255;
      else if (channels === 2 || channels === 4) alpha[at] = value(channels - 1);
    }
  }
  return { width, height, rgb, alpha: alpha.every((value) => value === 255) ? null : alpha };
}
