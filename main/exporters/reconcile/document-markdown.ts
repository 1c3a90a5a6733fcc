import { readFileSync } from 'node:fs';
import { type DocumentModel, textsOf } from '../../domain/report/document.ts';
import { plainText } from '../documents/plain-text.ts';
import { differences } from './document-docx.ts';

/** Reads a Markdown file back and compares every text with the document, in order; what is missing or differs, as sentences. */
export function reconcileDocumentMarkdown(path: string, document: DocumentModel): readonly string[] {
  // Blanks at the ends of a line or a cell are nothing to Markdown.
  const bare = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim();
  return differences(
    textsOfMarkdown(readFileSync(path, 'utf8')).map(bare),
    textsOf(document).map((text) => bare(plainText(text))),
  );
}

/** The texts of a file of ours: paragraphs, headings, entries of lists and cells, without their layout. */
function textsOfMarkdown(markdown: string): readonly string[] {
  const texts: string[] = [];
  for (const block of markdown.trimEnd().split('\n\n')) {
    const lines = block.split('\n');
    if (block.startsWith('| ')) {
      // A bar of a text is written `\|`, so that a bare one between blanks always ends a cell.
      for (const [index, row] of lines.entries())
        if (index !== 1) texts.push(...row.slice(2, -2).split(' | ').map(unescaped));
    } else if (block.startsWith('- **')) {
      for (const line of lines) {
        const [name = '', ...value] = line.slice('- **'.length).split('**: ');
        texts.push(unescaped(name), unescaped(value.join('**: ')));
      }
    } else if (/^#{1,3} /.test(block)) texts.push(unescaped(block.replace(/^#+ /, '')));
    else if (/^\*.*\*$/s.test(block)) texts.push(unescaped(block.slice(1, -1)));
    else texts.push(unescaped(block.replaceAll('\\\n', '\n')));
  }
  return texts;
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)|<br>/g, (_, sign: string | undefined) => sign ?? '\n');
