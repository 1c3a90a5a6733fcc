import { type DemarcError, invalidInput } from '../../contract/errors.ts';
import type { FindingsFormat } from '../../contract/findings.ts';
import { type FindingsOfOthers, findingsOfOthers } from '../files/findings-of-others.ts';
import { isOrganisationHeader, readOrganisationRow } from './advisors.ts';
import { isEvidenceHeader, readEvidenceRow } from './audit-manager.ts';
import type { Row } from './csv-rows.ts';
import { isOcsfHeader, readOcsfRow } from './ocsf.ts';
import { isProwlerComplianceHeader, isProwlerHeader, readProwlerRow } from './prowler.ts';
import { isControlHeader, isSploitHeader, readControlRow, readSploitRow } from './scanners.ts';
import { unknownFindings } from './tally.ts';
import type { Reading } from './words.ts';

/** How the rows of a table are read. */
export interface TableForm {
  readonly is: (columns: readonly string[]) => boolean;
  readonly format: FindingsFormat;
  readonly read: (row: Row) => Reading;
}
const FORMS: readonly TableForm[] = [
  { is: isProwlerHeader, format: 'prowler-csv', read: readProwlerRow },
  { is: isOcsfHeader, format: 'ocsf-csv', read: readOcsfRow },
  { is: isControlHeader, format: 'steampipe-csv', read: readControlRow },
  { is: isSploitHeader, format: 'cloudsploit-csv', read: readSploitRow },
  { is: isEvidenceHeader, format: 'audit-manager-csv', read: readEvidenceRow },
  { is: isOrganisationHeader, format: 'trusted-advisor-csv', read: readOrganisationRow },
];

/** The form of a table of findings by its columns in lower case; undefined for a table of anything else. */
export const tableForm = (columns: readonly string[]): TableForm | undefined =>
  FORMS.find(({ is }) => is(columns));

/** What a table of findings is that has no such form, and what to give instead; null for a table of anything else. */
export const unreadTable = (columns: readonly string[], beginning: string): FindingsOfOthers | null =>
  isProwlerComplianceHeader(columns)
    ? {
        what: "Prowler's table for one compliance framework",
        instead:
          'Give the findings file to "demarc findings", one folder up: its name starts with prowler-output.',
      }
    : findingsOfOthers(columns, beginning);

/** Refuses a table that has no such form, by what it is as far as its columns and its beginning tell. */
export function refusedTable(file: string, columns: readonly string[], beginning: string): DemarcError {
  const other = unreadTable(columns, beginning);
  return other
    ? invalidInput(`${file} is ${other.what}, whose columns are not read. ${other.instead}`)
    : unknownFindings(file);
}
