import { AnnotationMode, GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { readStart } from './read-content.ts';

GlobalWorkerOptions.workerSrc = workerUrl;

/** A larger one is saved and opened elsewhere. */
const MAX_PDF_BYTES = 64 * 1024 * 1024;
/** Device pixels of a page at most, so that a poster-sized page does not take all memory. */
const MAX_PIXELS = 16_000_000;

export interface PdfFile {
  readonly pages: number;
  /** Draws one page into the canvas, so many CSS pixels wide, and returns its text. */
  draw(page: number, canvas: HTMLCanvasElement, width: number, signal: AbortSignal): Promise<string>;
  close(): void;
}

/** Opens a PDF for drawing alone: scripts, forms and links in it stay dead. Throws for what is no PDF, or too large a one. */
export async function openPdf(url: string, signal: AbortSignal): Promise<PdfFile> {
  const { bytes, whole } = await readStart(url, MAX_PDF_BYTES, signal);
  if (!whole) throw new Error('Too large to be shown.');
  // Neither WebAssembly nor further files: the policy of the page allows neither, and text and pictures need none.
  const task = getDocument({ data: bytes, enableXfa: false, useWasm: false, useWorkerFetch: false });
  const document = await task.promise;
  return {
    pages: document.numPages,
    draw: (page, canvas, width, stop) => drawPage(document, page, canvas, width, stop),
    close: () => void task.destroy(),
  };
}

async function drawPage(
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
  signal: AbortSignal,
): Promise<string> {
  const page = await document.getPage(number);
  signal.throwIfAborted();
  const plain = page.getViewport({ scale: 1 });
  const wanted = (width / plain.width) * devicePixelRatio;
  const scale = Math.min(wanted, Math.sqrt(MAX_PIXELS / (plain.width * plain.height)));
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const drawing = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
  const stop = () => drawing.cancel();
  signal.addEventListener('abort', stop);
  try {
    await drawing.promise;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
}
