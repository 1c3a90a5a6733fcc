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
export const MAX_DEPTH = 64;
/** Rows and columns of a sheet: ECMA-376 part 1, 18.3.1.73 and Excel's own limits. */
export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;
