import { cutBytes, notDevice } from '../domain/words/file-name.ts';
import { trimEndOf } from '../domain/words/trim-ends.ts';

/** The last part of a name, without what a file system or a terminal would read as something else. */
export function safeFileName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const named = last
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '_')
    .replace(/^\.+/, '_');
  const clean = notDevice(trimEndOf(named, '. '));
  // File systems count bytes; 200 of them leave room for a suffix. The ending is kept, since formats are told by it.
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : '';
  const stem = cutBytes(ending === '' ? clean : clean.slice(0, dot), 200 - Buffer.byteLength(ending));
  return stem + ending === '' ? 'file' : stem + ending;
}
