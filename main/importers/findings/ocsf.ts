import type { FindingResult } from '../../contract/findings.ts';
import { asArray, asText, isObject, type Json } from '../text/json.ts';
import type { Row } from './csv-rows.ts';
import { productCheck, productOf } from './products.ts';
import { checkOf } from './prowler.ts';
import { requirementsByFramework, requirementTexts } from './requirements.ts';
import { asAccount, type Reading, toClosed, toFinding, toResult, toSeverity, toTime } from './words.ts';

// OCSF findings as Prowler and Security Hub write them. `resources[].data` can hold secrets and is never looked at.

const part = (value: unknown): Json => (isObject(value) ? value : {});

export const isOcsf = (record: Json): boolean =>
  'class_uid' in record && (isObject(record.finding_info) || isObject(record.finding));

/**
 * One record; Prowler gives its result as `status_code`, Security Hub as `compliance.status`. Prowler 3 wrote a draft of
 * the format, with `finding` for `finding_info` and the result as `status`.
 */
export function readOcsf(record: Json): Reading {
  const isDraft = !isObject(record.finding_info);
  const metadata = part(record.metadata);
  const product = part(metadata.product);
  const info = part(isDraft ? record.finding : record.finding_info);
  const compliance = part(record.compliance);
  const resource = part(asArray(record.resources)[0]);
  const cloud = part(record.cloud);
  const isProwler = /prowler/i.test(`${asText(product.uid) ?? ''} ${asText(product.name) ?? ''}`);
  const made = isProwler ? null : productOf(`${asText(product.uid) ?? ''} ${asText(product.name) ?? ''}`);
  const analytic = asText(part(info.analytic).uid);
  const state = asText(record.status);
  const status = asText(record.status_code) ?? asText(compliance.status) ?? (isDraft ? state : null);
  const parts = {
    id: asText(info.uid) ?? asText(metadata.uid),
    source: isProwler ? ('prowler' as const) : ('security-hub' as const),
    check: isProwler
      ? checkOf(
          asText(metadata.event_code) ?? analytic ?? asText(part(product.feature).uid),
          providerOf(record, metadata),
        )
      : made !== null && asText(compliance.control) === null
        ? productCheck(made, typesOf(record, info))
        : (asText(compliance.control) ?? analytic ?? asText(metadata.event_code) ?? asText(info.title)),
    title: asText(info.title) ?? asText(record.message),
    severity: toSeverity(asText(record.severity)),
    resource: asText(resource.uid) ?? asText(resource.name),
    resourceType: asText(resource.type),
    service: asText(part(resource.group).name),
    account: asAccount(part(cloud.account).uid),
    region: asText(resource.region) ?? asText(cloud.region),
    observedAt:
      toTime(record.time_dt) ??
      toTime(info.created_time_dt) ??
      toTime(record.time) ??
      toTime(info.created_time) ??
      toTime(record.event_time) ??
      toTime(metadata.original_time),
    detail: asText(record.status_detail) ?? asText(record.message),
    requirements: [
      ...requirementsByFramework(part(record.unmapped).compliance),
      ...requirementTexts(compliance.requirements),
    ],
  };
  return isClosed(state, status)
    ? toClosed('archived', parts)
    : toFinding({ ...parts, status, result: isDraft ? draftResult(status) : resultOf(state, status) });
}

/** The cloud that Prowler looked at. A cluster of Kubernetes is none, and is told by the profile of the record. */
const providerOf = (record: Json, metadata: Json): string | null =>
  asText(part(record.cloud).provider) ??
  asText(part(record.unmapped).provider) ??
  (asArray(metadata.profiles).includes('container') ? 'kubernetes' : null);

/** What kind of finding a product gives; a vulnerability has a class of its own. */
const typesOf = (record: Json, info: Json): readonly string[] => {
  const types = requirementTexts(info.types);
  return types.length > 0 ? types : [asText(info.title) ?? '', asText(record.class_name) ?? ''];
};

/** Security Hub marks a passed check as resolved: that is a result. What has no result and is resolved is over. */
const isClosed = (state: string | null, status: string | null) =>
  /^(archived|deleted)$/i.test(state ?? '') || (status === null && /^resolved$/i.test(state ?? ''));
/** A finding without a result of a check, such as a vulnerability, is there because something is wrong. */
const resultOf = (state: string | null, status: string | null): FindingResult | null =>
  /^suppressed$/i.test(state ?? '') ? 'suppressed' : status === null ? 'fail' : toResult(status);

/** Words of the draft for passed, failed and muted; it calls a check for a person unknown. */
const DRAFT: ReadonlyMap<string, FindingResult> = new Map([
  ['success', 'pass'],
  ['failure', 'fail'],
  ['other', 'suppressed'],
  ['unknown', 'manual'],
]);
const draftResult = (status: string | null): FindingResult | null =>
  DRAFT.get(status?.toLowerCase() ?? '') ?? toResult(status);

/** Whether columns are paths of OCSF, as many of them as a finding needs. */
export const isOcsfHeader = (columns: readonly string[]): boolean =>
  columns.some((column) => /^(finding_info|metadata)\.uid$/.test(column)) &&
  columns.some((column) => /^(compliance\.|status|finding_info\.title)/.test(column));

/** One row of Security Hub's CSV export, whose columns are the OCSF paths that the person exporting picked. */
export function readOcsfRow(row: Row): Reading {
  const cell = (...names: readonly string[]) =>
    names.map((name) => row.get(name)).find((text) => text !== undefined) ?? null;
  const status = cell('status_code', 'compliance.status');
  const state = cell('status');
  const time = cell('time_dt', 'finding_info.created_time_dt', 'time');
  const parts = {
    id: cell('finding_info.uid', 'metadata.uid'),
    source: 'security-hub' as const,
    check: cell(
      'compliance.control',
      'finding_info.analytic.uid',
      'metadata.event_code',
      'finding_info.title',
    ),
    title: cell('finding_info.title'),
    severity: toSeverity(cell('severity')),
    resource: cell('resources[].uid', 'resources[0].uid', 'resources.uid'),
    resourceType: cell('resources[].type', 'resources[0].type', 'resources.type'),
    account: cell('cloud.account.uid'),
    region: cell('cloud.region'),
    observedAt: toTime(time),
    time,
  };
  return isClosed(state, status)
    ? toClosed('archived', parts)
    : toFinding({ ...parts, status, result: resultOf(state, status) });
}
