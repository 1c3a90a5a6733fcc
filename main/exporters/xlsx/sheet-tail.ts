/** The methods by which exceljs writes what stands below the rows, in the order in which it calls them. */
export interface SheetTail {
  _writeAutoFilter(): void;
  _writeHyperlinks(): void;
  _writeSheetProtection(): void;
  _writeLegacyData(): void;
  _write(xml: string): void;
}

/**
 * Has exceljs write the end of a sheet in the order of the standard (ECMA-376 part 1, 18.3.1.99), which Excel insists on: exceljs puts the
 * links before the conditional formats and the protection behind everything. `last` gives what it knows nothing of, the
 * drawing and the table, once all else is written.
 */
export function orderTail(sheet: SheetTail, last: () => string): void {
  const filter = sheet._writeAutoFilter.bind(sheet);
  const links = sheet._writeHyperlinks.bind(sheet);
  const protection = sheet._writeSheetProtection.bind(sheet);
  const legacy = sheet._writeLegacyData.bind(sheet);
  sheet._writeAutoFilter = () => {
    protection();
    filter();
  };
  sheet._writeHyperlinks = () => undefined;
  // Called after the conditional formats and the lists, where the links belong.
  sheet._writeSheetProtection = links;
  sheet._writeLegacyData = () => {
    legacy();
    const xml = last();
    if (xml !== '') sheet._write(xml);
  };
}
