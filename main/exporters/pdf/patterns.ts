import { OWNERSHIP_STYLES, type OwnershipKey } from '../../domain/duties/ownership.ts';
import { patternName } from './content.ts';
import type { PdfRef, RawDocument } from './raw-document.ts';
import { colour } from './styles.ts';

/** Side of the repeated square, in points. */
const SIDE = 5;
const MARKS: Readonly<Record<(typeof OWNERSHIP_STYLES)[OwnershipKey]['pattern'], string>> = {
  solid: '',
  none: '',
  diagonal: '0 0 m 5 5 l -1 4 m 1 6 l 4 -1 m 6 1 l S',
  vertical: '2.5 0 m 2.5 5 l S',
  grid: '0 2.5 m 5 2.5 l 2.5 0 m 2.5 5 l S',
  cross: '0 0 m 5 5 l 0 5 m 5 0 l S',
  dots: '1 J 1.4 w 1.2 1.2 m 1.2 1.2 l 3.7 3.7 m 3.7 3.7 l S',
};

/** One tile per ownership that has a pattern, in a tone between fill and ink; the fill is drawn under it. */
export function makePatterns(doc: RawDocument): Readonly<Record<string, PdfRef>> {
  const patterns: Record<string, PdfRef> = {};
  for (const [key, style] of Object.entries(OWNERSHIP_STYLES)) {
    if (MARKS[style.pattern] === '') continue;
    const tile = doc.ref({
      Type: 'Pattern',
      PatternType: 1,
      PaintType: 1,
      TilingType: 1,
      BBox: [0, 0, SIDE, SIDE],
      XStep: SIDE,
      YStep: SIDE,
      Resources: {},
    });
    const tone = mixed(style.fill, style.ink, 0.28);
    tile.write(`${tone} RG 0.5 w ${MARKS[style.pattern]}`);
    tile.end();
    patterns[patternName(key as OwnershipKey)] = tile;
  }
  return patterns;
}

function mixed(from: string, to: string, part: number): string {
  const a = colour(from).split(' ').map(Number);
  const b = colour(to).split(' ').map(Number);
  return a.map((n, i) => (n + ((b[i] ?? n) - n) * part).toFixed(3)).join(' ');
}
