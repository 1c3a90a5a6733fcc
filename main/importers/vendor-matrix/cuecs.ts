import type { ColumnMapping } from '../../contract/claims.ts';
import { fold } from './words.ts';

/** The layout of lists of complementary user entity controls, as reports on SOC 2 have them. */
const CUECS = 'soc2-cuec';
const NAME = /^cuecs?(?: |$)/;
const BARE = /^cuecs?$/;
const TEXT = /^(?:description|text|details?|requirement|statement)$/;

/**
 * What users have to do stands in a list of CUECs beside their numbers, as "Description", or below "CUEC" itself. In a list that names no CUEC a description is that of the
 * criterion, and asks nothing of a customer.
 */
export function withUserEntityControls(
  columns: readonly ColumnMapping[],
  layout: string,
): readonly ColumnMapping[] {
  if (layout !== CUECS || columns.some(({ meaning }) => meaning === 'customer-text')) return columns;
  const headed = (pattern: RegExp) => columns.find(({ header }) => pattern.test(fold(header)));
  if (headed(NAME) === undefined) return columns;
  const text = headed(TEXT) ?? headed(BARE);
  return columns.map((entry) =>
    entry === text ? { ...entry, meaning: 'customer-text', confidence: 'sure' } : entry,
  );
}
