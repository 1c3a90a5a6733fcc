import { clip } from '../discover/found.ts';
import { asArray, isObject, type Json } from '../text/json.ts';

/** What people take for findings, by members that it has, and what to give instead. */
const TAKEN_FOR: readonly (readonly [members: readonly string[], why: string])[] = [
  [['assessment-results'], 'it is one of several documents of OSCAL; give each in a file of its own'],
  [
    ['LensReview'],
    'it has the risks of a review by pillar only; give the answers, by `aws wellarchitected list-answers`',
  ],
  [
    ['Answer', 'WorkloadId'],
    'it is one answer alone; give all of them, by `aws wellarchitected list-answers`',
  ],
  [
    ['recommendationResourceSummaries'],
    'it lists resources without their checks; give `aws trustedadvisor list-recommendations`',
  ],
  [
    ['evidenceFolders'],
    'it lists folders of evidence; give `aws auditmanager get-evidence-by-evidence-folder` for each',
  ],
  [
    ['categoryStatusMap'],
    'it has counts only; give the resources file of the same report of Trusted Advisor',
  ],
  [
    ['panels', 'schema_version'],
    'it is a snapshot of a dashboard; give its results as JSON, by `powerpipe benchmark run NAME --output json`',
  ],
  [
    ['summaries'],
    'it has counts only; give `aws support describe-trusted-advisor-check-result` for each check',
  ],
  [
    ['checks'],
    'it lists checks without results; give `aws support describe-trusted-advisor-check-result` for each',
  ],
  [
    ['profiles', 'statistics'],
    'it is a report of InSpec or in its form (HDF); give it as ASFF, by `saf convert hdf2asff`',
  ],
  [['FindingIds'], 'it lists ids only; give the answer of get-findings for them'],
  [['findingIds'], 'it lists ids only; give the answer of get-findings for them'],
  [['InsightResults'], 'it has counts only; give `aws securityhub get-findings`'],
  [['SecurityControls'], 'it lists controls without results; give `aws securityhub get-findings`'],
  [['Controls'], 'it lists controls without results; give `aws securityhub get-findings`'],
  [
    ['Results', 'QueryInfo'],
    'it is the answer of an advanced query of AWS Config; give `aws configservice get-compliance-details-by-config-rule` for each rule',
  ],
  [
    ['configurationItems'],
    'it is a snapshot of AWS Config, which lists resources; give `aws configservice get-compliance-details-by-config-rule` for each rule',
  ],
];

/** Why a record is no finding, and what to give instead where that is known. */
export function notAFinding(record: Json): string {
  const known = TAKEN_FOR.find(([members]) => members.every((member) => member in record));
  if (known) return known[1];
  const list = Object.entries(record).find(([, value]) => asArray(value).some(isObject))?.[0];
  if (list !== undefined)
    return `it is no finding of a scanner that is read, and has a list called "${clip(list, 40)}"; give the answer or the export as its tool wrote it`;
  return 'it is no finding of a scanner that is read';
}

/** An answer of AWS as its command line writes it in YAML. */
export const YAML_ANSWER =
  /^(?:Findings|findings|EvaluationResults|ComplianceBy(?:ConfigRules|Resources)|Aggregate[A-Za-z]{1,40}|AnswerSummaries|recommendationSummaries|evidence):[ \t]*\r?\n[ \t]*-/m;
