/** Rows that an Excel sheet has below its header and the line of its marks. */
export const EXCEL_ROWS = 1_048_574;
