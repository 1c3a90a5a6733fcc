import type { FindingSeverity } from '../../contract/findings.ts';
import { asArray, asText, isObject, type Json } from '../text/json.ts';
import { productCheck } from './products.ts';
import { asAccount, type Reading, toClosed, toFinding, toSeverity, toTime } from './words.ts';

// What Inspector, GuardDuty, Macie and IAM Access Analyzer give out themselves. Members are those of their API models; the
// command line writes some of them with a capital letter, and what GuardDuty exports to a bucket with a small one.

const part = (value: unknown): Json => (isObject(value) ? value : {});
const member = (record: Json, name: string): unknown =>
  record[name] ?? record[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
const text = (record: Json, name: string) => asText(member(record, name));
const inside = (record: Json, name: string) => part(member(record, name));
const firstOf = (record: Json, name: string) => part(asArray(member(record, name))[0]);

/** Whether a record is a finding of Inspector. */
export const isInspector = (record: Json): boolean => 'findingArn' in record && 'awsAccountId' in record;

const INSPECTED: ReadonlyMap<string, string> = new Map([
  ['AWS_EC2_INSTANCE', 'AWS::EC2::Instance'],
  ['AWS_ECR_CONTAINER_IMAGE', 'AWS::ECR::Repository'],
  ['AWS_ECR_REPOSITORY', 'AWS::ECR::Repository'],
  ['AWS_LAMBDA_FUNCTION', 'AWS::Lambda::Function'],
]);

/** One of `aws inspector2 list-findings`. A closed one is over; one that a rule suppresses counts as suppressed. */
export function readInspector(record: Json): Reading {
  const resource = firstOf(record, 'resources');
  const type = asText(resource.type);
  const status = text(record, 'status');
  const parts = {
    id: text(record, 'findingArn'),
    source: 'security-hub' as const,
    check: productCheck('inspector', [text(record, 'type') ?? '']),
    title: text(record, 'title'),
    severity: toSeverity(text(record, 'severity')),
    resource: asText(resource.id),
    resourceType: INSPECTED.get(type ?? '') ?? type,
    account: asAccount(record.awsAccountId),
    region: asText(resource.region),
    observedAt: toTime(member(record, 'updatedAt')) ?? toTime(member(record, 'lastObservedAt')),
  };
  if (status === 'CLOSED') return toClosed('archived', parts);
  return toFinding({ ...parts, status, result: status === 'SUPPRESSED' ? 'suppressed' : 'fail' });
}

/** Whether a record is what ECR found in one image. */
export const isImageScan = (record: Json): boolean => isObject(record.imageScanFindings);
/** The findings of Inspector in `aws ecr describe-image-scan-findings`, and what of it is none, in words. Where ECR scans by itself it names packages and no findings. */
export function readImageScan(record: Json): readonly (Reading | string)[] {
  const { enhancedFindings, findings } = part(record.imageScanFindings);
  const read = asArray(enhancedFindings).map((finding) =>
    isObject(finding) && isInspector(finding) ? readInspector(finding) : 'it is no finding of Inspector',
  );
  if (asArray(findings).length > 0 || !Array.isArray(enhancedFindings)) return [...read, OF_ECR];
  const status = asText(part(record.imageScanStatus).status) ?? 'without a status';
  return read.length > 0 || /^(ACTIVE|COMPLETE)$/.test(status)
    ? read
    : [`it has no findings, and the scan of the image is no whole one (${status.slice(0, 40)})`];
}
const OF_ECR =
  'it is what ECR found in one image by itself; where Inspector scans the images, give `aws inspector2 list-findings`';

/** Whether a record is a finding of GuardDuty, in either spelling. */
export const isGuardDuty = (record: Json): boolean => {
  const service = inside(record, 'service');
  return (
    member(record, 'schemaVersion') !== undefined &&
    member(record, 'type') !== undefined &&
    (member(service, 'detectorId') !== undefined || text(service, 'serviceName') === 'guardduty')
  );
};

/** What a resource of GuardDuty is, and in which part of the record it is named. */
const THREATENED: ReadonlyMap<string, readonly [type: string, part: string, member: string]> = new Map([
  ['Instance', ['AWS::EC2::Instance', 'instanceDetails', 'instanceId']],
  ['S3Bucket', ['AWS::S3::Bucket', 's3BucketDetails', 'arn']],
  ['S3Object', ['AWS::S3::Bucket', 's3BucketDetails', 'arn']],
  ['AccessKey', ['AWS::IAM::User', 'accessKeyDetails', 'userName']],
  ['EKSCluster', ['AWS::EKS::Cluster', 'eksClusterDetails', 'arn']],
  ['KubernetesCluster', ['AWS::EKS::Cluster', 'eksClusterDetails', 'arn']],
  ['ECSCluster', ['AWS::ECS::Cluster', 'ecsClusterDetails', 'arn']],
  ['Container', ['AWS::ECS::Cluster', 'ecsClusterDetails', 'arn']],
  ['Lambda', ['AWS::Lambda::Function', 'lambdaDetails', 'functionArn']],
  ['RDSDBInstance', ['AWS::RDS::DBInstance', 'rdsDbInstanceDetails', 'dbInstanceArn']],
  ['EBSSnapshot', ['AWS::EC2::Snapshot', 'ebsSnapshotDetails', 'snapshotArn']],
  ['EC2Image', ['AWS::EC2::Image', 'ec2ImageDetails', 'imageArn']],
]);

/** One of `aws guardduty get-findings`, or a line of what GuardDuty exports. An archived one is over, a sample nothing that was found. */
export function readGuardDuty(record: Json): Reading {
  const resource = inside(record, 'resource');
  const kind = text(resource, 'resourceType');
  const [type, where, name] = THREATENED.get(kind ?? '') ?? [kind, '', ''];
  const details = member(resource, where);
  const named = text(part(Array.isArray(details) ? details[0] : details), name);
  const severity = Number(member(record, 'severity'));
  const parts = {
    id: text(record, 'arn') ?? text(record, 'id'),
    source: 'security-hub' as const,
    check: productCheck('guardduty', [text(record, 'type') ?? '']),
    title: text(record, 'title'),
    severity: severityOf(severity),
    resource: named,
    resourceType: type,
    account: asAccount(member(record, 'accountId')),
    region: text(record, 'region'),
    observedAt: toTime(member(record, 'updatedAt')) ?? toTime(member(record, 'createdAt')),
    detail: text(record, 'title'),
  };
  if (isSample(inside(inside(record, 'service'), 'additionalInfo')))
    return { skipped: 'archived', finding: null };
  if (member(inside(record, 'service'), 'archived') === true) return toClosed('archived', parts);
  return toFinding({ ...parts, status: null, result: 'fail' });
}

/** What "Generate sample findings" makes says so in a member, or in a text of JSON. */
const isSample = (additional: Json): boolean =>
  member(additional, 'sample') === true || /"sample"\s*:\s*true/.test(text(additional, 'value') ?? '');

/** Its documentation: critical from 9.0, high from 7.0, medium from 4.0, low below. */
const severityOf = (severity: number): FindingSeverity | null =>
  severity >= 9
    ? 'critical'
    : severity >= 7
      ? 'high'
      : severity >= 4
        ? 'medium'
        : severity > 0
          ? 'low'
          : null;

/** Whether a record is a finding of Macie. */
export const isMacie = (record: Json): boolean =>
  member(record, 'resourcesAffected') !== undefined && member(record, 'category') !== undefined;

/** One of `aws macie2 get-findings`. A sample finding is nothing that was found. */
export function readMacie(record: Json): Reading {
  const bucket = inside(inside(record, 'resourcesAffected'), 's3Bucket');
  const parts = {
    id: text(record, 'id'),
    source: 'security-hub' as const,
    check: productCheck('macie', [text(record, 'type') ?? '']),
    title: text(record, 'title'),
    severity: toSeverity(text(inside(record, 'severity'), 'description')),
    resource: text(bucket, 'arn') ?? text(bucket, 'name'),
    resourceType: 'AWS::S3::Bucket',
    account: asAccount(member(record, 'accountId')),
    region: text(record, 'region'),
    observedAt: toTime(member(record, 'updatedAt')) ?? toTime(member(record, 'createdAt')),
  };
  if (member(record, 'sample') === true) return { skipped: 'archived', finding: null };
  if (member(record, 'archived') === true) return toClosed('archived', parts);
  return toFinding({ ...parts, status: null, result: 'fail' });
}

/** Whether a record is of either list of Access Analyzer, or the detail of its event. */
export const isAccessAnalyzer = (record: Json): boolean =>
  'analyzedAt' in record &&
  ('resourceOwnerAccount' in record || ('accountId' in record && 'resource' in record));

/**
 * One of `aws accessanalyzer list-findings` or `list-findings-v2`. Archived access is intended access; resolved access is gone. What it could not
 * look at, with an error, is for a person.
 */
export function readAccessAnalyzer(record: Json): Reading {
  const type = text(record, 'findingType') ?? 'ExternalAccess';
  const resource = text(record, 'resource');
  const status = text(record, 'status');
  const parts = {
    id: text(record, 'id'),
    source: 'security-hub' as const,
    check: productCheck('access-analyzer', [type]),
    title: `${TITLES.get(type) ?? type}${resource === null ? '' : `: ${resource}`}`,
    severity: null,
    resource,
    resourceType: text(record, 'resourceType'),
    account: asAccount(record.resourceOwnerAccount) ?? asAccount(record.accountId),
    region: regionOf(resource),
    observedAt: toTime(member(record, 'updatedAt')) ?? toTime(member(record, 'analyzedAt')),
  };
  if (status === 'RESOLVED' || record.isDeleted === true) return toClosed('archived', parts);
  const active = text(record, 'error') === null ? 'fail' : 'manual';
  return toFinding({ ...parts, status, result: status === 'ARCHIVED' ? 'suppressed' : active });
}

const TITLES: ReadonlyMap<string, string> = new Map([
  ['ExternalAccess', 'Access from outside'],
  ['InternalAccess', 'Access from inside the organisation'],
  ['UnusedIAMRole', 'Role that is not used'],
  ['UnusedIAMUserAccessKey', 'Access key that is not used'],
  ['UnusedIAMUserPassword', 'Password that is not used'],
  ['UnusedPermission', 'Permissions that are not used'],
]);

const regionOf = (arn: string | null): string | null => arn?.split(':')[3] || null;
