import { BrokenPicture } from './png.ts';

export const isJpeg = (file: Buffer): boolean => file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff;

export interface JpegHead {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for colours. */
  readonly components: number;
}
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** What says how the picture is to be read: JFIF and Adobe's; other such parts, and comments, say where and by what it was taken. */
const isTold = (marker: number): boolean =>
  marker === 0xfe || (marker > 0xe0 && marker <= 0xef && marker !== 0xee);

/** The head of a JPEG file, and the file without what only says something about the picture. Throws BrokenPicture for one that is not whole. */
export function bareJpeg(file: Buffer): { readonly head: JpegHead; readonly bare: Buffer } {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let head: JpegHead | null = null;
  let at = 2;
  for (;;) {
    if (at + 4 > file.length || file[at] !== 0xff)
      throw new BrokenPicture('is damaged, or ends before its end');
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = file.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > file.length) throw new BrokenPicture('is damaged, or ends before its end');
    if (isFrame(marker)) head = frameOf(file.subarray(at + 4, end), marker);
    if (!isTold(marker)) kept.push(file.subarray(at, end));
    at = end;
    if (marker === 0xda) break;
  }
  const last = file.lastIndexOf(Buffer.from([0xff, 0xd9]));
  if (head === null || last < at) throw new BrokenPicture('is damaged, or ends before its end');
  kept.push(file.subarray(at, last + 2));
  return { head, bare: Buffer.concat(kept) };
}

function frameOf(frame: Buffer, marker: number): JpegHead {
  if (frame.length < 6 || frame[0] !== 8 || marker > 0xc2)
    throw new BrokenPicture('is a JPEG of a rare kind; save it as PNG and choose it again');
  const [height, width, components] = [frame.readUInt16BE(1), frame.readUInt16BE(3), frame[5] ?? 0];
  if (width < 1 || height < 1) throw new BrokenPicture('has no size');
  if (components !== 1 && components !== 3)
    throw new BrokenPicture('is in the colours of printing (CMYK); save it in RGB and choose it again');
  return { width, height, components };
}
