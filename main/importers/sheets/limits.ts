// What a spreadsheet of people's making never reaches; a file beyond it is refused rather than waited for.
export const MAX_FILE_BYTES = 256 * 1024 ** 2;
export const MAX_PARTS = 10_000;
export const MAX_UNPACKED_BYTES = 512 * 1024 ** 2;
/** Cells that hold something, in one sheet. */
export const MAX_CELLS = 10_000_000;
/** Characters of all shared strings together. */
export const MAX_SHARED_CHARACTERS = 256 * 1024 ** 2;
/** Excel itself keeps 32,767 characters in a cell. */
export const MAX_CELL_CHARACTERS = 1024 ** 2;
export const MAX_MERGES = 200_000;
export const MAX_COMMENTS = 20_000;
/** Of all comments of a sheet together. */
export const MAX_COMMENT_CHARACTERS = 16 * 1024 ** 2;
export const MAX_SHEETS = 1000;
/** References of one part to others; a sheet has one for each link in it, and Excel keeps 65,530 links. */
export const MAX_RELATIONS = 100_000;
/** Looks of cells; Excel keeps 65,490. */
export const MAX_FORMATS = 100_000;
/** Texts that cells share, empty ones as well. */
export const MAX_SHARED_STRINGS = 2_000_000;
export const MAX_DEPTH = 64;
/**
 * Tags, attributes and entities that are read of one file, counted each time that a part is read: about three seconds' work. Packed, a
 * kilobyte can hold millions of them. Files of more than a few megabytes may hold more, since real ones have one for each byte.
 */
export const MAX_MARKS = 5_000_000;
export const MARKS_PER_BYTE = 2.2;
/** Bytes of XML that are read of one file, again each time. */
export const MAX_READ_BYTES = 192 * 1024 ** 2;
export const READ_PER_BYTE = 36;
/** Rows and columns of a sheet: ECMA-376 part 1, 18.3.1.73 and Excel's own limits. */
export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;
