import type { FindingsFormat } from '../../contract/findings.ts';

/** Forms of files, in the words of their makers, for whoever reads of them; workbooks and JSON documents keep the short names. */

const FINDINGS: Readonly<Record<FindingsFormat, string>> = {
  'prowler-csv': 'Prowler, CSV',
  'prowler-json': 'Prowler, JSON',
  ocsf: 'OCSF',
  'ocsf-csv': 'OCSF, CSV',
  asff: 'AWS Security Finding Format',
  'asff-csv': 'AWS Security Hub, CSV',
  'security-hub-controls': 'Security Hub controls',
  'aws-config': 'AWS Config',
  inspector: 'Amazon Inspector',
  guardduty: 'Amazon GuardDuty',
  macie: 'Amazon Macie',
  'access-analyzer': 'IAM Access Analyzer',
  'trusted-advisor': 'AWS Trusted Advisor',
  'trusted-advisor-csv': 'AWS Trusted Advisor, CSV',
  'audit-manager': 'AWS Audit Manager',
  'audit-manager-csv': 'AWS Audit Manager, CSV',
  'well-architected': 'Well-Architected review',
  steampipe: 'Steampipe',
  'steampipe-csv': 'Steampipe, CSV',
  scoutsuite: 'ScoutSuite',
  cloudsploit: 'CloudSploit',
  'cloudsploit-csv': 'CloudSploit, CSV',
  cklb: 'STIG checklist',
  oscal: 'OSCAL assessment results',
  archive: 'ZIP file',
  empty: 'empty list',
};

/** What a file of findings is in, for its reader. */
export const findingsFormatWords = (format: FindingsFormat): string => FINDINGS[format];
/** All that a title may end in: the words, and the short names that titles of older workbooks have. */
export const FINDINGS_FORMAT_NAMES: ReadonlySet<string> = new Set(Object.entries(FINDINGS).flat());

const DISCOVERED: Readonly<Record<string, string>> = {
  cloudformation: 'CloudFormation template',
  'terraform-plan': 'Terraform plan',
  'terraform-state': 'Terraform state',
  'resource-explorer': 'Resource Explorer export',
  'tag-editor': 'Tag Editor export',
  config: 'AWS Config export',
  'cost-explorer': 'Cost Explorer report',
  'cost-and-usage-report': 'Cost and usage report',
  focus: 'FOCUS cost report',
  'detailed-billing': 'Detailed billing report',
  'access-advisor': 'Services last accessed',
  cloudtrail: 'CloudTrail events',
  organizations: 'Accounts of an organisation',
  cdk: 'CDK assembly',
  'terraform-json': 'Terraform configuration as JSON',
  pulumi: 'Pulumi stack',
  serverless: 'Serverless Framework service',
  archive: 'ZIP file',
  arns: 'Resources by their ARNs or ids',
  'service-list': 'List of services',
  inventory: 'Your inventory',
};

/** What a file is in which services were found, for its reader; a form of a later version by its short name, as the workbook keeps it. */
export const discoveredFormatWords = (format: string): string => DISCOVERED[format] ?? format;
