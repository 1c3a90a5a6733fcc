import type { ColumnMapping, Meaning } from '../../contract/claims.ts';
import { namesUpstream } from './layouts.ts';
import type { Grid } from './tables/grid.ts';
import { AS_WRITTEN, clip, isOfCloud, namesAnother, namesVendorItself, type Rename } from './words.ts';

// Whose matrix it is, and whose a column of it: a firm that is named and is not the vendor is somebody else.

/** Names around a table, in which its framework and its firm may be named. */
export interface Around {
  readonly sheet: string;
  readonly book: string;
}

/**
 * Who stands beside whom: a column of a name that is neither a role nor the vendor's own is another's, as is any provider's beside a column of the
 * vendor's own name. Of a cloud and another provider one is the vendor and the other is not, by what the vendor is. Where there is no column for a
 * vendor, the third party beside the customer is the vendor, unless it has a name that is another's.
 */
export function beneathVendor(columns: readonly ColumnMapping[], rename: Rename): readonly ColumnMapping[] {
  const isOpen = ({ confidence }: ColumnMapping) => confidence !== 'given';
  const isVendors = ({ meaning }: ColumnMapping) => meaning === 'vendor' || meaning === 'vendor-text';
  const swap = (entry: ColumnMapping, meaning: Meaning): ColumnMapping => ({
    ...entry,
    meaning,
    confidence: 'likely',
  });
  const asOther = (others: readonly ColumnMapping[]) =>
    columns.map((entry) =>
      others.includes(entry) ? swap(entry, entry.meaning === 'vendor' ? 'other' : 'other-text') : entry,
    );
  const vendors = columns.filter(isVendors);
  const itself = vendors.filter(({ header }) => namesVendorItself(header, rename));
  if (itself.length > 0)
    return asOther(
      vendors.filter((entry) => entry.meaning === 'vendor' && isOpen(entry) && !itself.includes(entry)),
    );
  const strangers = rename === AS_WRITTEN ? [] : vendors.filter(({ confidence }) => confidence === 'likely');
  if (strangers.length > 0) return asOther(strangers);
  const clouds = vendors.filter((entry) => isOpen(entry) && namesCloud(rename(entry.header)));
  if (clouds.length > 0 && clouds.length < vendors.length)
    return asOther(
      isOfCloud(rename) ? vendors.filter((entry) => isOpen(entry) && !clouds.includes(entry)) : clouds,
    );
  if (vendors.length === 0 && columns.some(({ meaning }) => meaning === 'customer'))
    return columns.map((entry) =>
      entry.meaning === 'other' && isOpen(entry) && rename(entry.header) === entry.header
        ? swap(entry, 'vendor')
        : entry,
    );
  return columns;
}
const namesCloud = (heading: string): boolean => namesUpstream(heading) || /\bcsp\b/i.test(heading);

const NAMED_AMONG = 40;
/**
 * The name around a table that is another cloud's or party's, where neither a heading nor what stands as near names the vendor; null for none. Only where
 * the vendor is a cloud itself: others write of the clouds that they use.
 */
export function whoseInstead(
  grid: Grid,
  columns: readonly ColumnMapping[],
  headerRow: number,
  { sheet, book }: Around,
  rename: Rename,
): string | null {
  if (!isOfCloud(rename) || columns.some(({ header }) => namesVendorItself(header, rename))) return null;
  const above = grid.cells.slice(0, NAMED_AMONG).filter(({ row }) => row < headerRow);
  for (const texts of [[sheet, ...above.map(({ text }) => text)], [book]].map(written)) {
    if (texts.some((text) => namesVendorItself(text, rename))) return null;
    const another = texts.find((text) => namesAnother(text, rename));
    if (another !== undefined) return clip(another, 80);
  }
  return null;
}
/** Names of files have signs between their words. */
const written = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => text.replaceAll('_', ' '));
