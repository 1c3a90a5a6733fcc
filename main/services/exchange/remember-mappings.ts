import type { SheetMapping } from '../../contract/claims.ts';
import type { GivenMapping } from '../../contract/methods/claims.ts';
import { saveMapping } from '../../workbook/tables/claims.ts';
import type { CommandContext } from '../context.ts';

/** What a person corrected holds for the next file with the same headings. */
export function rememberMappings(
  { db, clock, actor }: CommandContext,
  given: GivenMapping,
  read: readonly SheetMapping[],
): void {
  for (const { sheet, matrix, scheme, columns, words } of given) {
    const used = read.find((entry) => entry.sheet === sheet);
    if (!matrix || !used?.fingerprint) continue;
    const headings = used.columns.map(({ header }) => header).filter((header) => header !== '');
    saveMapping(
      db,
      used.fingerprint,
      headings,
      { scheme, columns, words, headerRows: used.headerRows },
      clock.now(),
      actor,
    );
  }
}
