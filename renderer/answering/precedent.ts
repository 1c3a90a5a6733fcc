import type { Party } from '../../main/contract/parties.ts';
import type { Difference, OwnerPosition } from '../../main/contract/portfolio.ts';
import { partiesNamed } from '../../main/domain/duties/parties-named.ts';
import { NOT_APPLICABLE } from '../../main/domain/portfolio/owner-name.ts';
import { formatNumber } from '../lib/format.ts';

/** `14 say Platform team`; `1 says it is not applicable` */
export const positionWords = ({ owner, workbooks }: Pick<OwnerPosition, 'owner' | 'workbooks'>): string =>
  `${formatNumber(workbooks)} ${workbooks === 1 ? 'says' : 'say'} ${owner === NOT_APPLICABLE ? 'it is not applicable' : owner}`;

/** How a duty is answered elsewhere, the most frequent answer first; null where nobody answers it. */
export const precedentFor = (all: readonly Difference[], duty: string): Difference | null =>
  all.find((each) => each.duty === duty && each.owners.length > 0) ?? null;

const answersWords = ({ owners }: Pick<Difference, 'owners'>): string => owners.map(positionWords).join(', ');

/** `Elsewhere in the organisation: 14 say Platform team, 2 say Organisation` */
export const precedentWords = (precedent: Pick<Difference, 'owners'>): string =>
  `Elsewhere in the organisation: ${answersWords(precedent)}`;

/** The answer that most give, by the parties of this workbook, and how all answer in words; or in a sentence why it cannot be taken over. */
export function followed(
  { owners }: Pick<Difference, 'owners'>,
  parties: readonly Party[],
): { readonly owners: readonly string[]; readonly words: string } | { readonly why: string } {
  // A long tail of answers is of no use as a source.
  const words = answersWords({ owners: owners.slice(0, 5) }).slice(0, 1000);
  const [first, second] = owners;
  if (!first || first.workbooks === second?.workbooks)
    return { why: `Elsewhere no answer is that of most: ${words}.` };
  if (first.owner === NOT_APPLICABLE)
    return { why: 'Most say elsewhere that it is not applicable. Why it is not here is for you to say.' };
  const named = partiesNamed(first.owner, parties);
  return named
    ? { owners: named, words }
    : { why: `Most say elsewhere: ${first.owner}. This workbook has no party of that name, or several.` };
}
