import type { DocumentModel } from '../../domain/report/document.ts';
import { PdfFile } from './pdf-file.ts';
import { markedTexts } from './pdf-marks.ts';
import { TextCheck } from './pdf-texts.ts';

/** Reads the PDF of a document back and compares every text, in order; what is missing or differs, as sentences. */
export function reconcileDocumentPdf(path: string, document: DocumentModel): readonly string[] {
  const text = (value: string) => ({ kind: 'paragraph', text: value }) as const;
  const check = new TextCheck([
    text(document.title),
    text(document.subtitle),
    ...document.blocks,
    text(document.source),
  ]);
  try {
    const file = new PdfFile(path);
    try {
      for (const found of markedTexts(file, 'DemarcText')) check.take(found);
    } finally {
      file.close();
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return check.problems();
}
