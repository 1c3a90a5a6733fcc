// Tables of findings that no reader here knows. They look like inventories and like matrices, and are neither.

/** What such a table is, and where the same facts are to be had in a form that is read. */
export interface FindingsOfOthers {
  readonly what: string;
  readonly instead: string;
}

// Headings as they are without blanks and marks: "Alert Status" and "alert_status" are one.
const NAMES_FINDING =
  /^((finding|check|plugin|vulnerability|misconfiguration)(id|arn|name|title|type)?|control(id|name|title)|cves?|cveid|vulnerabilityids?|qid)$/;
/** What alarms, policies and tickets are called by as well: a rating or a scanner's word beside it tells. */
const MAY_NAME_FINDING = /^(title|(policy|rule|alert|issue)(id|name|title|type)?)$/;
const RATES_FINDING =
  /^((alert|issue|finding|policy|compliance|check|vendor)?(severity|status|state|result)|risk(level|factor)?|(orca|risk|cvss|vpr)(v\d)?(base)?(score)?)$/;
const WEIGHS_FINDING = /severity$|^compliance|score$|^(cvss|vpr)|^risk(level|factor)$/;
const OF_RISKS = /^(risk(id|no|number|name|title|owner|description)|likelihood|mitigation|treatment)$/;
/** A cell that says how a check ended. */
const SCANNED =
  /(?:^|[,;\t"\n]) ?(?:fail(?:ed)?|pass(?:ed)?|non[-_ ]?compliant|not[-_ ]compliant)(?= ?(?:$|[,;\t"\r\n]))/i;
const SAYS_WHERE =
  /^(aws|cloud|finding)?((account|subscription|project|tenant|resource|asset|instance|host|entity)(external)?(id|ids|name|arn|type|uid)?|ip(address)?|ec2instanceid)$/;
/** Steampipe gives every resource a title and many a state: beside one of these, both are a resource's. */
const OF_RESOURCE = /^(arn|akas|tags|partition|service|instancetype|name)$/;
const MAY_BE_RESOURCE = /^(title|state|status)$/;

const plain = (heading: string): string =>
  heading
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

/**
 * Whether headings are those of a scanner's findings: each has a name, a rating or a state, and a place. Null for others. `beginning` is what the first
 * rows say, in lines.
 */
export function findingsOfOthers(headings: readonly string[], beginning: string): FindingsOfOthers | null {
  const names = headings.map(plain);
  if (names.includes('findingarn') && names.includes('fixavailable'))
    return {
      what: 'a list of findings of Amazon Inspector as its console exports it',
      instead: 'Give them as JSON to "demarc findings": aws inspector2 list-findings --output json',
    };
  // Tickets have a type, a state and a project as well.
  if (names.includes('summary')) return null;
  // No inventory says how severe a resource is.
  const listsResources = !names.includes('severity') && names.some((name) => OF_RESOURCE.test(name));
  const isOf = (pattern: RegExp) =>
    names.some((name) => pattern.test(name) && !(listsResources && MAY_BE_RESOURCE.test(name)));
  const isWeighed = names.some((name) => WEIGHS_FINDING.test(name)) || SCANNED.test(beginning);
  const isNamed =
    isOf(NAMES_FINDING) ||
    (isOf(MAY_NAME_FINDING) && isWeighed && !names.some((name) => OF_RISKS.test(name)));
  if (!isNamed || !isOf(RATES_FINDING) || !isOf(SAYS_WHERE)) return null;
  return {
    what: "a list like those of a scanner's findings",
    instead:
      'Give them to "demarc findings" as JSON: as OCSF or ASFF where the scanner exports these, or from Security Hub where it sends them there (aws securityhub get-findings --output json).',
  };
}
