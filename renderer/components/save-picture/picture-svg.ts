import { OWNERSHIP_STYLES, type OwnershipKey } from '../../../main/domain/duties/ownership.ts';

/** On whatever is drawn for the mouse or for where one stands, and belongs in no file. */
export const SCREEN_ONLY = 'data-screen-only';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 24;
const TITLE = 40;
/** Above the title, where there is a mark. */
const MARK = 20;
const LINE = 28;
const SWATCH = { width: 24, height: 16 };
/** What a drawing looks like, of all that a style can say. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const;

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

interface PictureWords {
  readonly title: string;
  /** How the workbook is classified, and who may have what is of it; null for nothing. */
  readonly mark: string | null;
  readonly names: Partial<Readonly<Record<OwnershipKey, string>>>;
}
/**
 * A drawing of the page as a picture of its own: with its mark and a title, with the names of its owners below it, black on white whatever the
 * theme, and with every colour in it, so that it is the same wherever it is opened.
 */
export function pictureOf(drawing: SVGSVGElement, { title, mark, names }: PictureWords): Picture {
  const host = document.createElement('div');
  Object.assign(host.style, {
    position: 'fixed',
    left: '-100000px',
    top: '0',
    colorScheme: 'light',
    forcedColorAdjust: 'none',
  });
  document.body.append(host);
  try {
    const box = drawing.viewBox.baseVal;
    const outer = element('svg', { xmlns: SVG });
    host.append(outer);
    const inner = drawing.cloneNode(true) as SVGSVGElement;
    for (const entry of inner.querySelectorAll(`[${SCREEN_ONLY}]`)) entry.remove();
    inner.removeAttribute('aria-hidden');
    const top = TITLE + (mark === null ? 0 : MARK);
    place(inner, { x: MARGIN, y: top, width: box.width, height: box.height });
    const ground = element('rect', { fill: '#fff' });
    const heading = text(title, { x: MARGIN, y: top - 14, 'font-size': 16, 'font-weight': 600 });
    const marked = text(mark ?? '', { y: MARK, 'text-anchor': 'end', 'font-weight': 600 });
    outer.append(ground, heading, inner);
    if (mark !== null) outer.append(marked);
    const widest = [box.width, ...[heading, marked].map((each) => each.getComputedTextLength())];
    const width = Math.ceil(Math.max(...widest)) + 2 * MARGIN;
    place(marked, { x: width - MARGIN });
    const foot = legend(outer, inner, names, top + box.height + 12, width);
    inline(outer);
    const height = foot + MARGIN / 2;
    place(ground, { x: 0, y: 0, width, height });
    place(outer, { width, height, viewBox: `0 0 ${width} ${height}` });
    return { svg: new XMLSerializer().serializeToString(outer), width, height };
  } finally {
    host.remove();
  }
}

/** The same as pixels, twice as fine as the screen's. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

type Given = Readonly<Record<string, string | number>>;
function place(node: Element, attributes: Given): void {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
}
function element(name: string, attributes: Given): SVGElement {
  const made = document.createElementNS(SVG, name);
  place(made, attributes);
  return made;
}
function text(words: string, attributes: Given): SVGTextElement {
  const made = element('text', { fill: '#1a1f26', 'font-size': 13, ...attributes }) as SVGTextElement;
  made.textContent = words;
  return made;
}

/** One swatch for each owner that the drawing has a pattern of; gives back where the lines end. */
function legend(
  outer: SVGElement,
  drawing: SVGSVGElement,
  names: Partial<Readonly<Record<OwnershipKey, string>>>,
  top: number,
  width: number,
): number {
  let x = MARGIN;
  let y = top;
  for (const pattern of drawing.querySelectorAll('pattern')) {
    const key = (Object.keys(OWNERSHIP_STYLES) as OwnershipKey[])
      .filter((entry) => pattern.id.endsWith(`-${entry}`))
      .sort((a, b) => b.length - a.length)[0];
    if (key === undefined) continue;
    const { label, letter } = OWNERSHIP_STYLES[key];
    const words = text(`${letter}: ${names[key] ?? label}`, { x: 0, y: 0 });
    outer.append(words);
    const wide = SWATCH.width + 8 + words.getComputedTextLength() + 20;
    if (x > MARGIN && x + wide > width - MARGIN) {
      x = MARGIN;
      y += LINE;
    }
    place(words, { x: x + SWATCH.width + 8, y: y + 13 });
    outer.append(element('rect', { x, y, ...SWATCH, rx: 2, fill: `url(#${pattern.id})`, stroke: '#838c98' }));
    x += wide;
  }
  return x > MARGIN ? y + LINE : top;
}

/** Writes into each part what the page's styles say of it; classes mean nothing outside. */
function inline(root: Element): void {
  for (const node of root.querySelectorAll('*')) {
    const style = getComputedStyle(node);
    for (const look of LOOKS) {
      const value = style.getPropertyValue(look);
      if (value !== '') node.setAttribute(look, value);
    }
  }
  for (const node of root.querySelectorAll('[class]')) node.removeAttribute('class');
}
