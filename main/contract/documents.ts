/** What a document can be written as. */
export type DocumentFormat = 'pdf' | 'docx' | 'html' | 'md';

/** A file of a document that was written and read back. */
export interface WrittenDocument<F extends DocumentFormat = DocumentFormat> {
  readonly format: F;
  /** Name of the file, and the handle under which the host can reveal or deliver it. */
  readonly name: string;
  readonly handle: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Texts that were found in it when it was read back, each where it should be. */
  readonly texts: number;
  /** Characters that the font cannot show, named. */
  readonly warnings: readonly string[];
}
