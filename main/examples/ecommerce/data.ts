import { accept, answer, type ExampleStep, each, notApplicable, note, park, step } from '../example.ts';
import { OWLHURST, PLATFORM, people } from './organisation.ts';

const irina = { people: { organisation: people.irina } };
const eleni = { people: { organisation: people.eleni } };

const ordersDb: readonly ExampleStep[] = [
  answer(
    'orders-db/network-segmentation',
    { [PLATFORM]: { text: 'Private subnets without a route to the internet.', person: people.amara } },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/traffic-filtering',
    { [PLATFORM]: { text: 'Port 5432 from the shop and the functions only.', person: people.soren } },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/guest-os-patching',
    {
      aws: { text: 'Patches the machine beneath the database in our window, Sunday 03:00 to 04:00.' },
      organisation: {
        text: 'Looks at pending maintenance every Monday and takes optional updates within a month.',
        person: people.irina,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/runtime-engine-patching',
    {
      aws: { text: 'Releases minor versions and installs them in the window.' },
      organisation: {
        text: 'Leaves automatic minor upgrades on and tries each one on the test database first.',
        person: people.irina,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/version-upgrades',
    {
      organisation: {
        text: 'Moves to a new major version every second year, after a rehearsal on a copy.',
        person: people.irina,
      },
    },
    { status: 'in-progress' },
  ),
  answer(
    'orders-db/in-service-users',
    {
      organisation: {
        text: 'People sign in with IAM tokens; the four technical users are reviewed each quarter.',
        person: people.irina,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/secrets-rotation',
    {
      organisation: {
        text: 'The master password is kept and rotated by Secrets Manager every 30 days.',
        person: people.irina,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/data-classification',
    {
      organisation: {
        text: 'Confidential with personal data; owner is the head of sales.',
        person: people.zoe,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/retention-deletion',
    {
      organisation: {
        text: 'Orders are kept for ten years, accounts without an order are erased after two.',
        person: people.zoe,
      },
    },
    { status: 'in-progress' },
  ),
  note(
    'orders-db/retention-deletion',
    'The job that erases accounts has failed since September, found during the workshop. Ελένη: fix in the next release.',
  ),
  answer(
    'orders-db/encryption-at-rest',
    { organisation: { text: 'Encrypted at creation with the key "orders".', person: people.irina } },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/key-management',
    { [PLATFORM]: { text: 'Owns the key, its policy and the alarm on its deletion.', person: people.amara } },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/availability-design',
    {
      aws: { text: 'Fails over to the second zone, since Multi-AZ was bought.' },
      organisation: {
        text: 'Pays for Multi-AZ and tries a failover twice a year; the shop reconnects within 40 seconds.',
        person: people.irina,
      },
    },
    { status: 'implemented' },
  ),
  // The mistake to find: see the gaps.
  answer(
    'orders-db/backup-configuration',
    { aws: { text: 'Makes the backups.' } },
    { reason: 'Said in the room: RDS does the backups. Irina was on leave that day.' },
  ),
  note(
    'orders-db/backup-configuration',
    'Nobody could say how many days are kept, or whether a copy survives when the instance is deleted.',
  ),
  answer(
    'orders-db/restore-testing',
    {
      organisation: {
        text: 'Restores to a point in time twice a year, counts orders and measures the time.',
        person: people.irina,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/disaster-recovery',
    { organisation: { person: people.irina } },
    { status: 'risk-accepted' },
  ),
  step('assignments.update', {
    ref: 'orders-db/disaster-recovery',
    risk: {
      reason:
        'A second Region costs more than a day without orders. The board looks at it again with shop-web.',
      approver: people.francois,
      approvedOn: '2026-07-31',
      expiresOn: '2027-01-31',
    },
  }),
  note(
    'orders-db/disaster-recovery',
    'Risk accepted by the board until 31 January 2027: no copy in a second Region. Goes with the decision on shop-web.',
  ),
  answer(
    'orders-db/monitoring-threat-detection',
    {
      [OWLHURST]: {
        text: 'Watches GuardDuty findings for the database and unusual sign-ins, day and night.',
        person: people.lukasz,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'orders-db/incident-response',
    {
      aws: {},
      organisation: {
        text: 'Leads; the database administrator isolates the instance and keeps a snapshot.',
        person: people.francois,
      },
    },
    { status: 'in-progress' },
  ),
  notApplicable(
    'orders-db/client-side-protection',
    'Card numbers never reach us; no other field needs encryption before storage. Agreed with Zoë.',
  ),
  step('assignments.acceptSuggestions', { subject: 'orders-db' }),
  ...each(
    'orders-db',
    [
      'public-exposure',
      'service-configuration',
      'permissions-policies',
      'workload-identity',
      'encryption-in-transit',
    ],
    {
      ...irina,
      status: 'implemented',
    },
  ),
  ...each(
    'orders-db',
    [
      'ddos-web-protection',
      'data-integrity',
      'certificate-lifecycle',
      'capacity-scaling',
      'workload-logging',
      'vulnerability-management',
    ],
    irina,
  ),
  ...each('orders-db', ['application-code-security'], { ...eleni, status: 'implemented' }),
  note(
    'orders-db/workload-logging',
    'Ирина by e-mail: «аудит-лог включён только для DDL» (audit log is on for DDL only). Is that enough for PCI?',
  ),
];

const reportingDb: readonly ExampleStep[] = [
  answer(
    'reporting-db/network-segmentation',
    { [PLATFORM]: { text: 'Same subnets as orders-db.', person: people.amara } },
    { status: 'implemented' },
  ),
  answer(
    'reporting-db/traffic-filtering',
    { [PLATFORM]: { text: 'Port 5432 from the reporting tool only.', person: people.soren } },
    { status: 'in-progress' },
  ),
  note('reporting-db/traffic-filtering', "Rule for Tomás's laptop at home is still in. Remove!"),
  // Unlike orders-db: nobody told Owlhurst that this database exists.
  answer(
    'reporting-db/monitoring-threat-detection',
    { organisation: { text: 'Looks at the CloudWatch alarms in office hours.', person: people.tomas } },
    { status: 'in-progress' },
  ),
  answer('reporting-db/data-classification', {
    organisation: {
      text: 'Confidential: holds names and addresses, although reports would not need them.',
      person: people.tomas,
    },
  }),
  answer(
    'reporting-db/key-management',
    { [PLATFORM]: { text: 'Same key as orders-db.', person: people.amara } },
    { status: 'implemented' },
  ),
  ...accept('reporting-db', ['patching', 'application-change', 'identity']),
  ...each(
    'reporting-db',
    [
      'service-configuration',
      'permissions-policies',
      'in-service-users',
      'guest-os-patching',
      'runtime-engine-patching',
    ],
    {
      people: { organisation: people.tomas },
    },
  ),
  park('reporting-db/backup-configuration', 'Same question as for orders-db, once she is back.', {
    person: people.irina,
  }),
  note(
    'reporting-db/restore-testing',
    'Could be loaded again from orders-db within a night. Is that a restore?',
  ),
];

/** The two databases in production; the one in test has not been looked at yet. */
export const data: readonly ExampleStep[] = [...ordersDb, ...reportingDb];
