import { cleanText } from '../safe-text.ts';
import { columnLetters, escapeCellText } from './cells.ts';

const MAX_HEADING = 255;

/** Text between the quotes of an attribute. */
export const escapeAttribute = (text: string): string =>
  escapeCellText(text).replaceAll('"', '&quot;').replaceAll('\n', '_x000a_').replaceAll('\t', '_x0009_');

/** Whether Excel takes these headings for those of a table: each says something, no longer than may be, and none is another's. */
export function canHeadTable(headings: readonly string[]): boolean {
  const seen = new Set(headings.map((heading) => cleanText(heading).text.toLowerCase()));
  return (
    seen.size === headings.length &&
    headings.every((heading) => heading.trim() !== '' && heading.length <= MAX_HEADING)
  );
}

/** XML of a table over the rows from `headerRow` to `lastRow`, with a filter and none of Excel's own colours. */
export function tableXml(
  id: number,
  name: string,
  headings: readonly string[],
  headerRow: number,
  lastRow: number,
): string {
  const area = `A${headerRow}:${columnLetters(headings.length)}${lastRow}`;
  const columns = headings.map(
    (heading, index) => `<tableColumn id="${index + 1}" name="${escapeAttribute(cleanText(heading).text)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${id}" name="${name}" displayName="${name}" ref="${area}" totalsRowShown="0"><autoFilter ref="${area}"/><tableColumns count="${headings.length}">${columns.join('')}</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`;
}
