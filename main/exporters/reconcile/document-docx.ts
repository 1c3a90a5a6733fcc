import { SaxesParser } from 'saxes';
import { type DocumentModel, textsOf } from '../../domain/report/document.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { LEFT_TO_RIGHT, SPACER } from '../documents/docx.ts';
import { plainText } from '../documents/plain-text.ts';

/** Reads a Word document back and compares every text with the document, in order; what is missing or differs, as sentences. */
export async function reconcileDocumentDocx(
  path: string,
  document: DocumentModel,
): Promise<readonly string[]> {
  try {
    const zip = await ZipReader.open(path);
    try {
      // Reading each part checks its length and its CRC.
      for (const name of zip.names) if (name !== DOCUMENT) await zip.text(name);
      return differences(
        paragraphsOf((await zip.text(DOCUMENT)).replaceAll(LEFT_TO_RIGHT, '')),
        textsOf(document).map(plainText),
      );
    } finally {
      await zip.close();
    }
  } catch (error) {
    return [`The file cannot be read back: ${error instanceof Error ? error.message : String(error)}.`];
  }
}
const DOCUMENT = 'word/document.xml';

/** The first difference between two lists of texts, and that they have other lengths. */
export function differences(found: readonly string[], expected: readonly string[]): readonly string[] {
  const at = expected.findIndex((text, index) => found[index] !== text);
  return [
    ...(found.length === expected.length
      ? []
      : [`The file has ${found.length} texts, the document ${expected.length}.`]),
    ...(at < 0
      ? []
      : [
          `Text ${at + 1} of the file is "${(found[at] ?? '').slice(0, 60)}", not "${(expected[at] ?? '').slice(0, 60)}".`,
        ]),
  ];
}

/** The paragraphs of a WordprocessingML part (ECMA-376-1, 17.3): runs of text, with breaks as line feeds. */
function paragraphsOf(xml: string): readonly string[] {
  const paragraphs: string[] = [];
  let open: string | null = null;
  let inText = false;
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'w:p') open = '';
    else if (name === 'w:pStyle' && attributes['w:val'] === SPACER) open = null;
    // A picture stands in a paragraph of its own, which has no text.
    else if (name === 'w:drawing') open = null;
    else if (name === 'w:t') inText = true;
    else if (name === 'w:br' && open !== null) open += '\n';
  });
  parser.on('text', (text) => {
    if (inText && open !== null) open += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'w:t') inText = false;
    else if (name === 'w:p' && open !== null) {
      paragraphs.push(open);
      open = null;
    }
  });
  parser.write(xml).close();
  return paragraphs;
}
