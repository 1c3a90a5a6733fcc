import type { FindingResult, FindingSeverity } from '../../contract/findings.ts';
import { asArray, asText, isObject, type Json } from '../text/json.ts';
import { type Reading, toClosed, toFinding, toTime } from './words.ts';

// Trusted Advisor, by the Support API and by its own; and answers of a Well-Architected review.

const part = (value: unknown): Json => (isObject(value) ? value : {});

const ADVICE: ReadonlyMap<string, readonly [FindingResult, FindingSeverity | null]> = new Map([
  ['ok', ['pass', null]],
  // Yellow: investigation recommended. Red: action recommended.
  ['warning', ['fail', 'medium']],
  ['error', ['fail', 'high']],
  ['not_available', ['manual', null]],
]);
const adviceOf = (status: string | null): readonly [FindingResult | null, FindingSeverity | null] =>
  ADVICE.get(status ?? '') ?? [null, null];

/** `{"result": {"checkId": ...}}`, or what is in it. */
const resultIn = (record: Json): Json => ('checkId' in record ? record : part(record.result));
export const isAdvisorResult = (record: Json): boolean => 'flaggedResources' in resultIn(record);

/** The answer of `aws support describe-trusted-advisor-check-result`: one finding for each resource, or one for a check without any. */
export function readAdvisorResult(record: Json): readonly Reading[] {
  const check = resultIn(record);
  const id = asText(check.checkId);
  const parts = {
    id: null,
    source: 'security-hub' as const,
    check: id === null ? null : `trusted-advisor/${id}`,
    title: null,
    account: null,
    observedAt: toTime(check.timestamp),
  };
  const read = (
    status: string | null,
    rest: { resource: string | null; region: string | null },
    hidden = false,
  ) => {
    const [result, severity] = adviceOf(status);
    return toFinding({ ...parts, ...rest, status, severity, result: hidden ? 'suppressed' : result });
  };
  const flagged = asArray(check.flaggedResources).map(part);
  if (flagged.length === 0) return [read(asText(check.status), { resource: null, region: null })];
  return flagged.map((entry) =>
    read(
      asText(entry.status),
      { resource: nameIn(entry) ?? asText(entry.resourceId), region: asText(entry.region) },
      entry.isSuppressed === true,
    ),
  );
}

/** `resourceId` is a number of its own, so an ARN or id among what the check tells is what people know. */
const nameIn = (entry: Json): string | null =>
  asArray(entry.metadata)
    .flatMap((text) => asText(text) ?? [])
    .find((text) => /^(arn:|[a-z]+-[0-9a-f]{8,17}$)/.test(text)) ?? null;

export const isRecommendation = (record: Json): boolean =>
  'checkArn' in record && 'resourcesAggregates' in record;

/** One of `aws trustedadvisor list-recommendations`. A dismissed one counts as suppressed. */
export function readRecommendation(record: Json): Reading {
  const check = asText(record.checkArn)?.split('/').at(-1) ?? asText(record.name);
  const status = asText(record.status);
  const [result, severity] = adviceOf(status);
  return toFinding({
    id: asText(record.arn),
    source: 'security-hub',
    check: check === null ? null : `trusted-advisor/${check}`,
    title: asText(record.name),
    status,
    result: asText(record.lifecycleStage) === 'dismissed' ? 'suppressed' : result,
    severity,
    resource: null,
    account: asText(record.arn)?.split(':')[4] || null,
    region: null,
    observedAt: toTime(record.lastUpdatedAt),
  });
}

/** Member that holds the answers of a review. */
export const ANSWERS = 'AnswerSummaries';

const RISKS: ReadonlyMap<string, readonly [FindingResult, FindingSeverity | null]> = new Map([
  ['NONE', ['pass', null]],
  ['MEDIUM', ['fail', 'medium']],
  ['HIGH', ['fail', 'high']],
  ['UNANSWERED', ['manual', null]],
]);

/** One answer of `aws wellarchitected list-answers`, of the workload that the answer as a whole names. */
export function readAnswer(record: Json, workload: string | null): Reading {
  const question = asText(record.QuestionId);
  const risk = asText(record.Risk);
  const [result, severity] = RISKS.get(risk ?? '') ?? [null, null];
  const parts = {
    id: null,
    source: 'security-hub' as const,
    check: question === null ? null : `well-architected/${question}`,
    title: asText(record.QuestionTitle),
    severity,
    resource: workload,
    account: null,
    region: null,
    observedAt: null,
  };
  if (risk === 'NOT_APPLICABLE' || record.IsApplicable === false) return toClosed('notApplicable', parts);
  return toFinding({ ...parts, status: risk, result });
}
