import type { Party } from '../../main/contract/parties.ts';
import type { Difference, OwnerPosition } from '../../main/contract/portfolio.ts';
import { NOT_APPLICABLE, ownersNamed } from '../../main/domain/portfolio/owner-name.ts';
import { formatNumber } from '../lib/format.ts';

/** `14 say Platform team`; `1 says it is not applicable` */
export const positionWords = ({ owner, workbooks }: Pick<OwnerPosition, 'owner' | 'workbooks'>): string =>
  `${formatNumber(workbooks)} ${workbooks === 1 ? 'says' : 'say'} ${owner === NOT_APPLICABLE ? 'it is not applicable' : owner}`;

/** How a duty is answered elsewhere, the most frequent answer first; null where nobody answers it. */
export const precedentFor = (all: readonly Difference[], duty: string): Difference | null =>
  all.find((each) => each.duty === duty && each.owners.length > 0) ?? null;

const answersWords = ({ owners }: Pick<Difference, 'owners'>): string => owners.map(positionWords).join(', ');

/** `As elsewhere in the organisation: 14 say Platform team, 2 say Organisation`, the reason of an answer that follows them. */
export const reasonElsewhere = (words: string): string => `As elsewhere in the organisation: ${words}`;

/** `Elsewhere in the organisation: 14 say Platform team, 2 say Organisation` */
export const precedentWords = (precedent: Pick<Difference, 'owners'>): string =>
  `Elsewhere in the organisation: ${answersWords(precedent)}`;

/** The answer that most give, by the parties of this workbook, and how all answer in words; null where it has no party of that name. */
export function followed(
  precedent: Pick<Difference, 'owners'>,
  parties: readonly Party[],
): { readonly owners: readonly string[]; readonly words: string } | null {
  const owners = ownersNamed(precedent.owners[0]?.owner ?? '', parties);
  // A long tail of answers is of no use as a source.
  return owners && { owners, words: answersWords({ owners: precedent.owners.slice(0, 5) }).slice(0, 1000) };
}
