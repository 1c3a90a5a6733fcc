import { type DemarcError, invalidInput } from '../../contract/errors.ts';
import type { FindingsFormat } from '../../contract/findings.ts';
import { type FindingsOfOthers, findingsOfOthers } from '../files/findings-of-others.ts';
import { isOrganisationHeader, readOrganisationRow } from './advisors.ts';
import { isEvidenceHeader, readEvidenceRow } from './audit-manager.ts';
import { headings, type Row } from './csv-rows.ts';
import { isHubControlsHeader, isHubHeader, isOfOneControl, readHubControl, readHubRow } from './hub-table.ts';
import { isOcsfHeader, readOcsfRow } from './ocsf.ts';
import { isProwlerComplianceHeader, isProwlerHeader, isProwlerSummary, readProwlerRow } from './prowler.ts';
import { isControlHeader, isSploitHeader, readControlRow, readSploitRow } from './scanners.ts';
import { unknownFindings } from './tally.ts';
import type { Reading } from './words.ts';

/** How the rows of a table are read. */
export interface TableForm {
  readonly is: (columns: readonly string[]) => boolean;
  readonly format: FindingsFormat;
  readonly read: (row: Row) => Reading;
  /** What such a table cannot say, which its reader has to know. */
  readonly note?: string;
}
const FORMS: readonly TableForm[] = [
  { is: isProwlerHeader, format: 'prowler-csv', read: readProwlerRow },
  { is: isOcsfHeader, format: 'ocsf-csv', read: readOcsfRow },
  { is: isControlHeader, format: 'steampipe-csv', read: readControlRow },
  { is: isSploitHeader, format: 'cloudsploit-csv', read: readSploitRow },
  { is: isEvidenceHeader, format: 'audit-manager-csv', read: readEvidenceRow },
  { is: isOrganisationHeader, format: 'trusted-advisor-csv', read: readOrganisationRow },
  { is: isHubHeader, format: 'asff-csv', read: readHubRow },
  {
    is: isHubControlsHeader,
    format: 'security-hub-controls',
    read: readHubControl,
    note: 'A list of controls says of no resource which one failed: each result counts for every service here that the control is about. Findings say which: aws securityhub get-findings.',
  },
];

/** The form of a table of findings by its columns in lower case; undefined for a table of anything else. */
export const tableForm = (columns: readonly string[]): TableForm | undefined =>
  FORMS.find(({ is }) => is(columns));

/** The same of the beginning of a CSV, with the mark between its columns. Titles and remarks may have been put above the headings. */
export function tableIn(
  head: string,
): { readonly form: TableForm; readonly delimiter: string; readonly columns: readonly string[] } | undefined {
  for (const { columns, delimiter } of headings(head)) {
    const form = tableForm(columns);
    if (form) return { form, delimiter, columns };
  }
  return undefined;
}

/** Whether columns are those of a scanner's findings, or of what people made of them. */
export const namesFindings = (columns: readonly string[]): boolean =>
  tableForm(columns) !== undefined || isProwlerSummary(columns);

/** What a table of findings is that has no such form, and what to give instead; null for a table of anything else. */
export function unreadTable(columns: readonly string[], beginning: string): FindingsOfOthers | null {
  if (isProwlerComplianceHeader(columns))
    return {
      what: "Prowler's table for one compliance framework",
      instead:
        'Give the findings file to "demarc findings", one folder up: its name starts with prowler-output.',
    };
  if (isProwlerSummary(columns))
    return {
      what: "a table of Prowler's checks without their resources",
      instead: 'Give the whole table that Prowler wrote to "demarc findings".',
    };
  if (isOfOneControl(columns))
    return {
      what: 'a list of checks of Security Hub that does not say of which control they are',
      instead:
        'Put a column "Control ID" into it, or give the findings with all they say: aws securityhub get-findings --output json.',
    };
  return findingsOfOthers(columns, beginning);
}

/** How many of the first lines are looked at to tell what a table is that is not read. */
const LINES_TOLD = 40;
/** The same of the first lines of a file or a sheet, any of which may be that of its headings, in any letters. */
export function unreadAmong(lines: Iterable<readonly string[]>): FindingsOfOthers | null {
  const first: (readonly string[])[] = [];
  for (const line of lines) if (first.push(line.map((cell) => cell.toLowerCase())) >= LINES_TOLD) break;
  const beginning = first.map((cells) => cells.join('\n')).join('\n');
  for (const columns of first) {
    const unread = unreadTable(columns, beginning);
    if (unread) return unread;
  }
  return null;
}

/** The refusal of a table that has no such form, by what it is as far as that is known. */
export const refusedTable = (file: string, unread: FindingsOfOthers | null): DemarcError =>
  unread
    ? invalidInput(`${file} is ${unread.what}, whose columns are not read. ${unread.instead}`)
    : unknownFindings(file);
