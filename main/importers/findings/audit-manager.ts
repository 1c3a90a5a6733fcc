import type { FindingSeverity } from '../../contract/findings.ts';
import { asArray, asText, isObject, type Json } from '../text/json.ts';
import { benchmarkRule, controlOf } from './asff.ts';
import type { Row } from './csv-rows.ts';
import { asAccount, type Reading, toClosed, toFinding, toResult, toSeverity, toTime } from './words.ts';

// Evidence of AWS Audit Manager: results that it took from AWS Config and Security Hub, with what these call the check. It comes as answers of
// its API, and as a table of what evidence finder keeps in CloudTrail Lake, whose columns have the names of the schema of that store.

/** Member that holds the evidence of one folder. */
export const EVIDENCE = 'evidence';

const part = (value: unknown): Json => (isObject(value) ? value : {});
/** `{"evidence": {...}}`, or what is in it. */
const evidenceIn = (record: Json): Json => (isObject(record[EVIDENCE]) ? record[EVIDENCE] : record);
/** Whether a record is a piece of evidence, or the answer with one. */
export const isEvidence = (record: Json): boolean => {
  const evidence = evidenceIn(record);
  return 'evidenceFolderId' in evidence && ('dataSource' in evidence || 'evidenceByType' in evidence);
};

/** What a piece of evidence says of the check, and where it was collected. */
interface Taken {
  readonly dataSource: string | null;
  readonly eventName: string | null;
  /** Of `attributes`. */
  readonly attribute: (name: string) => string | null;
  /** All of `attributes`. */
  readonly values: readonly string[];
  readonly account: string | null;
  readonly observedAt: string | null;
  readonly requirements: readonly string[];
}
interface Judged {
  readonly status: string | null;
  readonly resource: string | null;
  readonly resourceType: string | null;
}

/** One piece of evidence of the API: a result for each resource in it, or one where it names none. The value of a resource is never looked at. */
export function readEvidence(record: Json): readonly Reading[] {
  const evidence = evidenceIn(record);
  const attributes = part(evidence.attributes);
  const taken: Taken = {
    dataSource: asText(evidence.dataSource),
    eventName: asText(evidence.eventName),
    attribute: (name) => plain(asText(attributes[name])),
    values: Object.values(attributes).flatMap((value) => plain(asText(value)) ?? []),
    account: asAccount(evidence.evidenceAwsAccountId) ?? asAccount(evidence.awsAccountId),
    observedAt: toTime(evidence.time),
    requirements: [],
  };
  const status = asText(evidence.complianceCheck);
  const resources = asArray(evidence.resourcesIncluded).map(part);
  const judged = resources.map((resource) => ({
    status: asText(resource.complianceCheck) ?? status,
    resource: asText(resource.arn),
    resourceType: null,
  }));
  return (judged.length > 0 ? judged : [{ status, resource: null, resourceType: null }]).map((each) =>
    readJudged(each, taken),
  );
}

const columnOf = (column: string): string => column.replace(/^eventdata\./, '');
/** Whether columns are those of evidence, as the store of evidence finder calls them. */
export const isEvidenceHeader = (columns: readonly string[]): boolean => {
  const names = new Set(columns.map(columnOf));
  return names.has('datasource') && (names.has('compliancecheck') || names.has('resourcecompliancecheck'));
};

/** One row of a query of CloudTrail Lake: one resource of one piece of evidence. */
export function readEvidenceRow(row: Row): Reading {
  const cell = (name: string): string | null => row.get(name) ?? row.get(`eventdata.${name}`) ?? null;
  const [framework, control] = [cell('frameworkname'), cell('controlname')];
  const taken: Taken = {
    dataSource: cell('datasource'),
    eventName: cell('eventname'),
    attribute: (name) => plain(cell(name.toLowerCase())),
    values: [],
    account: cell('evidenceawsaccountid') ?? cell('awsaccountid'),
    observedAt: toTime(cell('time') ?? cell('eventtime')),
    // A control is called `AC-2(1): Automated account management`.
    requirements:
      framework !== null && control !== null ? [`${framework} ${control.split(/[\s:,]/, 1)[0]}`] : [],
  };
  if (taken.dataSource === null) return { unreadable: 'it names no source of data' };
  return readJudged(
    {
      status: cell('resourcecompliancecheck') ?? cell('compliancecheck'),
      resource: cell('resourcearn'),
      resourceType: cell('resourcetype'),
    },
    taken,
  );
}

function readJudged({ status, resource, resourceType }: Judged, taken: Taken): Reading {
  const [scheme, , , region, account] = resource?.split(':') ?? [];
  const isArn = scheme === 'arn';
  const parts = {
    // Each day has evidence of its own, and one piece is in the folder of every control that it speaks for.
    id: null,
    ...(/config/i.test(taken.dataSource ?? '') ? ruleOf(taken) : controlFrom(taken)),
    severity: severityOf(taken.attribute('findingSeverity')),
    resource,
    resourceType,
    account: taken.account ?? ((isArn && account) || null),
    region: (isArn && region) || null,
    observedAt: taken.observedAt,
  };
  const result = toResult(status?.replace(/[-\s]/g, '_') ?? null);
  if (result === 'pass' || result === 'fail') return toFinding({ ...parts, status, result });
  return status === 'NOT_APPLICABLE' && parts.source === 'aws-config' && parts.check !== null
    ? toClosed('notApplicable', parts)
    : { skipped: 'inconclusive', finding: null };
}

/** Values of attributes are JSON of their own: `"my-rule"` with its quotes. */
const plain = (text: string | null): string | null => text?.replace(/^"([\s\S]*)"$/, '$1').trim() || null;

/** Identifiers of managed rules that are more than the name of the rule in capitals, of the rules that the tables know. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['INCOMING_SSH_DISABLED', 'restricted-ssh'],
  ['CLOUD_TRAIL_ENABLED', 'cloudtrail-enabled'],
]);
/** `S3_BUCKET_VERSIONING_ENABLED` is s3-bucket-versioning-enabled; a rule of one's own is called `Custom_my-rule`. */
function ruleName(keyword: string | null): string | null {
  if (keyword === null) return null;
  if (/^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(keyword))
    return NAMES.get(keyword) ?? keyword.toLowerCase().replaceAll('_', '-');
  return /^Custom_(.+)$/.exec(keyword)?.[1] ?? null;
}

function ruleOf({ attribute, eventName, requirements }: Taken) {
  const known = ruleName(attribute('managedRuleIdentifier')) ?? ruleName(eventName);
  const check = attribute('configRuleName') ?? known;
  return { source: 'aws-config' as const, check, rule: known ?? check, title: check, requirements };
}

/** `security-control/S3.8`, or `aws-foundational-security-best-practices/v/1.0.0/S3.8`. */
const GENERATOR = /^(?:security-control|\S+\/v\/\d[\d.]*)(?:\/rule)?\/[A-Za-z0-9]+(?:\.\d+)+$/;
const CONTROL = /^([A-Z][A-Za-z0-9]*\.\d+)(?=\s|$)/;

function controlFrom({ attribute, values, eventName, requirements }: Taken) {
  const title = attribute('findingTitle');
  const generator = attribute('findingGeneratorId') ?? values.find((value) => GENERATOR.test(value));
  const named = CONTROL.exec(title ?? '')?.[1] ?? CONTROL.exec(eventName ?? '')?.[1];
  return {
    source: 'security-hub' as const,
    // Where Security Hub has one finding for all standards, its title no longer begins with the control.
    check: (generator === undefined ? null : controlOf(generator)) ?? named ?? title,
    title,
    requirements: [...requirements, ...(generator === undefined ? [] : benchmarkRule(generator))],
  };
}

/** `{"label":"HIGH","normalized":70}`, which may be cut off, or the word alone. */
const severityOf = (text: string | null): FindingSeverity | null =>
  toSeverity(/"?label\\?"?\s*:\s*\\?"?([A-Za-z]+)/i.exec(text ?? '')?.[1] ?? text);
