import { asText, isObject, type Json } from '../text/json.ts';
import { asAccount, type Reading, toClosed, toFinding, toResult, toTime } from './words.ts';

// Answers of AWS Config's command line about compliance: by rule, by resource, and the single evaluations.

const part = (value: unknown): Json => (isObject(value) ? value : {});
/** Members that hold the entries: of one account, of an aggregator, and of a conformance pack. */
export const CONFIG_LISTS: ReadonlySet<string> = new Set([
  'ComplianceByConfigRules',
  'ComplianceByResources',
  'EvaluationResults',
  'AggregateComplianceByConfigRules',
  'AggregateEvaluationResults',
  'ConformancePackRuleComplianceList',
  'ConformancePackRuleEvaluationResults',
]);
/** Stands for the rule where Config only says that some rule is not met. */
const ANY_RULE = 'config-compliance-by-resource';

export const isConfigList = (list: string | null): boolean => list !== null && CONFIG_LISTS.has(list);

/** One entry of one of these lists. The account is only there in the answers of an aggregator. */
export function readConfigEntry(record: Json): Reading {
  const qualifier = part(part(record.EvaluationResultIdentifier).EvaluationResultQualifier);
  const rule = asText(qualifier.ConfigRuleName) ?? asText(record.ConfigRuleName);
  const type = asText(qualifier.ResourceType) ?? asText(record.ResourceType);
  const resource = asText(qualifier.ResourceId) ?? asText(record.ResourceId);
  const status = asText(record.ComplianceType) ?? asText(part(record.Compliance).ComplianceType);
  const check = rule ?? (resource === null ? null : ANY_RULE);
  const parts = {
    id: null,
    source: 'aws-config' as const,
    check,
    rule,
    title: rule ?? (resource === null ? null : `Rules of AWS Config on ${type ?? 'resource'} ${resource}`),
    severity: null,
    resource,
    resourceType: type,
    account: asAccount(record.AccountId),
    region: asText(record.AwsRegion),
    observedAt: toTime(record.ResultRecordedTime),
  };
  return status === 'NOT_APPLICABLE'
    ? toClosed('notApplicable', parts)
    : toFinding({ ...parts, status, result: toResult(status) });
}
