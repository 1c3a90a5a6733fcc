import { answer, type ExampleStep, note, park, step } from '../example.ts';
import { OWLHURST, PLATFORM, people } from './organisation.ts';

/** What is answered once: AWS's foundations, and the duties of the organisation as a whole. */
export const once: readonly ExampleStep[] = [
  step('assignments.acceptSuggestions', { subject: 'aws' }),
  note(
    'aws/aws-compliance-reports',
    'Priya sends the bridge letter each quarter until the next report is out. François reads both.',
  ),
  note(
    'aws/aws-operator-access',
    'Asked by the auditor last year. Answer: section on logical access in the SOC 2 report, not our IAM policies.',
  ),

  answer(
    'workbook/change-management',
    {
      aws: {
        text: 'Tests changes to its services before they reach our Regions and announces those that we would notice.',
      },
      organisation: {
        text: 'The team lead approves every change in the pipeline. A failed release is taken back within 15 minutes.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/account-root-protection',
    {
      [PLATFORM]: {
        text: 'Keeps two hardware keys per root user in separate safes. Root is not used for daily work; every use needs a ticket.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/workforce-access',
    {
      [PLATFORM]: {
        text: 'Gives sign-in through Identity Center only, with MFA for everybody, and ends it the day that HR reports a leaver.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/access-review',
    {
      organisation: {
        text: 'Team leads review people, roles and keys each quarter; the security officer chases what is still open after two weeks.',
        person: people.francois,
      },
    },
    { status: 'in-progress' },
  ),
  note(
    'workbook/access-review',
    '- third quarter: 5 of 7 teams done\n- warehouse team has not replied twice',
  ),
  answer(
    'workbook/data-residency',
    {
      organisation: {
        text: 'Personal data stays in eu-west-1; other Regions are denied, except us-east-1 for CloudFront and its certificates.',
        person: people.zoe,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/privacy',
    {
      organisation: {
        text: 'Keeps the record of processing, answers requests from customers within 30 days, and assesses new uses beforehand.',
        person: people.zoe,
      },
    },
    { status: 'in-progress' },
  ),
  note(
    'workbook/privacy',
    'Zoë: recommendations are profiling. The impact assessment is from before they went live and must be done again.',
  ),
  answer(
    'workbook/api-audit-logging',
    {
      aws: { text: 'Records management events and delivers them to the trail that we created.' },
      [PLATFORM]: {
        text: 'Runs one organisation trail for all accounts and Regions, with data events for the order functions, kept for 400 days.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/log-integrity',
    {
      [PLATFORM]: {
        text: 'Keeps the archive in an account of its own with Object Lock; checks the digest files every month.',
        person: people.soren,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/time-synchronization',
    {
      aws: {},
      [PLATFORM]: { text: 'Builds the Amazon time source into every image.', person: people.soren },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/penetration-testing-workloads',
    {
      organisation: {
        text: 'Has shop, API and accounts tested once a year by an outside firm, and again after fixes to high findings.',
        person: people.francois,
      },
    },
    { status: 'in-progress' },
  ),
  step('assignments.update', {
    ref: 'workbook/penetration-testing-workloads',
    dueOn: '2026-12-18',
    note: "This year's test slipped because of the new checkout. Offer is signed, start on 7 December.",
  }),
  answer(
    'workbook/dns-domains',
    {
      aws: {},
      [PLATFORM]: {
        text: 'Holds the registrar account with two people, renews for two years, and takes records away with the resource they point to.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/account-lifecycle',
    {
      [PLATFORM]: {
        text: 'Opens accounts from the vending pipeline only; each has an owner and a cost centre in the register.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/emergency-access',
    {
      [PLATFORM]: {
        text: 'Two sealed users outside single sign-on, one for each site. The yearly drill is due.',
        person: people.amara,
      },
    },
    { status: 'in-progress' },
  ),
  answer(
    'workbook/malware-hosts',
    {
      [OWLHURST]: {
        text: 'Runs the agent on all instances and reports detections within 30 minutes.',
        person: people.lukasz,
      },
    },
    { status: 'in-progress' },
  ),
  answer(
    'workbook/malware-content',
    {
      aws: {},
      organisation: {
        text: 'Turns on scanning for the bucket of uploads; product pictures of suppliers are not scanned yet.',
        person: people.francois,
      },
    },
    { status: 'not-started' },
  ),
  answer(
    'workbook/breach-notification',
    {
      organisation: {
        text: 'Privacy officer decides with the management within 24 hours and informs authority and customers.',
        person: people.zoe,
      },
    },
    {
      status: 'implemented',
      reason:
        'What AWS tells us is one input among others. The duty towards the authority is ours alone, so we record it so.',
    },
  ),
  answer(
    'workbook/supplier-assurance',
    {
      organisation: {
        text: 'Reads the reports of AWS and Owlhurst every year and tracks what they expect of us.',
        person: people.francois,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'workbook/responsibility-documentation',
    { organisation: { text: 'Keeps this workbook and reviews it every year.', person: people.francois } },
    { status: 'in-progress' },
  ),
  answer(
    'workbook/policies-procedures',
    { organisation: { person: people.francois } },
    { status: 'implemented' },
  ),
  answer(
    'workbook/asset-inventory',
    {
      [PLATFORM]: {
        text: 'Config aggregator over all accounts. Resources without an owner tag go on a list that is worked through on Fridays.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),

  park(
    'workbook/business-continuity',
    'Can the stores sell without the shop for a day? For how long? Nobody of the crisis team was here.',
    { name: 'The crisis team' },
  ),
  park(
    'workbook/forensics-hosts',
    'Does Owlhurst take disk images for us, or only look at alerts? The contract does not say.',
    { person: people.lukasz },
  ),
  note(
    'workbook/training-awareness',
    'HR has the lists. Ask for builders with write access only, not everybody.',
  ),
];
