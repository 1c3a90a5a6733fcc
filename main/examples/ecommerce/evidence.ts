import type { ProviderReportKind } from '../../contract/evidence.ts';
import { type ExampleStep, step } from '../example.ts';
import { organisationFiles } from './files/organisation.ts';
import { platformFiles } from './files/platform.ts';
import { providerFiles } from './files/provider.ts';

export const files = { ...providerFiles, ...platformFiles, ...organisationFiles };

type FileKey = keyof typeof files;
interface Dates {
  readonly coversFrom?: string;
  readonly coversTo?: string;
  readonly expires?: string;
}
const attach = (file: FileKey, title: string, refs: string[], dates: Dates = {}): ExampleStep =>
  step('evidence.attachFile', { file, title, refs, ...dates });
/** What AWS's auditors say counts for all that AWS does, without being linked. */
const reportOfAws = (number: number, kind: ProviderReportKind): ExampleStep =>
  step('evidence.setProviderReport', { number, kind, party: 'aws', services: null });
const on = (date: string): Dates => ({ coversFrom: date, coversTo: date });

/** What proves the answers: some of it old, some of it about to be. */
export const evidence: readonly ExampleStep[] = [
  attach(
    'soc2',
    'AWS SOC 2 Type II report (placeholder)',
    [
      'aws/aws-compliance-reports',
      'aws/physical-access',
      'aws/environmental-protection',
      'aws/hardware-media-lifecycle',
      'aws/hypervisor-isolation',
      'aws/host-os-patching',
      'aws/aws-operator-access',
      'aws/network-backbone',
    ],
    { coversFrom: '2025-10-01', coversTo: '2026-09-30' },
  ),
  attach(
    'bridgeLetter',
    'AWS bridge letter to the SOC 2 report (placeholder)',
    ['aws/aws-compliance-reports'],
    {
      coversFrom: '2026-10-01',
      coversTo: '2026-12-31',
    },
  ),
  attach(
    'isoCertificate',
    'AWS ISO/IEC 27001 certificate (placeholder)',
    ['aws/aws-compliance-reports', 'aws/physical-access'],
    {
      coversFrom: '2024-02-01',
      expires: '2027-01-31',
    },
  ),
  reportOfAws(1, 'soc-2'),
  reportOfAws(2, 'soc-2'),
  reportOfAws(3, 'iso-27001'),
  step('evidence.addLink', {
    refs: ['aws/aws-compliance-reports', 'aws/service-control-plane'],
    url: 'https://aws.amazon.com/compliance/services-in-scope/',
    title: 'AWS Services in Scope, checked for all services in use on 20 November 2026',
    ...on('2026-11-20'),
  }),
  attach('soc2Review', 'Our review of the AWS SOC 2 report', ['workbook/supplier-assurance'], {
    ...on('2026-11-20'),
    expires: '2027-11-30',
  }),

  attach(
    'trail',
    'Configuration of the organisation trail',
    ['workbook/api-audit-logging', 'audit-trail/service-configuration'],
    on('2026-11-04'),
  ),
  attach(
    'digestCheck',
    'Check of the log digests, October',
    ['workbook/log-integrity', 'audit-trail/data-integrity'],
    {
      coversFrom: '2026-10-01',
      coversTo: '2026-10-31',
    },
  ),
  attach(
    'assetInventory',
    'Inventory of all accounts, November',
    ['workbook/asset-inventory'],
    on('2026-11-02'),
  ),
  attach('accessReview', 'Access review, third quarter', ['workbook/access-review'], {
    coversFrom: '2026-07-01',
    coversTo: '2026-09-30',
    expires: '2026-12-31',
  }),
  attach(
    'pentest',
    'Penetration test 2025, summary',
    [
      'workbook/penetration-testing-workloads',
      'shop-web/application-code-security',
      'shop-api/application-code-security',
    ],
    {
      coversFrom: '2025-09-01',
      coversTo: '2025-09-12',
      expires: '2026-09-30',
    },
  ),
  step('evidence.addNote', {
    refs: ['workbook/account-root-protection'],
    title: 'Custody of the root keys, seen on 9 November 2026',
    text: 'François Lefèvre and Amara Okonkwo opened both safes. Two hardware keys per account, seals whole, list of uses empty since March.',
    ...on('2026-11-09'),
  }),
  step('evidence.addLink', {
    refs: ['workbook/workforce-access'],
    url: 'https://wiki.example.com/security/sign-in-and-mfa',
    title: 'Joiners and leavers: sign-in and MFA, company wiki',
  }),
  step('evidence.addLink', {
    refs: ['workbook/change-management'],
    url: 'https://wiki.example.com/shop/releases/2026',
    title: 'Release log of the shop with approvals',
    coversFrom: '2026-01-01',
    coversTo: '2026-11-20',
  }),

  attach(
    'publicAccess',
    'Public access block of the production account',
    ['shop-front/public-exposure'],
    on('2026-11-04'),
  ),
  attach(
    'webAcl',
    'Web ACL of the shop',
    [
      'shop-cdn/ddos-web-protection',
      'edge-waf/service-configuration',
      'edge-waf/ddos-web-protection',
      'shop-api/ddos-web-protection',
    ],
    on('2026-11-06'),
  ),
  step('evidence.addNote', {
    refs: [
      'shop-front/service-configuration',
      'shop-front/permissions-policies',
      'shop-cdn/service-configuration',
      'shop-cdn/public-exposure',
      'shop-web/service-configuration',
      'shop-web/network-segmentation',
      'orders-db/network-segmentation',
      'orders-db/public-exposure',
      'orders-db/service-configuration',
      'reporting-db/network-segmentation',
      'shop-api/service-configuration',
    ],
    title: 'Review of the template shop-production.yaml',
    text: 'Read line by line by Amara Okonkwo and François Lefèvre on 14 October 2026, commit 4be91d7. Three findings, all fixed the same week. What is deployed equals the template: drift detection of 30 October shows none.',
    ...on('2026-10-30'),
  }),
  attach(
    'securityGroups',
    'Security group rules with owners, September',
    ['shop-web/traffic-filtering', 'orders-db/traffic-filtering', 'reporting-db/traffic-filtering'],
    {
      ...on('2026-09-03'),
      expires: '2027-03-03',
    },
  ),
  attach(
    'patchCompliance',
    'Patch compliance of shop-web, October',
    ['shop-web/guest-os-patching', 'shop-web/vulnerability-management'],
    {
      coversFrom: '2026-10-01',
      coversTo: '2026-10-31',
      expires: '2027-01-31',
    },
  ),
  attach(
    'guardduty',
    'GuardDuty coverage, screenshot',
    ['shop-web/monitoring-threat-detection', 'orders-db/monitoring-threat-detection'],
    on('2026-11-10'),
  ),
  attach(
    'owlhurstReport',
    'Owlhurst service report, October',
    [
      'shop-web/monitoring-threat-detection',
      'orders-db/monitoring-threat-detection',
      'keys/monitoring-threat-detection',
      'workbook/malware-hosts',
    ],
    {
      coversFrom: '2026-10-01',
      coversTo: '2026-10-31',
    },
  ),
  attach('restoreTest', 'Restore test of orders-db, minutes', ['orders-db/restore-testing'], {
    ...on('2026-06-11'),
    expires: '2026-12-31',
  }),
  attach(
    'keyRotation',
    'Rotation of our KMS keys',
    ['keys/key-management', 'orders-db/key-management', 'reporting-db/key-management'],
    on('2026-11-04'),
  ),
  step('evidence.addLink', {
    refs: ['orders-db/guest-os-patching', 'orders-db/runtime-engine-patching'],
    url: 'https://wiki.example.com/databases/maintenance-log',
    title: 'Maintenance log of the databases',
    coversFrom: '2026-01-01',
    coversTo: '2026-11-16',
  }),
  attach(
    'ordersDb',
    'Configuration of orders-db',
    [
      'orders-db/encryption-at-rest',
      'orders-db/encryption-in-transit',
      'orders-db/availability-design',
      'orders-db/in-service-users',
      'orders-db/secrets-rotation',
    ],
    on('2026-11-04'),
  ),
  attach(
    'codeScans',
    'Code and dependency scans of the last releases',
    [
      'shop-web/application-code-security',
      'shop-cdn/application-code-security',
      'shop-functions/application-code-security',
    ],
    on('2026-11-03'),
  ),
  attach(
    'loadTest',
    'Load test with loss of a zone, October',
    ['shop-web/availability-design', 'shop-web/capacity-scaling', 'shop-web-scaling/capacity-scaling'],
    { ...on('2026-10-08'), expires: '2027-10-31' },
  ),
  step('evidence.addNote', {
    refs: [
      'shop-front/workload-identity',
      'shop-web/permissions-policies',
      'shop-web/workload-identity',
      'orders-db/permissions-policies',
      'orders-db/workload-identity',
      'access/permissions-policies',
    ],
    title: 'Unused access, findings of IAM Access Analyzer on 6 November 2026',
    text: '31 findings: 24 rights trimmed the same day, 5 wait for the next release, 2 are the old keys of the warehouse export.',
    ...on('2026-11-06'),
  }),
];
