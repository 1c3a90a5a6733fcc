import type { Edition } from '../domain/providers/edition.ts';
import type { PortfolioTarget } from '../portfolio/target.ts';

/** Reads what another workbook gives to those that inherit from it. */
export interface ProviderTask {
  readonly kind: 'provider';
  /** Its file or a pack of it, or what was published of it. */
  readonly from:
    | { readonly path: string; readonly name: string }
    | { readonly portfolio: PortfolioTarget; readonly publication: string };
  /** Heads of the editions that are held: whether the file goes on from them. */
  readonly heads: readonly string[];
}
/** An edition as it was read, with what is to be known of the file. */
export interface ReadEdition {
  readonly edition: Edition;
  readonly notices: readonly string[];
  /** Those of the heads asked for that its history does not have; a pack has no history that could be asked. */
  readonly lacks: readonly string[];
}
