import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { DocumentFormat } from '../contract/documents.ts';
import { type DocumentModel, textsOf } from '../domain/report/document.ts';
import type { DocumentFacts } from '../exporters/pdf/write-document.ts';
import { sizeOf } from '../platform/byte-file.ts';
import type { TaskControls, WrittenDocumentFile } from './tasks.ts';
import { hashOf, incomplete, writeAllBeside } from './write-beside.ts';

/** Writes a document beside each target, reads each file back, and gives all of them their names when all are complete. */
export async function writeDocuments<F extends DocumentFormat>(
  document: DocumentModel,
  facts: DocumentFacts,
  files: readonly { readonly format: F; readonly path: string }[],
  { progress }: Pick<TaskControls, 'progress'>,
): Promise<readonly WrittenDocumentFile<F>[]> {
  return writeAllBeside(files, ({ format, path }, temporary, index) => {
    progress(index, files.length, basename(path));
    return writeDocument(document, facts, format, { path, temporary });
  });
}

/** Writes one format to `temporary` and compares it with the document; `path` is what messages call it. Whoever asked throws it away otherwise. */
export async function writeDocument<F extends DocumentFormat>(
  document: DocumentModel,
  facts: DocumentFacts,
  format: F,
  { path, temporary }: { readonly path: string; readonly temporary: string },
): Promise<WrittenDocumentFile<F>> {
  const { warnings, problems } = await writers[format](document, facts, temporary);
  if (problems.length > 0) throw incomplete(path, problems, { problems });
  return {
    format,
    bytes: sizeOf(temporary),
    sha256: await hashOf(temporary),
    texts: textsOf(document).length,
    warnings,
  };
}

type Writer = (
  document: DocumentModel,
  facts: DocumentFacts,
  path: string,
) => Promise<{ readonly warnings: readonly string[]; readonly problems: readonly string[] }>;

/** Each loads its library when it is asked for. */
const writers: Readonly<Record<DocumentFormat, Writer>> = {
  pdf: async (document, facts, path) => {
    const [{ writeDocumentPdf }, { reconcileDocumentPdf }] = await Promise.all([
      import('../exporters/pdf/write-document.ts'),
      import('../exporters/reconcile/document-pdf.ts'),
    ]);
    const warnings = writeDocumentPdf(document, path, facts);
    return { warnings, problems: reconcileDocumentPdf(path, document) };
  },
  docx: async (document, facts, path) => {
    const [{ writeDocumentDocx }, { reconcileDocumentDocx }] = await Promise.all([
      import('../exporters/documents/docx.ts'),
      import('../exporters/reconcile/document-docx.ts'),
    ]);
    await writeDocumentDocx(document, path, { modified: facts.createdAt.toISOString(), paper: facts.paper });
    return { warnings: [], problems: await reconcileDocumentDocx(path, document) };
  },
  html: async (document, _, path) => {
    const [{ documentHtml }, { reconcileDocumentHtml }] = await Promise.all([
      import('../exporters/documents/html.ts'),
      import('../exporters/reconcile/document-html.ts'),
    ]);
    writeFileSync(path, documentHtml(document), { flag: 'wx' });
    return { warnings: [], problems: reconcileDocumentHtml(path, document) };
  },
  md: async (document, _, path) => {
    const [{ documentMarkdown }, { reconcileDocumentMarkdown }] = await Promise.all([
      import('../exporters/documents/markdown.ts'),
      import('../exporters/reconcile/document-markdown.ts'),
    ]);
    writeFileSync(path, documentMarkdown(document), { flag: 'wx' });
    return { warnings: [], problems: reconcileDocumentMarkdown(path, document) };
  },
};
