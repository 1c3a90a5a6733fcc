import { invalidInput } from '../../contract/errors.ts';
import { PAPERS, type Paper } from '../../contract/exports.ts';

/** What a call takes of `--paper`; INVALID_INPUT for a size of paper that is none. */
export function paperFrom(text: string | undefined): { readonly paper?: Paper } {
  if (text === undefined) return {};
  const paper = PAPERS.find((size) => size === text.toLowerCase());
  if (paper === undefined) throw invalidInput(`"${text}" is no size of paper here. Give a4 or letter.`);
  return { paper };
}
