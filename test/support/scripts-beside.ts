import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { flowMarked } from '../../main/exporters/pdf/blocks.ts';
import { Book } from '../../main/exporters/pdf/book.ts';
import { fontsFor } from '../../main/exporters/pdf/scripts/font-files.ts';
import { EDGES, FOOTER, MARGIN, STYLES } from '../../main/exporters/pdf/styles.ts';
import { convert } from './office.ts';
import { pdfText } from './pdf-tools.ts';
import { SCRIPT_TEXTS } from './scripts.ts';

// The same texts set by us and by LibreOffice, each on a page of its own, in the same fonts, as large, in a column as wide.

/** In the order of their pages. */
export const TEXTS_BESIDE = Object.entries(SCRIPT_TEXTS);
const { size, leading } = STYLES.body;
const { short, long } = EDGES.a4;
const fonts = dirname(
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/package.json')),
);

/** As LibreOffice calls the family of a font that we go by the name of its package. */
const FAMILIES: Readonly<Record<string, string>> = {
  'ibm-plex-sans-arabic': 'IBM Plex Sans Arabic',
  'biz-udgothic': 'BIZ UDGothic',
  'nanum-gothic': 'NanumGothic',
  'noto-sans-sc': 'Noto Sans SC',
};
function familyOf(text: string): string {
  const name = fontsFor(text).fonts.find(({ covers }) => covers.test(text))?.name ?? 'noto-sans';
  return (
    FAMILIES[name] ??
    name.replace(/(^|-)([a-z])/g, (_, dash, letter) => (dash ? ' ' : '') + letter.toUpperCase())
  );
}

function writeOurs(path: string): void {
  const info = {
    title: 'Scripts',
    author: '',
    subject: '',
    language: 'en',
    createdAt: new Date(0),
    producer: '',
  };
  const book = new Book(path, info, { title: 'Scripts', digest: 'Digest 0' });
  for (const [at, [, text]] of TEXTS_BESIDE.entries()) {
    book.newPage('portrait');
    if (at === 0) book.part('Scripts');
    flowMarked(book, text, STYLES.body, 'text');
  }
  book.finish();
}

/** LibreOffice's own form of a document in one file, so that no program has to make a package of it. */
function flatDocument(): string {
  const styles = TEXTS_BESIDE.map(([, text], at) => {
    const family = familyOf(text);
    const rtl = /^[\p{scx=Arab}\p{scx=Hebr}]/u.test(text)
      ? ' style:writing-mode="rl-tb" fo:text-align="start"'
      : '';
    const each = (name: string, value: string) =>
      ['', '-asian', '-complex'].map((kind) => `style:${name}${kind}="${value}"`);
    return `<style:style style:name="P${at}" style:family="paragraph"><style:paragraph-properties fo:line-height="${leading}pt"${at > 0 ? ' fo:break-before="page"' : ''}${rtl}/><style:text-properties fo:font-family="Noto Sans" style:font-family-asian="${family}" style:font-family-complex="${family}" fo:font-size="${size}pt" ${each('font-size', `${size}pt`).slice(1).join(' ')}/></style:style>`;
  });
  const body = TEXTS_BESIDE.map(([, text], at) => `<text:p text:style-name="P${at}">${text}</text:p>`);
  const margins = Object.entries(MARGIN).map(([side, value]) => `fo:margin-${side}="${value}pt"`);
  const spaces = { office: 'office', style: 'style', text: 'text', fo: 'xsl-fo-compatible' };
  const names = Object.entries(spaces).map(
    ([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${names.join(' ')} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="${short}pt" fo:page-height="${long}pt" ${margins.join(' ')}/></style:page-layout>${styles.join('')}</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles><office:body><office:text>${body.join('')}</office:text></office:body></office:document>`;
}

/** Writes both documents into a folder and gives their paths. LibreOffice is given our fonts and no others. */
export function writeBeside(
  office: string,
  folder: string,
): { readonly ours: string; readonly theirs: string } {
  const ours = join(folder, 'ours.pdf');
  writeOurs(ours);
  const flat = join(folder, 'theirs.fodt');
  writeFileSync(flat, flatDocument());
  const config = join(folder, 'fonts.conf');
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'fonts')}</cachedir></fontconfig>`,
  );
  const before = process.env.FONTCONFIG_FILE;
  process.env.FONTCONFIG_FILE = config;
  try {
    convert(office, [flat], 'pdf', folder);
  } finally {
    if (before === undefined) delete process.env.FONTCONFIG_FILE;
    else process.env.FONTCONFIG_FILE = before;
  }
  return { ours, theirs: join(folder, 'theirs.pdf') };
}

/** What stands on a page above its foot. */
export interface PageLook {
  readonly text: string;
  /** In its lines one behind the other, from the first ink to the last, in points. */
  readonly width: number;
  /** In squares of a point that are black all over. */
  readonly ink: number;
}

/** Reads the pages of a document as poppler reads and draws them. */
export function pageLooks(path: string): readonly PageLook[] {
  // A pixel is a point.
  execFileSync('pdftoppm', ['-gray', '-r', '72', path, path.slice(0, -'.pdf'.length)]);
  return pdfText(path, '-raw')
    .split('\f')
    .slice(0, -1)
    .map((text, at) => {
      const number = `${at + 1}`.padStart(`${TEXTS_BESIDE.length}`.length, '0');
      return { text, ...drawn(readFileSync(path.replace(/\.pdf$/, `-${number}.pgm`))) };
    });
}

function drawn(picture: Buffer): Omit<PageLook, 'text'> {
  // One byte a pixel behind the head: its kind, how wide and high it is, and what white is.
  const [head = '', across = ''] =
    /^P5\s(\d+)\s\d+\s255\s/.exec(picture.subarray(0, 40).toString('latin1')) ?? [];
  const columns = Number(across);
  const foot = Math.floor(long - MARGIN.bottom - FOOTER);
  let [width, ink] = [0, 0];
  let [first, last] = [columns, 0];
  for (let row = 0; row < foot; row += 1) {
    const pixels = picture.subarray(head.length + row * columns, head.length + (row + 1) * columns);
    const from = pixels.findIndex((value) => value < 255);
    if (from < 0) {
      // Between two lines.
      width += Math.max(0, last - first);
      [first, last] = [columns, 0];
      continue;
    }
    first = Math.min(first, from);
    last = Math.max(last, pixels.findLastIndex((value) => value < 255) + 1);
    for (const value of pixels) ink += 255 - value;
  }
  return { width, ink: ink / 255 };
}
