import type { Block, DocumentModel } from '../../domain/report/document.ts';
import { plainText } from './plain-text.ts';

// What Markdown (CommonMark and GitHub's tables) takes for layout inside a line, HTML and character references included.
const INLINE = /[\\`*_[\]<>|~&]/g;
/** What makes a line a heading, a list, a quotation, a rule or code where it begins one. */
const BEGINNING = /^(\s*)(?:([#+=-])|(\d+)([.)]))/;
const BREAK = '<br>';

const inline = (text: string): string => plainText(text).replace(INLINE, '\\$&');
const cell = (text: string): string => inline(text).replaceAll('\n', BREAK).trim();
const line = (text: string): string =>
  inline(text)
    .trimStart()
    .replace(BEGINNING, (_, blank, sign, number, end) =>
      sign === undefined ? `${blank}${number}\\${end}` : `${blank}\\${sign}`,
    );
/** Lines of one paragraph; a backslash at its end keeps a line from flowing into the next. */
const lines = (text: string): string => text.split('\n').map(line).join('\\\n');

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.below ? '###' : '##'} ${cell(block.text)}`;
    case 'paragraph':
      return lines(block.text);
    case 'facts':
      return block.facts.map(([name, value]) => `- **${cell(name)}**: ${cell(value)}`).join('\n');
    case 'table': {
      const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
      return [
        row(block.columns.map(({ title }) => title)),
        `|${block.columns.map(() => ' --- |').join('')}`,
        ...block.rows.map(row),
      ].join('\n');
    }
  }
}

/** A document as Markdown: what stands in the workbook is text, never layout, a link or HTML. */
export const documentMarkdown = ({ title, subtitle, blocks, source }: DocumentModel): string =>
  `${[`# ${cell(title)}`, lines(subtitle), ...blocks.map(blockText), `*${cell(source)}*`].join('\n\n')}\n`;
