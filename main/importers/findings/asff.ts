import type { FindingResult } from '../../contract/findings.ts';
import { asArray, asText, isObject, type Json } from '../text/json.ts';
import { productCheck, productOf } from './products.ts';
import { requirementTexts } from './requirements.ts';
import { saysNone } from './sure-words.ts';
import { asAccount, type Reading, toClosed, toFinding, toResult, toSeverity, toTime } from './words.ts';

// The AWS Security Finding Format, as Security Hub gives it out and as Prowler writes it.

const part = (value: unknown): Json => (isObject(value) ? value : {});
const PROWLER = /^prowler-/;

export const isAsff = (record: Json): boolean => 'ProductArn' in record && 'GeneratorId' in record;

/** One finding. An archived one is over; the first resource stands for all of them. `time`: its time as a table has it, to be told where it cannot be read. */
export function readAsff(record: Json, time: string | null = null): Reading {
  const compliance = part(record.Compliance);
  const fields = part(record.ProductFields);
  const severity = part(record.Severity);
  const resource = part(asArray(record.Resources)[0]);
  const generator = asText(record.GeneratorId) ?? '';
  const isProwler = PROWLER.test(generator);
  const product = productOf(/\bproduct\/aws\/([a-z0-9-]+)$/.exec(asText(record.ProductArn) ?? '')?.[1] ?? '');
  const status = asText(compliance.Status);
  const workflow = asText(part(record.Workflow).Status);
  // A check that passed is resolved too, and that is its result; a vulnerability or a threat that is resolved is over.
  const over = asText(record.RecordState) === 'ARCHIVED' || (status === null && workflow === 'RESOLVED');
  const parts = {
    id: asText(record.Id),
    source: isProwler ? ('prowler' as const) : ('security-hub' as const),
    check: isProwler
      ? generator.replace(PROWLER, '')
      : product !== null
        ? productCheck(product, requirementTexts(record.Types))
        : (asText(compliance.SecurityControlId) ?? asText(fields.ControlId) ?? controlOf(generator)),
    rule: asText(fields['RelatedAWSResources:0/name']),
    title: asText(record.Title),
    severity: toSeverity(asText(severity.Label) ?? asText(severity.Original)),
    resource: asText(resource.Id),
    resourceType: asText(resource.Type),
    account: asAccount(record.AwsAccountId),
    region: asText(resource.Region) ?? asText(record.Region),
    observedAt: toTime(record.UpdatedAt) ?? toTime(record.LastObservedAt) ?? toTime(record.CreatedAt),
    time,
    detail: asText(record.Title),
    requirements: [...requirementTexts(compliance.RelatedRequirements), ...benchmarkRule(generator)],
  };
  // What "Generate sample findings" makes is nothing that was found.
  if (record.Sample === true || isSampleOfGuardDuty(fields)) return { skipped: 'archived', finding: null };
  if (over) return toClosed('archived', parts);
  if (doesNotApply(compliance)) return toClosed('notApplicable', parts);
  const note = asText(part(record.Note).Text);
  const result = resultOf(workflow, status, isProwler);
  const isVerified = VERIFIED_NONE.has(record.VerificationState);
  const isNoted = result === 'fail' && !isVerified && saysNone(note ?? '');
  const isNone = result === 'fail' && (isVerified || isNoted);
  const read = toFinding({ ...parts, status, result: isNone ? 'suppressed' : result });
  if (!('finding' in read) || 'skipped' in read) return read;
  const beside = asText(part(asArray(record.Resources)[1]).Id);
  return {
    ...read,
    ...(note === null ? {} : isNoted ? { notedNone: note } : { noted: note }),
    ...(beside === null ? {} : { beside }),
  };
}

/** Whoever verified a failed finding as false, or true and expected, suppressed it: members of ASFF's VerificationState. */
const VERIFIED_NONE: ReadonlySet<unknown> = new Set(['FALSE_POSITIVE', 'BENIGN_POSITIVE']);

/** GuardDuty passes on that a finding is a sample in fields of its own, as text or within one of JSON. */
const isSampleOfGuardDuty = (fields: Json): boolean =>
  asText(fields['aws/guardduty/service/additionalInfo/sample']) === 'true' ||
  /"sample"\s*:\s*true\b/.test(asText(fields['aws/guardduty/service/additionalInfo/value']) ?? '');

/** Security Hub passes on by a reason that the rule of AWS Config does not apply, where its own status is that of what could not be found out. */
const doesNotApply = ({ Status: status, StatusReasons: reasons }: Json): boolean =>
  (status === undefined || status === 'NOT_AVAILABLE') &&
  asArray(reasons).some((reason) => part(reason).ReasonCode === 'CONFIG_RETURNS_NOT_APPLICABLE');

/** The control that a generator names: `security-control/S3.8` and `<standard>/v/<version>/S3.8` end in the control; other products name themselves. */
export const controlOf = (generator: string): string | null => generator.split('/').at(-1)?.trim() || null;

/** A rule of CIS in the standards of before 2023: `.../cis-aws-foundations-benchmark/v/1.2.0/rule/4.1`. */
export function benchmarkRule(generator: string): readonly string[] {
  const found = /\/cis-aws-foundations-benchmark\/v\/(\d\.\d)[\d.]*\/(?:rule\/)?([\d.]+)$/.exec(generator);
  return found ? [`CIS-${found[1]} ${found[2]}`] : [];
}

function resultOf(workflow: string | null, status: string | null, isProwler: boolean): FindingResult | null {
  if (workflow === 'SUPPRESSED') return 'suppressed';
  // A vulnerability or a threat has no compliance status: it is there because something is wrong.
  if (status === null) return 'fail';
  // Prowler writes what was muted as a warning.
  return isProwler && status === 'WARNING' ? 'suppressed' : toResult(status);
}
