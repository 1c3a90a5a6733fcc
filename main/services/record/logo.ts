import { createHash } from 'node:crypto';
import { invalidInput } from '../../contract/errors.ts';
import { LOGO_LIMITS, type Logo } from '../../contract/workbook.ts';
import { numeral } from '../../domain/words/counted.ts';
import { bareJpeg, isJpeg } from '../../platform/pictures/jpeg.ts';
import { BrokenPicture, barePng, isPng, readPng } from '../../platform/pictures/png.ts';

/** The logo that a file in Base64 holds, without what else the file says. INVALID_INPUT for what is no whole PNG or JPEG of a fit size. */
export function logoFrom(file: string): Logo {
  const bytes = Buffer.from(file, 'base64');
  if (bytes.length > LOGO_LIMITS.bytes)
    throw invalidInput(
      `The picture has ${numeral(Math.ceil(bytes.length / 1024))} kB; a logo may have ${numeral(LOGO_LIMITS.bytes / 1024)} kB. Save it smaller and choose it again.`,
    );
  if (!isPng(bytes) && !isJpeg(bytes))
    throw invalidInput(
      'The file is neither a PNG nor a JPEG picture. Save the logo as one of them and choose it again.',
    );
  try {
    const mediaType = isPng(bytes) ? 'image/png' : 'image/jpeg';
    const { head, bare } = isPng(bytes) ? barePng(bytes) : bareJpeg(bytes);
    const { width, height } = head;
    if (Math.max(width, height) > LOGO_LIMITS.edge)
      throw invalidInput(
        `The picture is ${numeral(width)} by ${numeral(height)} pixels; a logo may have ${numeral(LOGO_LIMITS.edge)} along an edge. Save it smaller and choose it again.`,
      );
    // What cannot be read now could not be printed later.
    if (mediaType === 'image/png') readPng(bare);
    const sha256 = createHash('sha256').update(bare).digest('hex');
    return { mediaType, width, height, sha256, data: bare.toString('base64') };
  } catch (error) {
    if (!(error instanceof BrokenPicture)) throw error;
    throw invalidInput(
      `The picture ${error.message}.${error.message.includes('again') ? '' : ' Save the logo anew as PNG or JPEG and choose it again.'}`,
    );
  }
}
