import { crc32, deflateSync } from 'node:zlib';

interface Shape {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Of its corners. */
  readonly radius: number;
  readonly colour: readonly [red: number, green: number, blue: number];
}
interface Drawing {
  readonly size: number;
  readonly shapes: readonly Shape[];
}

/**
 * Reads the icon's SVG source: rectangles, and paths that are rectangles (M, then h, v, H, V and z). Throws on anything else, which
 * would be left out of the pictures in silence.
 */
export function readIcon(svg: string): Drawing {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  if (!(size > 0)) throw new Error('The icon is not a square with a viewBox that begins at 0 0.');
  const shapes = [...svg.matchAll(/<(\w+)\s([^<>]*)\/>/g)].flatMap(([, element, text = '']): Shape[] => {
    const parts = text.split('"');
    const given = new Map(
      parts.flatMap((part, at) =>
        at % 2 === 0 ? [] : [[parts[at - 1]?.trim().slice(0, -1), part] as const],
      ),
    );
    const value = (name: string) => given.get(name);
    const colour = colourOf(value('fill') ?? '');
    if (element === 'path') return rectangles(value('d') ?? '').map((box) => ({ ...box, radius: 0, colour }));
    if (element !== 'rect') throw new Error(`The icon has a ${element}, which nobody can draw here.`);
    const [left, top] = [Number(value('x') ?? 0), Number(value('y') ?? 0)];
    const [width, height] = [Number(value('width')), Number(value('height'))];
    const radius = Number(value('rx') ?? 0);
    return [{ left, top, right: left + width, bottom: top + height, radius, colour }];
  });
  if (shapes.length === 0) throw new Error('The icon shows nothing.');
  return { size, shapes };
}

function colourOf(fill: string): Shape['colour'] {
  const [, red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(fill) ?? [];
  if (red === undefined || green === undefined || blue === undefined)
    throw new Error(`The icon has a fill "${fill}" instead of six digits.`);
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function rectangles(path: string): Pick<Shape, 'left' | 'top' | 'right' | 'bottom'>[] {
  return path
    .split('z')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const steps = [...part.matchAll(/([A-Za-z])\s*([-\d. ]+)/g)];
      const [start, ...moves] = steps;
      const [x = Number.NaN, y = Number.NaN] = (start?.[2] ?? '').trim().split(' ').map(Number);
      if (start?.[1] !== 'M' || Number.isNaN(x + y)) throw new Error(`The icon has a path "${part}".`);
      const [xs, ys] = [[x], [y]];
      for (const [, letter, text = ''] of moves) {
        const by = Number(text);
        if (letter === 'h' || letter === 'H') xs.push(letter === 'H' ? by : (xs.at(-1) ?? 0) + by);
        else if (letter === 'v' || letter === 'V') ys.push(letter === 'V' ? by : (ys.at(-1) ?? 0) + by);
        else throw new Error(`The icon has a path with "${letter}", which nobody can draw here.`);
      }
      if (new Set(xs).size !== 2 || new Set(ys).size !== 2)
        throw new Error(`The icon has a path "${part}" that is no rectangle.`);
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    });
}

const FINE = 8;
/** How much of the pixel at x, y a shape covers, from 0 to 1. */
function coverage({ left, top, right, bottom, radius }: Shape, x: number, y: number): number {
  const wide = Math.min(x + 1, right) - Math.max(x, left);
  const high = Math.min(y + 1, bottom) - Math.max(y, top);
  if (wide <= 0 || high <= 0) return 0;
  const corner =
    (x < left + radius || x + 1 > right - radius) && (y < top + radius || y + 1 > bottom - radius);
  if (!corner) return wide * high;
  let inside = 0;
  for (let index = 0; index < FINE * FINE; index += 1) {
    const px = x + ((index % FINE) + 0.5) / FINE;
    const py = y + (Math.floor(index / FINE) + 0.5) / FINE;
    const dx = px - Math.min(Math.max(px, left + radius), right - radius);
    const dy = py - Math.min(Math.max(py, top + radius), bottom - radius);
    if (dx * dx + dy * dy <= radius * radius) inside += 1;
  }
  return inside / (FINE * FINE);
}

/** The icon as a PNG picture of `pixels` by `pixels`, with a margin of that share of it on each side. */
export function iconPng({ size, shapes }: Drawing, pixels: number, margin = 0): Buffer {
  const scale = (pixels * (1 - 2 * margin)) / size;
  const place = (value: number) => value * scale + pixels * margin;
  const scaled = shapes.map((shape) => ({
    ...shape,
    left: place(shape.left),
    top: place(shape.top),
    right: place(shape.right),
    bottom: place(shape.bottom),
    radius: shape.radius * scale,
  }));
  const rows = Buffer.alloc(pixels * (1 + 4 * pixels));
  for (let y = 0; y < pixels; y += 1) {
    const here = scaled.filter(({ top, bottom }) => top < y + 1 && y < bottom);
    for (let x = 0; x < pixels; x += 1) {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const shape of here) {
        const share = coverage(shape, x, y);
        if (share === 0) continue;
        const [r, g, b] = shape.colour;
        red = red * (1 - share) + r * share;
        green = green * (1 - share) + g * share;
        blue = blue * (1 - share) + b * share;
        alpha = alpha * (1 - share) + share;
      }
      const at = y * (1 + 4 * pixels) + 1 + 4 * x;
      if (alpha === 0) continue;
      rows[at] = Math.round(red / alpha);
      rows[at + 1] = Math.round(green / alpha);
      rows[at + 2] = Math.round(blue / alpha);
      rows[at + 3] = Math.round(alpha * 255);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Windows' file of icons: a directory of PNG pictures, of up to 256 pixels. */
export function icoFile(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.size);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.size, 4);
  let offset = head.length;
  for (const [index, [pixels, png]] of [...pictures].entries()) {
    const at = 6 + 16 * index;
    // A byte each, in which 0 stands for 256.
    head.set([pixels % 256, pixels % 256, 0, 0, 1, 0, 32, 0], at);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.values()]);
}

/** Apple's names for a PNG picture of so many pixels, that of twice the density after that of one. */
const ICNS_TYPES: Readonly<Record<number, readonly string[]>> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};
/** macOS' file of icons. */
export function icnsFile(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const entries = [...pictures].flatMap(([pixels, png]) =>
    (ICNS_TYPES[pixels] ?? []).map((type) => {
      const head = Buffer.alloc(8);
      head.write(type, 0, 'latin1');
      head.writeUInt32BE(8 + png.length, 4);
      return Buffer.concat([head, png]);
    }),
  );
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(8 + entries.reduce((sum, entry) => sum + entry.length, 0), 4);
  return Buffer.concat([head, ...entries]);
}

const LINUX = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const WINDOWS = [16, 24, 32, 48, 64, 128, 256];
/** Apple's icons leave a tenth of the square free on each side, for their shadow. */
const MAC_MARGIN = 100 / 1024;

/** All icon files of the installers by name, made from the one SVG source. */
export function iconFiles(svg: string): Map<string, Buffer> {
  const drawing = readIcon(svg);
  const pngs = new Map(LINUX.map((pixels) => [pixels, iconPng(drawing, pixels)]));
  const mac = new Map(
    Object.keys(ICNS_TYPES).map((pixels) => [Number(pixels), iconPng(drawing, Number(pixels), MAC_MARGIN)]),
  );
  const only = WINDOWS.flatMap((pixels): [number, Buffer][] => {
    const png = pngs.get(pixels);
    return png ? [[pixels, png]] : [];
  });
  return new Map([
    ...[...pngs].map(([pixels, png]): [string, Buffer] => [`icons/${pixels}x${pixels}.png`, png]),
    ['icon.ico', icoFile(new Map(only))],
    ['icon.icns', icnsFile(mac)],
  ]);
}
