import { invalidInput } from '../../contract/errors.ts';
import { isZip } from '../files/head.ts';
import { decoderOf, encodingOf } from './encoding.ts';
import { asUnread } from './unread.ts';

/** What a reader asks for in place of a file that it cannot take, in sentences. */
export interface Remedies {
  /** For a ZIP file. */
  readonly zip: string;
  /** For what is no text. */
  readonly noText: string;
  /** For more than is read at once. */
  readonly tooMuch: string;
}

/** Nesting of objects and lists. */
export const MAX_DEPTH = 200;
/** Objects and lists in one document, and values in it. */
const MAX_CONTAINERS = 2_000_000;
const MAX_VALUES = 10_000_000;

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** The object that a short text is, as one record of a long document; null for another value, or for what is no JSON. */
export function objectIn(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Bytes to text: UTF-8, or UTF-16 with a byte order mark (PowerShell's `>` writes that). INVALID_INPUT with the remedy for what is no text. */
export function decodeText(file: string, bytes: Uint8Array, remedies: Remedies): string {
  if (isZip(bytes)) throw invalidInput(`${file} is a zip archive. ${remedies.zip}`);
  let text: string;
  try {
    text = decoderOf(encodingOf(bytes)).decode(bytes);
  } catch {
    const refusal = invalidInput(`${file} is not text in UTF-8 or UTF-16. Save it as UTF-8 and try again.`);
    // Text in another encoding has no zeros; pictures and programs have.
    throw bytes.includes(0) ? refusal : asUnread(refusal);
  }
  if (text.includes('\0')) throw invalidInput(`${file} is not a text file. ${remedies.noText}`);
  if (text.trim() === '') throw invalidInput(`${file} is empty. Export it again.`);
  return text;
}

/** JSON within the bounds above. INVALID_INPUT with the place and what to do. */
export function parseJson(file: string, text: string, remedies: Remedies): unknown {
  checkJsonSize(file, text, remedies);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(file, text, error instanceof Error ? error.message : String(error));
  }
}

/** Texts of JSON, one a line (JSON Lines): all of them, or null where the text is not such. INVALID_INPUT as for one document. */
export function parseJsonLines(file: string, text: string, remedies: Remedies): readonly unknown[] | null {
  const [first = '', second = ''] = text.slice(0, BEGINNING).trimStart().split('\n', 2);
  const isLine = first.startsWith('{') && first.trimEnd().endsWith('}') && second.trimStart().startsWith('{');
  if (!isLine) return null;
  checkJsonSize(file, text, remedies);
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '') return [];
    try {
      return [JSON.parse(trimmed) as unknown];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const refusal = invalidInput(
        `${file} is not JSON in line ${index + 1} (${reason.slice(0, 200)}). It may be cut off; export it again.`,
      );
      throw isCutOff(trimmed, reason) ? asUnread(refusal) : refusal;
    }
  });
}

/** The first document of a line is no longer than that. */
const BEGINNING = 4 * 1024 * 1024;

function notJson(file: string, text: string, reason: string) {
  const start = text.search(/[{[]/);
  const wrapped = !/^\s*[{[]\s*["{[\]}]/.test(text) && start >= 0;
  const remedy = wrapped
    ? 'Something wrote lines before the document, such as a CI step that echoes its command; remove them, or export the file again without the wrapper.'
    : 'It may be cut off; export it again.';
  const refusal = invalidInput(`${file} is not JSON (${reason.slice(0, 200)}). ${remedy}`);
  return isCutOff(text, reason) ? asUnread(refusal) : refusal;
}

/** Whether the parser stopped where the text does: its end is missing. */
function isCutOff(text: string, reason: string): boolean {
  const [, position] = /\bat position (\d+)/.exec(reason) ?? [];
  return /^Unexpected end/.test(reason) || Number(position ?? -1) >= text.trimEnd().length;
}

/**
 * Nesting and number of values, counted on the text: a few megabytes of brackets would otherwise become gigabytes of
 * objects before anyone could look at them.
 */
function checkJsonSize(file: string, text: string, remedies: Remedies): void {
  let depth = 0;
  let containers = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x2c) values += 1;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      containers += 1;
      if (depth > MAX_DEPTH)
        throw invalidInput(`${file} is nested more than ${MAX_DEPTH} levels deep, which no export is.`);
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  if (containers > MAX_CONTAINERS || values > MAX_VALUES)
    throw asUnread(invalidInput(`${file} holds more values than can be read at once. ${remedies.tooMuch}`));
}

/** Index of the closing quote of the string that opens at `at`, or the end of the text. */
function endOfString(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next += 1) {
    const code = text.charCodeAt(next);
    if (code === 0x5c) next += 1;
    else if (code === 0x22) return next;
  }
  return text.length;
}
