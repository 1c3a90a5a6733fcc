import type { Difference, OwnerPosition } from '../../main/contract/portfolio.ts';
import { NOT_APPLICABLE } from '../../main/domain/portfolio/owner-name.ts';
import { formatNumber } from '../lib/format.ts';

/** `14 say Platform team`; `1 says it is not applicable` */
export const positionWords = ({ owner, workbooks }: Pick<OwnerPosition, 'owner' | 'workbooks'>): string =>
  `${formatNumber(workbooks)} ${workbooks === 1 ? 'says' : 'say'} ${owner === NOT_APPLICABLE ? 'it is not applicable' : owner}`;

/** How a duty is answered elsewhere, the most frequent answer first; null where nobody answers it. */
export const precedentFor = (all: readonly Difference[], duty: string): Difference | null =>
  all.find((each) => each.duty === duty && each.owners.length > 0) ?? null;

/** `Elsewhere in the organisation: 14 say Platform team, 2 say Organisation` */
export const precedentWords = ({ owners }: Pick<Difference, 'owners'>): string =>
  `Elsewhere in the organisation: ${owners.map(positionWords).join(', ')}`;
