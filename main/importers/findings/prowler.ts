import { isYes } from '../../domain/words/yes-no.ts';
import { asText, type Json } from '../text/json.ts';
import type { Row } from './csv-rows.ts';
import { requirementsByFramework, requirementsInCell } from './requirements.ts';
import { asAccount, type Reading, toFinding, toResult, toSeverity, toTime } from './words.ts';

// Prowler's own files: CSV of versions 2, 3 and 4 to 5 (columns were renamed between them, later ones only added), and the
// JSON of versions 2 and 3. Columns are found by name, so their order and further ones do not matter.

/** `[check114] Ensure …` -> `check114`: version 2 has its check id in front of the title. */
const leadingId = (title: string | null) => /^\[([A-Za-z0-9_.-]+)\]/.exec(title ?? '')?.[1] ?? null;
const withoutId = (title: string | null) => title?.replace(/^\[[^\]]*\]\s*/, '') ?? null;
/** Up to version 3 a result that the user muted was called a warning. */
const toProwlerResult = (status: string | null, muted: boolean) =>
  muted || status?.toLowerCase() === 'warning' ? 'suppressed' : toResult(status);

/** A check of another cloud carries its name, so that it is never taken for one of AWS that is called the same. */
export const checkOf = (check: string | null, provider: string | null): string | null =>
  check === null || provider === null || provider.toLowerCase() === 'aws' ? check : `${provider}/${check}`;

const RESOURCES = ['resource_uid', 'resource_arn', 'resource_id', 'check_resource_id', 'resource_name'];
const namesChecks = (columns: readonly string[]): boolean =>
  columns.includes('check_id') && columns.includes('status');
/** Whether columns are those of Prowler’s findings, of any of its versions. */
export const isProwlerHeader = (columns: readonly string[]): boolean =>
  (namesChecks(columns) && RESOURCES.some((name) => columns.includes(name))) ||
  (columns.includes('title_id') && columns.includes('check_result'));
/** What people make of the findings: a pivot, a plan, a list of exceptions. It has checks and a status, and of no resource. */
export const isProwlerSummary = (columns: readonly string[]): boolean =>
  namesChecks(columns) && !columns.some((name) => /resource|\barn\b/.test(name));

/** The table of one compliance framework, which Prowler writes beside the findings. */
export const isProwlerComplianceHeader = (columns: readonly string[]): boolean =>
  columns.includes('requirements_id') && columns.includes('checkid');

/** One row of a findings CSV of any generation. */
export function readProwlerRow(row: Row): Reading {
  const cell = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const text = row.get(name);
      if (text !== undefined) return text;
    }
    return null;
  };
  const title = cell('check_title', 'title_text');
  const status = cell('status', 'check_result');
  const time = cell('timestamp', 'assessment_start_time', 'prowler_start_time');
  return toFinding({
    id: cell('finding_uid', 'finding_unique_id'),
    source: 'prowler',
    check: checkOf(cell('check_id') ?? leadingId(title) ?? cell('title_id'), cell('provider')),
    title: withoutId(title),
    status,
    result: toProwlerResult(status, isYes(cell('muted') ?? '')),
    severity: toSeverity(cell('severity', 'check_severity')),
    resource: cell(...RESOURCES),
    resourceType: cell('resource_type', 'check_asff_resource_type'),
    service: cell('service_name', 'check_servicename'),
    account: cell('account_uid', 'account_id', 'account_num'),
    region: cell('region'),
    observedAt: toTime(time),
    time,
    detail: cell('status_extended', 'check_result_extended'),
    requirements: requirementsInCell(cell('compliance')),
  });
}

export const isProwlerJson = (record: Json): boolean =>
  ('CheckID' in record && 'Status' in record) || ('Control' in record && 'Account Number' in record);

/** One object of the JSON of version 3 (`CheckID`), or of version 2 (`Control`). */
export function readProwlerJson(record: Json): Reading {
  const member = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const text = asText(record[name]);
      if (text !== null) return text;
    }
    return null;
  };
  const title = member('CheckTitle', 'Control');
  const status = member('Status');
  return toFinding({
    id: member('FindingUniqueId'),
    source: 'prowler',
    check: checkOf(member('CheckID') ?? leadingId(title) ?? member('Control ID'), member('Provider')),
    title: withoutId(title),
    status,
    result: toProwlerResult(status, false),
    severity: toSeverity(member('Severity')),
    resource: member('ResourceArn', 'ResourceId', 'Resource ID'),
    resourceType: member('ResourceType'),
    service: member('ServiceName', 'Service'),
    account: asAccount(record.AccountId) ?? asAccount(record['Account Number']),
    region: member('Region'),
    observedAt: toTime(member('AssessmentStartTime', 'Timestamp')),
    detail: member('StatusExtended', 'Message'),
    requirements: requirementsByFramework(record.Compliance),
  });
}
