import { REVERSED_MARK } from '../marks.ts';
import type { TextStyle } from '../styles.ts';
import type { ShapedLine, ShapedRun } from './paragraph.ts';

/** Width of the line around the letters that stands in for a bold font, as a part of the size. */
const HEAVIER = 0.028;
const round = (n: number): number => Math.round(n * 100) / 100;

/**
 * The operators that draw a shaped line where the text line stands now; after them it stands there again. The runs are in
 * the order of reading, each at its own place; one that is read from right to left is marked.
 */
export function shapedOperators(line: ShapedLine, style: TextStyle): string {
  const ops: string[] = [];
  let at = 0;
  const moveTo = (x: number) => {
    if (round(x) !== round(at)) ops.push(`${round(round(x) - round(at))} 0 Td`);
    at = x;
  };
  for (const run of line.runs) {
    moveTo(line.indent + (run.x * style.size) / 1000);
    if (run.reversed) ops.push(`/${REVERSED_MARK} BMC`);
    ops.push(`/${run.face.resource} ${style.size} Tf`);
    if (run.heavier) ops.push(`${style.colour} RG ${round(style.size * HEAVIER)} w 2 Tr`);
    ops.push(glyphOperators(run));
    if (run.heavier) ops.push('0 Tr');
    if (run.reversed) ops.push('EMC');
  }
  moveTo(0);
  return ops.join('\n');
}

function glyphOperators(run: ShapedRun): string {
  let array = '';
  let string = '';
  let pen = 0;
  let place = 0;
  for (const glyph of run.glyphs) {
    const move = Math.round(pen - (place + glyph.dx));
    if (move !== 0) {
      array += string === '' ? move : `<${string}>${move}`;
      string = '';
    }
    string += glyph.id.toString(16).padStart(4, '0');
    pen += glyph.width - move;
    place += glyph.advance;
  }
  return array === '' ? `<${string}> Tj` : `[${array}<${string}>] TJ`;
}
