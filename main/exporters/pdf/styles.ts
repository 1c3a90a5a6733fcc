import type { Paper } from '../../contract/exports.ts';
import { OWNERSHIP_STYLES, type OwnershipKey } from '../../domain/duties/ownership.ts';
import type { FaceName } from './fonts.ts';

/** `#RRGGBB` as the three numbers of a PDF colour. */
export const colour = (hex: string): string =>
  [1, 3, 5].map((at) => Number((Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3))).join(' ');

export const INK = colour('#1B1F26');
export const MUTED = colour('#59616D');
export const HAIR = colour('#D3D8DF');
export const RULE = colour('#8A93A0');
export const TINT = colour('#F1F3F6');
export const WHITE = colour('#FFFFFF');
/** Words that lead somewhere: dark enough to read as text in grey. */
export const LINK = colour('#1F4B8F');
export const RED = colour('#9B1C1C');

export interface TextStyle {
  readonly face: FaceName;
  /** Points. */
  readonly size: number;
  readonly leading: number;
  readonly colour: string;
}
const style = (face: FaceName, size: number, leading: number, ink = INK): TextStyle => ({
  face,
  size,
  leading,
  colour: ink,
});

export const STYLES = {
  title: style('bold', 28, 34),
  subtitle: style('regular', 15, 21, MUTED),
  h1: style('bold', 19, 25),
  h2: style('bold', 12, 16),
  h3: style('bold', 9.5, 13),
  lead: style('regular', 10.5, 15),
  body: style('regular', 9, 12.6),
  bodyBold: style('bold', 9, 12.6),
  bodyMuted: style('regular', 9, 12.6, MUTED),
  figure: style('bold', 20, 24),
  label: style('regular', 7.6, 10, MUTED),
  labelBold: style('bold', 7.6, 10),
  cell: style('regular', 7.5, 8.8),
  cellBold: style('bold', 7.5, 8.8),
  cellItalic: style('italic', 7.5, 8.8),
  cellMuted: style('regular', 7.5, 8.8, MUTED),
  cellLink: style('regular', 7.5, 8.8, LINK),
  head: style('bold', 7.5, 9, MUTED),
  footer: style('regular', 7.5, 9.5, MUTED),
  mark: style('bold', 8, 10),
} satisfies Record<string, TextStyle>;

/** Edges of a page in points. */
export const EDGES: Readonly<Record<Paper, { readonly short: number; readonly long: number }>> = {
  a4: { short: 595.28, long: 841.89 },
  letter: { short: 612, long: 792 },
};
/** From the top of the footer to the edge of the paper, of which most printers leave out a quarter of an inch. */
export const FOOTER = 28;
export const MARGIN = { left: 34, right: 34, top: 34, bottom: 32 } as const;

/** Worked out once: a register asks for them some 100,000 times. */
const tones = (part: 'ink' | 'fill'): ReadonlyMap<OwnershipKey, string> =>
  new Map(
    (Object.keys(OWNERSHIP_STYLES) as OwnershipKey[]).map((key) => [
      key,
      colour(OWNERSHIP_STYLES[key][part]),
    ]),
  );
const [INKS, FILLS] = [tones('ink'), tones('fill')];
export const inkOf = (key: OwnershipKey): string => INKS.get(key) ?? INK;
export const fillOf = (key: OwnershipKey): string => FILLS.get(key) ?? WHITE;
