import { cutBytes, notDevice } from '../../domain/words/file-name.ts';
import { trimEndOf } from '../../domain/words/trim-ends.ts';

/** Bytes of a file's name: with its two folders it stays below what Windows allows for a path. */
const NAME_BYTES = 90;

/** A slug as the name of a folder, on any file system. No slug has an underscore, so what is changed meets no other. */
export const folderName = (slug: string): string => notDevice(slug);

/**
 * `E-4 restore test.pdf`: the number keeps every name apart, also where case does not count, and keeps device names away. The rest
 * is the last part of the file's own name in NFC, without what a file system or a terminal would read as something else.
 */
export const evidenceFileName = (number: number, name: string): string => numberedName(`E-${number}`, name);

/** `M-2 Kick-off.pdf`: the same for the minutes of a meeting. */
export const minutesFileName = (meeting: number, title: string, format: string): string =>
  numberedName(`M-${meeting}`, `${title.replace(/[\\/]/g, '-')}.${format}`);

function numberedName(number: string, name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const shown = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd<>:"|?*]/gu, '_')
    .replace(/\p{Zs}+/gu, ' ');
  const clean = trimEndOf(shown, '. ').trim();
  const prefix = `${number} `;
  const dot = clean.lastIndexOf('.');
  // The ending is kept, since a reader tells the format by it.
  const ending = dot > 0 && Buffer.byteLength(clean.slice(dot)) <= 12 ? clean.slice(dot) : '';
  const room = NAME_BYTES - prefix.length - Buffer.byteLength(ending);
  const stem = trimEndOf(cutBytes(ending === '' ? clean : clean.slice(0, dot), room), '. ');
  return `${prefix}${stem === '' ? 'file' : stem}${ending}`;
}

const PACKED = new Set(
  'pdf png jpg jpeg gif webp heic avif zip gz tgz bz2 xz zst 7z rar jar xlsx xlsm docx pptx odt ods odp mp3 mp4 m4a mov mkv webm ogg demarc-pack'.split(
    ' ',
  ),
);
/** Whether deflating a file of that name is worth a try; many formats are compressed already. */
export const isCompressible = (name: string): boolean =>
  !PACKED.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
