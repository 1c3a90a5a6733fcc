// What a spreadsheet of people's making never reaches; a file beyond it is refused rather than waited for.
export const MAX_FILE_BYTES = 256 * 1024 ** 2;
export const MAX_PARTS = 10_000;
export const MAX_UNPACKED_BYTES = 512 * 1024 ** 2;
/** Cells that hold something, in one sheet. */
export const MAX_CELLS = 10_000_000;
/** Cells in which headings are looked for: forty rows of a sheet have a few hundred. */
export const HEADING_CELLS = 100_000;
/** Cells of small sheets of one file that stay in memory: as many as headings are looked for in, and one more row. */
export const KEPT_CELLS = HEADING_CELLS + 16_384;
/** Characters of all shared strings together. */
export const MAX_SHARED_CHARACTERS = 256 * 1024 ** 2;
/** Excel itself keeps 32,767 characters in a cell. */
export const MAX_CELL_CHARACTERS = 1024 ** 2;
export const MAX_MERGES = 100_000;
/** Links of one sheet, those of formulas as well. */
export const MAX_LINKS = 100_000;
/** Of a formula, as much as tells where it leads; Excel itself keeps 8,192 characters. */
export const MAX_FORMULA_CHARACTERS = 8_192;
export const MAX_COMMENTS = 20_000;
/** Of all comments of a sheet together. */
export const MAX_COMMENT_CHARACTERS = 16 * 1024 ** 2;
export const MAX_SHEETS = 1000;
/** References of one part to others; a sheet has one for each link in it, and Excel keeps 65,530 links. */
export const MAX_RELATIONS = 100_000;
/** Looks of cells; Excel keeps 65,490. */
export const MAX_FORMATS = 100_000;
/** Texts that cells share, empty ones as well. */
export const MAX_SHARED_STRINGS = 1_000_000;
export const MAX_DEPTH = 64;
/**
 * Tags, attributes and entities in the parts that are read of one file. Packed, a kilobyte can hold thousands of them. Real files of
 * more than a megabyte have up to 1.4 for each byte (a register of 20,000 rows has 1.3).
 */
export const MAX_MARKS = 3_000_000;
export const MARKS_PER_BYTE = 1.7;
/** Bytes of XML that are read of one file; real ones unpack to twelve times their size. */
export const MAX_READ_BYTES = 96 * 1024 ** 2;
export const READ_PER_BYTE = 24;
/** From one tag to the next; room for the longest text of a cell in letters of four bytes. */
export const MAX_UNMARKED_BYTES = 4.5 * 1024 ** 2;
/** Characters that the cells of one sheet show; a register of 20,000 rows shows three for each byte of its file. */
export const MAX_CELL_TEXT = 24_000_000;
export const CELL_TEXT_PER_BYTE = 10;
/** Rows and columns of a sheet: ECMA-376 part 1, 18.3.1.73 and Excel's own limits. */
export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;
