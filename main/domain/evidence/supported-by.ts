import type { Evidence } from '../../contract/evidence.ts';

/** The subjects whose duties a piece of evidence supports, each once. */
export const supportedBy = ({ links }: Pick<Evidence, 'links'>): readonly string[] => [
  ...new Set(links.map((ref) => ref.slice(0, ref.indexOf('/')))),
];
