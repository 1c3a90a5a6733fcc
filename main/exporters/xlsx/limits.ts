/** Rows that an Excel sheet has below its header. */
export const EXCEL_ROWS = 1_048_575;
