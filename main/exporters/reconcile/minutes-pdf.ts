import type { MinutesDocument } from '../../domain/minutes/document.ts';
import { PdfFile } from './pdf-file.ts';
import { markedTexts } from './pdf-marks.ts';
import { TextCheck } from './pdf-texts.ts';

/** Reads a PDF of minutes back and compares every text, in order; what is missing or differs, as sentences. */
export function reconcileMinutesPdf(path: string, minutes: MinutesDocument): readonly string[] {
  const text = (value: string) => ({ kind: 'paragraph', text: value }) as const;
  const check = new TextCheck([
    text(minutes.title),
    text(minutes.subtitle),
    ...minutes.blocks,
    text(minutes.source),
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
