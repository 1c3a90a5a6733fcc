import type { Inheritance } from '../../contract/catalogue.ts';

/** With whom a control lies, seen from a seat: exactly one of them for a control that applies. */
export const VERDICTS = ['held-by-provider', 'held-by-customer', 'held-together', 'undecided'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Holders {
  /** Whether anybody on the provider's side of the seat has a part of any duty, and anybody on the customer's side. */
  readonly provider: boolean;
  readonly customer: boolean;
  /** Whether a duty that bears on it has no answer, or one that cannot stand. */
  readonly open: boolean;
}

/**
 * The one rule by which any layout says that a control can be inherited, is the provider's only, or is left to the customer. It is
 * the provider's only where the catalogue says that it may be inherited whole **and** every duty that bears on it is answered and the
 * provider's; a wrong word here deletes work that the customer owes. It is the customer's only where the customer alone has a part and
 * nothing is open: that nobody can inherit it does not say who has a part. Everything else in which the provider has a part is held
 * together, with what is open said beside it.
 */
export function verdictOf(inherit: Inheritance, { provider, customer, open }: Holders): Verdict {
  if (!provider) return customer && !open ? 'held-by-customer' : 'undecided';
  if (customer || open || inherit !== 'wholly') return 'held-together';
  return 'held-by-provider';
}
