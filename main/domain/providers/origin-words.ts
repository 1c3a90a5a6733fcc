import type { InheritedEvidence, Origin, Provider } from '../../contract/providers.ts';

/** One state of one workbook: `“Platform”, revision 12 of 2026-11-29`. */
export const editionWords = ({ title, rev, day }: Pick<Origin, 'title' | 'rev' | 'day'>): string =>
  `“${title}”, revision ${rev} of ${day}`;

/** The whole way down to a row: `“Platform”, revision 12 of 2026-11-29, which inherits it from “Landing zone”, revision 7 of 2026-11-02`. */
export const originWords = (origins: readonly Origin[]): string =>
  origins.map(editionWords).join(', which inherits it from ');

/** A line of another workbook's evidence register: `E-3 Patch report (until 2027-01-31, SHA-256 0123456789ab…)`. */
export function evidenceWords({ number, title, expires, sha256 }: InheritedEvidence): string {
  const facts = [
    ...(expires === null ? [] : [`until ${expires}`]),
    ...(sha256 === null ? [] : [`SHA-256 ${sha256.slice(0, 12)}…`]),
  ];
  return `E-${number} ${title}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

/** Which edition a workbook inherits from, as a document says it, without the name of the party. */
export function providerWords({
  edition,
  takenAt,
  authorisedOn,
}: Pick<Provider, 'edition' | 'takenAt' | 'authorisedOn'>): string {
  const facts = [
    editionWords(edition),
    `taken on ${takenAt.slice(0, 10)}`,
    ...(authorisedOn === null ? [] : [`authorised on ${authorisedOn}`]),
    `digest of its state ${edition.digest ?? 'not known'}`,
  ];
  return facts.join(', ');
}
