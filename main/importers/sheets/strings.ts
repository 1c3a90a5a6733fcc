import { MAX_SHARED_CHARACTERS, MAX_SHARED_STRINGS } from './limits.ts';
import type { Package } from './package.ts';
import { RunsStruck, type Struck } from './strike.ts';

/** Excel's own escapes of what XML cannot hold: `_x000D_`, and `_x005F_` for the underscore itself. ECMA-376 part 1, 22.4.2.4. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

/** The texts that cells share, and those of them that are struck through, by their place. */
export interface SharedStrings {
  readonly texts: readonly string[];
  readonly struck: ReadonlyMap<number, Struck>;
}

/** The shared strings of a workbook, formatting (but strokes through a text) and reading aids left out. ECMA-376 part 1, 18.4. */
export async function readSharedStrings(
  source: Package,
  part: string,
  signal?: AbortSignal,
): Promise<SharedStrings> {
  const strings: string[] = [];
  const struck = new Map<number, Struck>();
  let runs = new RunsStruck();
  let text: string | null = null;
  let inText = false;
  let inPhonetic = false;
  let total = 0;
  await source.readAll(
    part,
    {
      open(name, attributes) {
        runs.open(name, attributes);
        if (name === 'si') {
          text = '';
          runs = new RunsStruck();
        } else if (name === 'rPh') inPhonetic = true;
        else if (name === 't') inText = !inPhonetic;
      },
      text(piece) {
        if (!inText || text === null) return;
        total += piece.length;
        if (total > MAX_SHARED_CHARACTERS) throw new Error('its texts are longer than any spreadsheet needs');
        text += piece;
        runs.text(piece);
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') inPhonetic = false;
        else if (name === 'si' && text !== null) {
          if (strings.length >= MAX_SHARED_STRINGS)
            throw new Error(`it holds more than ${MAX_SHARED_STRINGS} texts`);
          if (runs.struck !== null) struck.set(strings.length, runs.struck);
          strings.push(unescapeText(text));
          text = null;
        }
      },
    },
    signal,
  );
  return { texts: strings, struck };
}
