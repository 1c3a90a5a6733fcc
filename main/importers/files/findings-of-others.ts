// Tables of findings that no reader here knows. They look like inventories and like matrices, and are neither.

/** What such a table is, and where the same facts are to be had in a form that is read. */
interface FindingsOfOthers {
  readonly what: string;
  readonly instead: string;
}

// Headings as they are without blanks and marks: "Alert Status" and "alert_status" are one.
const NAMES_FINDING =
  /^(title|(finding|policy|rule|alert|issue|check|plugin|vulnerability|misconfiguration)(id|name|title|type)?|cves?|cveid|vulnerabilityids?|qid)$/;
const RATES_FINDING =
  /^((alert|issue|finding|policy|compliance|check|vendor)?(severity|status|state|result)|risk(level|factor)?|(orca|risk|cvss|vpr)(v\d)?(base)?(score)?)$/;
const SAYS_WHERE =
  /^(aws|cloud)?((account|subscription|project|tenant|resource|asset|instance|host|entity)(external)?(id|ids|name|arn|type|uid)?|ip(address)?|ec2instanceid)$/;
/** Steampipe gives every resource a title and many a state: beside one of these, both are a resource's. */
const OF_RESOURCE = /^(arn|akas|tags|partition|service|instancetype|name)$/;
const MAY_BE_RESOURCE = /^(title|state|status)$/;

const plain = (heading: string): string =>
  heading
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

/** Whether headings are those of a scanner's findings: each has a name, a rating or a state, and a place. Null for others. */
export function findingsOfOthers(headings: readonly string[]): FindingsOfOthers | null {
  const names = headings.map(plain);
  if (names.includes('findingarn') && names.includes('fixavailable'))
    return {
      what: 'a list of findings of Amazon Inspector as its console exports it',
      instead: 'Give them as JSON to "demarc findings": aws inspector2 list-findings --output json',
    };
  // Tickets have a type, a state and a project as well.
  if (names.includes('summary')) return null;
  const listsResources = names.some((name) => OF_RESOURCE.test(name));
  const isOf = (pattern: RegExp) =>
    names.some((name) => pattern.test(name) && !(listsResources && MAY_BE_RESOURCE.test(name)));
  if (!isOf(NAMES_FINDING) || !isOf(RATES_FINDING) || !isOf(SAYS_WHERE)) return null;
  return {
    what: "a list like those of a scanner's findings",
    instead:
      'Give them to "demarc findings" as JSON: as OCSF or ASFF where the scanner exports these, or from Security Hub where it sends them there (aws securityhub get-findings --output json).',
  };
}
