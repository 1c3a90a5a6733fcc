import { deflateSync } from 'node:zlib';
import type { Logo } from '../../contract/workbook.ts';
import { bareJpeg } from '../../platform/pictures/jpeg.ts';
import { readPng } from '../../platform/pictures/png.ts';
import type { PdfRef, RawDocument } from './raw-document.ts';

/** Writes a picture into the document as an object that pages draw: a JPEG as it is, a PNG point by point. */
export function embedPicture(doc: RawDocument, { mediaType, data, width, height }: Logo): PdfRef {
  const file = Buffer.from(data, 'base64');
  const image = (facts: Record<string, unknown>, body: Buffer): PdfRef => {
    const size = { Width: width, Height: height, BitsPerComponent: 8, Interpolate: false };
    const ref = doc.ref({ Type: 'XObject', Subtype: 'Image', ...size, ...facts });
    ref.write(body);
    ref.end();
    return ref;
  };
  if (mediaType === 'image/jpeg') {
    const { components } = bareJpeg(file).head;
    return image({ ColorSpace: components === 1 ? 'DeviceGray' : 'DeviceRGB', Filter: 'DCTDecode' }, file);
  }
  const { rgb, alpha } = readPng(file);
  // On paper, which is white: an archive may hold what shows through, but readers differ in how they show it.
  if (alpha !== null)
    for (const [at, value] of rgb.entries()) {
      const cover = alpha[Math.floor(at / 3)] ?? 255;
      rgb[at] = Math.round((value * cover + 255 * (255 - cover)) / 255);
    }
  return image({ ColorSpace: 'DeviceRGB', Filter: 'FlateDecode' }, deflateSync(rgb));
}
