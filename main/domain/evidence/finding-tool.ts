import type { FindingSource } from '../../contract/findings.ts';

const SOURCES: Readonly<Record<FindingSource, string>> = {
  prowler: 'Prowler',
  'security-hub': 'Security Hub',
  'aws-config': 'AWS Config',
};
/** What stands before the first slash of a check of another tool. */
const TOOLS: ReadonlyMap<string, string> = new Map([
  ['inspector', 'Amazon Inspector'],
  ['guardduty', 'Amazon GuardDuty'],
  ['macie', 'Amazon Macie'],
  ['access-analyzer', 'IAM Access Analyzer'],
  ['ssm-patch-manager', 'Patch Manager'],
  ['firewall-manager', 'AWS Firewall Manager'],
  ['trusted-advisor', 'AWS Trusted Advisor'],
  ['well-architected', 'AWS Well-Architected'],
  ['steampipe', 'Steampipe'],
  ['scoutsuite', 'ScoutSuite'],
  ['cloudsploit', 'CloudSploit'],
  ['stig', 'STIG checklist'],
  ['oscal', 'OSCAL assessment results'],
]);

/** What the tool that found something is called. */
export const toolName = ({
  source,
  check,
}: {
  readonly source: FindingSource;
  readonly check: string;
}): string => TOOLS.get(check.split('/', 1)[0] ?? '') ?? SOURCES[source];
