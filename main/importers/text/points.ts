import { plainMarkdown } from './between-bars.ts';

const POINT = /^[ \t>]{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]+(?!\[ \])(?:\[[xX]\][ \t]+)?(\S.*)$/;
const HEADING = /^[ \t]{0,3}#{1,6}[ \t]{1,8}(\S.*)$/;
/** A line that says what follows. */
const LEADING = /^(\p{L}.*):$/u;
/** What is said of a point behind its name. */
const BEHIND = /(?::|[ \t][-–—])[ \t].*$/;
/** The points of a list, and what stands above it. */
export interface Points {
  readonly above: string;
  readonly points: readonly string[];
}

/**
 * The points of a text in Markdown that is a list and nothing else but what stands above it, whatever is said behind their names; null for another text.
 * A point that is still to be ticked off is none.
 */
export function pointsIn(text: string): Points | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const title = HEADING.exec(first.slice(0, 200))?.[1]?.replace(/ #{1,6}$/, '');
  const rest = title === undefined ? lines : lines.slice(1);
  const said = LEADING.exec(rest[0]?.slice(0, 200) ?? '')?.[1];
  const below = said === undefined ? rest : rest.slice(1);
  const points = below.flatMap((line) => POINT.exec(line.slice(0, 500))?.[1]?.trim() ?? []);
  if (points.length < 2 || points.length < below.length) return null;
  const plain = points.map((point) => plainMarkdown(plainMarkdown(point).replace(BEHIND, '')));
  return { above: said ?? title ?? '', points: plain };
}
