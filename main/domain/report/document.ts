import type { Logo } from '../../contract/workbook.ts';
export interface BlockColumn {
  readonly title: string;
  /** Share of the width, in parts of the sum of all. */
  readonly width: number;
  /** The first line of its cells is put together from names: it runs left to right, whatever name begins it. */
  readonly composed?: true;
  /** Its cells are numbers: on paper they and its heading end alike, at the right. */
  readonly numbers?: true;
  /** A cell that is an address as a whole may lead there, where a format has links. */
  readonly links?: true;
}
/** A piece of a document, the same for every format. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly text: string;
      /** Below another heading. */
      readonly below?: true;
      /** On paper a page begins with it. */
      readonly newPage?: true;
    }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly quiet?: boolean;
      /** A sentence of ours that quotes names, as the first line of a composed column is. */
      readonly composed?: true;
    }
  | {
      readonly kind: 'facts';
      readonly facts: readonly (readonly [name: string, value: string])[];
      /** The values are sentences of ours that quote names. */
      readonly composed?: true;
    }
  | {
      readonly kind: 'table';
      /** Names it for readers who cannot see it. */
      readonly name: string;
      readonly columns: readonly BlockColumn[];
      /** Every row has a cell for each column; an empty cell is ''. */
      readonly rows: readonly (readonly string[])[];
    };

/** A picture, with the words for those who cannot see it. */
export interface DocumentLogo extends Logo {
  readonly alt: string;
}
/** The size of a picture within a box, its proportions kept; never larger than its pixels are as points. */
export function fittedSize(
  { width, height }: Pick<Logo, 'width' | 'height'>,
  box: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const factor = Math.min(1, box.width / width, box.height / height);
  return { width: width * factor, height: height * factor };
}
/** What a logo is for those who cannot see it. */
export const logoWords = (organisation: string): string => `Logo of ${organisation}`;

/** A document of its own, the same for every format: what each of them paints, in this order. */
export interface DocumentModel {
  readonly title: string;
  readonly subtitle: string;
  /** What it is about, in a few words, for the properties of a file. */
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** From which state of which workbook it is, and how it is classified; the last line. */
  readonly source: string;
  /** What every page bears at its head; null for nothing. */
  readonly mark: string | null;
  /** A picture above the title. */
  readonly logo?: DocumentLogo | undefined;
  /** For wide tables: on paper that lies on its side. */
  readonly wide?: true;
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const below = (text: string): Block => ({ kind: 'heading', text, below: true });
/** A sentence of ours that may quote names. */
export const said = (text: string): Block => ({ kind: 'paragraph', text, composed: true });
export const quiet = (text: string): Block => ({ kind: 'paragraph', text, quiet: true });

/** A table without the columns in which nothing stands; its first column stays. */
export function filledTable(
  name: string,
  columns: readonly BlockColumn[],
  rows: readonly (readonly string[])[],
): Block {
  const isFilled = (_: unknown, index: number) => index === 0 || rows.some((row) => row[index] !== '');
  return {
    kind: 'table',
    name,
    columns: columns.filter(isFilled),
    rows: rows.map((row) => row.filter(isFilled)),
  };
}

/** Every text of a document in reading order, cell by cell; '' for an empty cell. What a file that was read back must hold. */
export const textsOf = ({ title, subtitle, blocks, source }: DocumentModel): readonly string[] => [
  title,
  subtitle,
  ...blocks.flatMap(textsOfBlock),
  source,
];
/** The texts of one block in reading order, headings of columns first. */
export function textsOfBlock(block: Block): readonly string[] {
  if (block.kind === 'facts') return block.facts.flat();
  if (block.kind === 'table') return [...block.columns.map(({ title }) => title), ...block.rows.flat()];
  return [block.text];
}
