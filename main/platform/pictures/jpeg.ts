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
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined)
      throw new BrokenPicture('is damaged, or ends before its end');
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) break;
    const end = at + 2 + (at + 4 > file.length ? 0 : file.readUInt16BE(at + 2));
    if (end < at + 4 || end > file.length) throw new BrokenPicture('is damaged, or ends before its end');
    if (isFrame(marker)) head ??= frameOf(file.subarray(at + 4, end), marker);
    const next = marker === SCAN ? afterScan(file, end) : end;
    if (!isTold(marker)) kept.push(file.subarray(at, next));
    at = next;
  }
  if (head === null || kept.length < 2) throw new BrokenPicture('is damaged, or ends before its end');
  // What a camera puts behind the end, such as another picture, says where it was taken, too.
  kept.push(file.subarray(at, at + 2));
  return { head, bare: Buffer.concat(kept) };
}

const SCAN = 0xda;
const END = 0xd9;
/** Where the next marker stands behind the coded points of a scan, in which 0xff is followed by 0 or by a mark to start over. */
function afterScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 2)) {
    const next = file[at + 1] ?? 0;
    if (next === 0xff) at -= 1;
    else if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
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
