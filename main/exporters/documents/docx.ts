import type * as Docx from 'docx';
import type { Paper } from '../../contract/exports.ts';
import {
  type Block,
  type DocumentLogo,
  type DocumentModel,
  fittedSize,
} from '../../domain/report/document.ts';
import { temporaryBeside } from '../../platform/atomic-write.ts';
import { openBytesSync } from '../../platform/byte-file.ts';
import { removeTemporary } from '../../platform/temporaries.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { ZipWriter } from '../../platform/zip-writer.ts';
import { stretches } from '../right-to-left.ts';
import { plainText } from './plain-text.ts';

/** Every office program has it or a font of the same widths. */
const FONT = 'Arial';
const INK = '1B1F26';
const MUTED = '59616D';
const RULE = 'D3D8DF';
const TINT = 'F1F3F6';
/** In twentieths of a point. */
const PAGES: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a4: { width: 11_906, height: 16_838 },
  letter: { width: 12_240, height: 15_840 },
};
const MARGIN = 1020;
const CORE = 'docProps/core.xml';
/** The style of what stands between two tables and says nothing. */
export const SPACER = 'Spacer';
/**
 * Looks of the cells of a table are styles: said of each text and each cell, they are most of a long document, in its bytes and in the
 * time that it takes.
 */
const CELLS = {
  head: { id: 'TableHead', name: 'Head of a table', run: { size: 17, bold: true, color: MUTED } },
  key: { id: 'TableKey', name: 'First cell of a row', run: { size: 17, bold: true } },
  text: { id: 'TableText', name: 'Cell of a table', run: { size: 17 } },
} as const;
interface Cell {
  readonly runs: Docx.TextRun[];
  readonly style?: string;
}
/** U+200E. */
export const LEFT_TO_RIGHT = '\u200e';

type Library = typeof Docx;
interface TextLook {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly color?: string;
  /** Half points. */
  readonly size?: number;
}

export interface DocxFacts {
  /** ISO instant that its parts carry. */
  readonly modified: string;
  /** What it is printed on; A4 unless said. */
  readonly paper?: Paper | undefined;
}

/**
 * Writes a document as a Word file to `path`, which must not be there yet. The same document and facts give the same bytes: the
 * library stamps its package with the clock, so it is packed anew.
 */
export async function writeDocumentDocx(
  document: DocumentModel,
  path: string,
  { modified, paper = 'a4' }: DocxFacts,
): Promise<void> {
  const docx = await import('docx');
  const scratch = temporaryBeside(path);
  try {
    writeWhole(scratch, await docx.Packer.toBuffer(documentOf(docx, document, PAGES[paper])));
    await packAnew(scratch, path, modified);
  } finally {
    removeTemporary(scratch);
  }
}

/** As a file that is encrypted where its folder is sealed: minutes go into packs that are to be encrypted, too. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openBytesSync(path, 'w');
  try {
    file.write(bytes, 0);
  } finally {
    file.close();
  }
}

/** The same parts in a package that knows no clock. */
async function packAnew(scratch: string, path: string, modified: string): Promise<void> {
  const from = await ZipReader.open(scratch);
  const to = await ZipWriter.create(path, modified, { sealed: false });
  const control = { signal: new AbortController().signal, progress: () => undefined };
  try {
    for (const { name, size } of from.entries) {
      const dated = name === CORE ? Buffer.from(datedCore(await from.text(name), modified)) : null;
      await to.add(name, () => (dated ? [dated] : from.read(name)), {
        size: dated?.length ?? size,
        compress: true,
        control,
      });
    }
    await to.finish(control);
  } catch (error) {
    await to.abandon();
    throw error;
  } finally {
    await from.close();
  }
}

const datedCore = (xml: string, modified: string): string =>
  xml.replace(/(<dcterms:(?:created|modified)[^<>]*>)[^<>]*(?=<)/g, `$1${modified}`);

function documentOf(
  docx: Library,
  { title, subtitle, blocks, source, mark, wide, logo }: DocumentModel,
  page: (typeof PAGES)[Paper],
): Docx.Document {
  const { Document, HeadingLevel, PageOrientation, Paragraph } = docx;
  const width = (wide ? page.height : page.width) - 2 * MARGIN;
  // The library turns a page that lies on its side by itself.
  const size = wide ? { ...page, orientation: PageOrientation.LANDSCAPE } : page;
  const text = (value: string | Composed, look: TextLook = {}) => runsOf(docx, value, look);
  return new Document({
    creator: 'Demarc',
    lastModifiedBy: 'Demarc',
    title: plainText(title),
    description: plainText(subtitle),
    styles: styles(),
    sections: [
      {
        properties: {
          page: {
            size,
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        ...(mark === null ? {} : { headers: { default: header(docx, mark) } }),
        footers: { default: footer(docx, title) },
        children: [
          ...(logo === undefined ? [] : [picture(docx, logo)]),
          new Paragraph({ heading: HeadingLevel.TITLE, children: text(ours(title)) }),
          new Paragraph({
            spacing: { after: 240 },
            children: text(ours(subtitle), { color: MUTED, size: 22 }),
          }),
          ...blocks.flatMap((block, at) => [
            ...(isTable(blocks[at - 1]) && isTable(block) ? [new Paragraph({ style: SPACER })] : []),
            ...painted(docx, block, width),
          ]),
          new Paragraph({
            spacing: { before: 360 },
            children: text(ours(source), { color: MUTED, size: 15 }),
          }),
        ],
      },
    ],
  });
}

/** Room of a logo, in pixels of a screen. */
const LOGO_BOX = { width: 240, height: 90 };
function picture({ ImageRun, Paragraph }: Library, logo: DocumentLogo): Docx.Paragraph {
  const run = new ImageRun({
    type: logo.mediaType === 'image/png' ? 'png' : 'jpg',
    data: Buffer.from(logo.data, 'base64'),
    transformation: fittedSize(logo, LOGO_BOX),
    altText: { name: 'Logo', title: logo.alt, description: logo.alt },
  });
  return new Paragraph({ spacing: { after: 160 }, children: [run] });
}

/** Two tables with nothing between them are one table to Word. */
const isTable = (block: Block | undefined): boolean => block?.kind === 'table' || block?.kind === 'facts';

const styles = (): Docx.IStylesOptions => ({
  paragraphStyles: [
    {
      id: SPACER,
      name: 'Space between tables',
      run: { size: 8 },
      paragraph: { spacing: { before: 0, after: 0, line: 120 } },
    },
    ...Object.values(CELLS),
  ],
  default: {
    document: {
      run: { font: FONT, size: 19, color: INK, language: { value: 'en-GB' } },
      paragraph: { spacing: { line: 276 } },
    },
    title: { run: { font: FONT, size: 44, bold: true, color: INK }, paragraph: { spacing: { after: 60 } } },
    heading1: {
      run: { font: FONT, size: 26, bold: true, color: INK },
      paragraph: { spacing: { before: 320, after: 100 }, keepNext: true },
    },
    heading2: {
      run: { font: FONT, size: 21, bold: true, color: INK },
      paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
    },
  },
});

const header = ({ Header, Paragraph, TextRun, AlignmentType }: Library, mark: string) =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ text: plainText(mark), bold: true, size: 16 })],
      }),
    ],
  });

const footer = ({ Footer, Paragraph, TextRun, PageNumber, AlignmentType }: Library, title: string) =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            color: MUTED,
            size: 15,
            children: [`${plainText(title)}, page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });

/** A sentence of ours: a mark behind each name that runs the other way keeps what follows it, a number say, in its place. */
function ours(text: string): Composed {
  return {
    composed: plainText(text)
      .split('\n')
      .map((line, at) => (at === 0 ? marked(line) : line)),
  };
}
const marked = (line: string): string =>
  stretches(line)
    .map((piece) => (piece.runsLeft ? `${piece.text}${LEFT_TO_RIGHT}` : piece.text))
    .join('');
/** Lines that are fit for the file. */
interface Composed {
  readonly composed: readonly string[];
}

/** A text with its line breaks. */
const runsOf = ({ TextRun }: Library, value: string | Composed, look: TextLook): Docx.TextRun[] =>
  (typeof value === 'string' ? plainText(value).split('\n') : value.composed).map(
    (text, index) => new TextRun({ text, ...look, ...(index > 0 ? { break: 1 } : {}) }),
  );

function painted(docx: Library, block: Block, width: number): (Docx.Paragraph | Docx.Table)[] {
  const { HeadingLevel, Paragraph } = docx;
  const text = (value: string | Composed, look: TextLook = {}) => runsOf(docx, value, look);
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.below ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1,
          ...(block.newPage ? { pageBreakBefore: true } : {}),
          children: text(block.text),
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          spacing: { before: 60, after: 100 },
          children: text(block.composed ? ours(block.text) : block.text, block.quiet ? { color: MUTED } : {}),
        }),
      ];
    case 'facts':
      return [
        tableOf(docx, [22, 78], { plain: true, width }, [
          ...block.facts.map(([name, value]) => [
            { runs: text(name, { color: MUTED }) },
            { runs: text(block.composed ? ours(value) : value) },
          ]),
        ]),
      ];
    case 'table':
      return [
        tableOf(
          docx,
          block.columns.map((column) => column.width),
          { plain: false, width },
          [
            block.columns.map(({ title }) => ({ runs: text(title), style: CELLS.head.id })),
            ...block.rows.map((row) =>
              row.map((value, at) => ({
                runs: text(block.columns[at]?.composed ? ours(value) : value),
                style: (at === 0 ? CELLS.key : CELLS.text).id,
              })),
            ),
          ],
        ),
      ];
  }
}

/** `plain` has neither rules nor a head row. */
function tableOf(
  { Table, TableRow, TableCell, Paragraph, BorderStyle, WidthType, TableLayoutType, ShadingType }: Library,
  widths: readonly number[],
  { plain, width }: { readonly plain: boolean; readonly width: number },
  rows: readonly (readonly Cell[])[],
): Docx.Table {
  const sum = widths.reduce((all, part) => all + part, 0);
  const columns = widths.map((part) => Math.round((width * part) / sum));
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const rule = plain ? none : ({ style: BorderStyle.SINGLE, size: 4, color: RULE } as const);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: columns,
    margins: { top: 50, bottom: 50, left: plain ? 0 : 90, right: 90, marginUnitType: WidthType.DXA },
    borders: {
      top: rule,
      bottom: rule,
      left: none,
      right: none,
      insideHorizontal: rule,
      insideVertical: none,
    },
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: !plain && index === 0,
          children: cells.map(
            ({ runs, style }, column) =>
              new TableCell({
                width: { size: columns[column] ?? 0, type: WidthType.DXA },
                ...(!plain && index === 0
                  ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: TINT } }
                  : {}),
                children: [new Paragraph({ ...(style === undefined ? {} : { style }), children: runs })],
              }),
          ),
        }),
    ),
  });
}
