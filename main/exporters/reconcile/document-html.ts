import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { type DocumentModel, textsOf } from '../../domain/report/document.ts';
import { plainText } from '../documents/plain-text.ts';
import { differences } from './document-docx.ts';

/** Reads an HTML page back and compares every text with the document, in order; what is missing or differs, as sentences. */
export function reconcileDocumentHtml(path: string, document: DocumentModel): readonly string[] {
  try {
    return differences(
      textsOfHtml(readFileSync(path, 'utf8')),
      [...(document.mark === null ? [] : [document.mark]), ...textsOf(document)].map(plainText),
    );
  } catch (error) {
    return [`The file cannot be read back: ${error instanceof Error ? error.message : String(error)}.`];
  }
}

/** The elements that hold one text each. */
const TEXTS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'p', 'dt', 'dd', 'th', 'td']);

/** The texts of a page of ours, which is well-formed as XML too, with its line breaks; what its contents repeat is left out. */
function textsOfHtml(html: string): readonly string[] {
  const texts: string[] = [];
  let open: string | null = null;
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (TEXTS.has(name)) open = '';
    else if (name === 'br' && open !== null) open += '\n';
  });
  parser.on('text', (text) => {
    if (open !== null) open += text;
  });
  parser.on('closetag', ({ name }) => {
    if (!TEXTS.has(name) || open === null) return;
    texts.push(open);
    open = null;
  });
  parser.write(html).close();
  return texts;
}
