import LineBreaker from 'linebreak';
import type { Paragraph, ShapedLine } from './paragraph.ts';

/** Scripts that are written without spaces; where a word ends is known by a dictionary. */
const WITHOUT_SPACES = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]+/gu;
const words = new Intl.Segmenter('th', { granularity: 'word' });

/** Places where a line may end, the last of them the end of the text. */
function breaksOf(paragraph: Paragraph): number[] {
  const { text } = paragraph;
  const starts = new Set(paragraph.starts());
  const places = new Set<number>();
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) places.add(next.position);
  for (const run of text.matchAll(WITHOUT_SPACES))
    for (const word of words.segment(run[0])) if (word.index > 0) places.add(run.index + word.index);
  return [...places]
    .filter((at) => starts.has(at) && at < text.length)
    .concat(text.length)
    .sort((a, b) => a - b);
}

/** Cuts the paragraph into lines of at most `limit` thousandths of the size; a line that ends between two words ends with their space, which takes no room. */
export function breakParagraph(
  paragraph: Paragraph,
  limit: number,
  room: (advance: number) => number,
): ShapedLine[] {
  const { text } = paragraph;
  const places = breaksOf(paragraph);
  const starts = paragraph.starts();
  const lines: ShapedLine[] = [];
  let start = 0;
  while (start < text.length) {
    const end = endOfLine(paragraph, places, starts, start, limit);
    const visible = visibleEnd(text, start, end);
    lines.push(paragraph.line(start, text[visible] === ' ' ? visible + 1 : visible, room));
    start = end;
    while (start < text.length && text[start] === ' ') start += 1;
  }
  return lines.length === 0 ? [paragraph.line(0, 0)] : lines;
}

/** More than one space at the end of a line is not drawn; one that is all there is stays. */
const visibleEnd = (text: string, start: number, end: number): number =>
  end === text.length ? end : Math.max(start + 1, start + text.slice(start, end).trimEnd().length);

/** The furthest place at which a line that begins at `start` may end: found by halving, since shapes depend on neighbours. */
function endOfLine(
  paragraph: Paragraph,
  places: readonly number[],
  starts: readonly number[],
  start: number,
  limit: number,
): number {
  const { text } = paragraph;
  const fits = (end: number) =>
    paragraph.line(start, start + text.slice(start, end).trimEnd().length).advance <= limit;
  const ahead = places.slice(places.findIndex((place) => place > start));
  const reached = lastThat(ahead, fits);
  if (reached !== undefined) return reached;
  // One word is longer than the line: it is cut after a sign that joins words, else between two characters.
  const word = ahead[0] ?? text.length;
  const inside = starts.filter((at) => at > start && at < word);
  const joints = inside.filter((at) => /[-/._:&?=,]/.test(text[at - 1] ?? ''));
  return lastThat(joints, fits) ?? lastThat(inside, fits) ?? inside[0] ?? word;
}

/** The last of ascending places of which `fits` is true; looks at a few near the beginning first, as lines are short. */
function lastThat(places: readonly number[], fits: (place: number) => boolean): number | undefined {
  let low = -1;
  let high = 0;
  for (let step = 1; high < places.length && fits(places[high] ?? 0); step *= 2) {
    low = high;
    high = Math.min(high + step, places.length);
  }
  if (low < 0) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(places[middle] ?? 0)) low = middle;
    else high = middle;
  }
  return places[low];
}
