import fs from 'node:fs';
import type { Paper } from '../../contract/exports.ts';
import type { DocumentModel } from '../../domain/report/document.ts';
import { flowMarked, LARGE, paintBlocks, SMALL } from './blocks.ts';
import { Book } from './book.ts';
import { textMark } from './marks.ts';
import { STYLES } from './styles.ts';
import { ours } from './words.ts';

/** What the file says of itself: when it is of, and whose it is. */
export interface DocumentFacts {
  readonly organisation: string;
  readonly createdAt: Date;
  readonly appVersion: string;
  readonly digest: string;
  /** What it is printed on; A4 unless said. */
  readonly paper?: Paper | undefined;
}

/** Writes a document as a tagged PDF to `path`, the same bytes for the same document. Warnings name what the font cannot show. */
export function writeDocumentPdf(
  document: DocumentModel,
  path: string,
  facts: DocumentFacts,
): readonly string[] {
  const { title, wide } = document;
  const orientation = wide ? 'landscape' : 'portrait';
  const book = new Book(
    path,
    {
      title,
      author: facts.organisation,
      subject: document.subject,
      language: 'en',
      createdAt: facts.createdAt,
      producer: `Demarc ${facts.appVersion}`,
    },
    { title, digest: `Digest ${facts.digest.slice(0, 16)}`, mark: document.mark },
    facts.paper,
  );
  try {
    book.newPage(orientation);
    book.part(title);
    book.flow(book.show(ours(title), 'title'), STYLES.h1, orientation, textMark(0), 'H1');
    flowMarked(book, ours(document.subtitle), STYLES.bodyMuted, 'subtitle', orientation);
    book.y += 10;
    const cells = wide ? SMALL : LARGE;
    paintBlocks(book, document.blocks, 'document', { cells, orientation, own: true });
    book.y += 14;
    flowMarked(book, document.source, STYLES.label, 'source', orientation);
    book.finish();
    return book.missing.warnings();
  } catch (error) {
    book.abandon();
    fs.rmSync(path, { force: true });
    throw error;
  }
}
