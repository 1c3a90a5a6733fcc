import type { PortfolioConnection } from '../../main/contract/portfolio.ts';
import type { Input } from './client.ts';
import { useDemarcQuery } from './queries.ts';

/** The portfolio that is looked at and published to: the one that was connected in this session, else the user's own file. */
export interface LookedAt {
  /** As calls name it. */
  readonly from: NonNullable<Input<'portfolio.report'>['from']>;
  /** Null for the own file. */
  readonly connected: PortfolioConnection | null;
}

/** Null until it is known which: nothing is asked of the one while the other is meant. */
export function usePortfolio(options: { readonly enabled?: boolean } = {}): LookedAt | null {
  const { data } = useDemarcQuery('portfolio.connection', {}, options);
  if (data === undefined) return null;
  return { connected: data, from: data === null ? 'own' : { connected: data.handle } };
}
