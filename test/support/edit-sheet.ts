import ExcelJS from 'exceljs';

/** One sheet of a workbook as somebody edits it in a spreadsheet program: cells by ref and heading. */
export interface EditedSheet {
  readonly sheet: ExcelJS.Worksheet;
  /** 1-based column of a heading, which stands below the line of marks where there is one. */
  column(heading: string): number;
  /** Row number of a ref. */
  row(ref: string): number;
  get(ref: string, heading: string): string;
  set(ref: string, heading: string, value: ExcelJS.CellValue): void;
}

/** Opens an Excel file with another library than ours, lets `edit` change its register, and saves it elsewhere. */
export async function editRegister(
  from: string,
  to: string,
  edit: (sheet: EditedSheet, book: ExcelJS.Workbook) => void,
): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(from);
  const sheet = book.getWorksheet('Register');
  if (!sheet) throw new Error(`${from} has no sheet "Register".`);
  const column = (heading: string): number => {
    let found = 0;
    const headings = sheet.getRow(1).getCell(2).text === '' ? 2 : 1;
    sheet.getRow(headings).eachCell((cell, at) => {
      if (cell.text === heading) found = at;
    });
    if (found === 0) throw new Error(`There is no column "${heading}".`);
    return found;
  };
  const row = (ref: string): number => {
    const at = column('Ref');
    let found = 0;
    sheet.eachRow((line, number) => {
      if (line.getCell(at).text === ref) found = number;
    });
    if (found === 0) throw new Error(`There is no row "${ref}".`);
    return found;
  };
  const cell = (ref: string, heading: string) => sheet.getCell(row(ref), column(heading));
  edit(
    {
      sheet,
      column,
      row,
      get: (ref, heading) => cell(ref, heading).text,
      set: (ref, heading, value) => {
        cell(ref, heading).value = value;
      },
    },
    book,
  );
  // Hardly compressed: that would take a third of the writing.
  await book.xlsx.writeFile(to, { zip: { compressionOptions: { level: 1 } } });
}
