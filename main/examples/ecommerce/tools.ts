import { accept, answer, type ExampleStep, each, note, step } from '../example.ts';
import { OWLHURST, PLATFORM, people } from './organisation.ts';

const access: readonly ExampleStep[] = [
  answer(
    'access/permissions-policies',
    {
      organisation: {
        text: 'Teams write their own policies within a permissions boundary; unused rights are trimmed each quarter.',
        person: people.francois,
      },
    },
    { status: 'in-progress' },
  ),
  answer(
    'access/workload-identity',
    {
      organisation: {
        text: 'One role per workload, no access keys. Two keys of the old warehouse export remain.',
        person: people.francois,
      },
    },
    { status: 'in-progress' },
  ),
  ...accept('access', ['network', 'patching', 'identity']),
  ...each('access', ['in-service-users', 'secrets-rotation'], { people: { organisation: people.francois } }),
];

const keys: readonly ExampleStep[] = [
  answer(
    'keys/key-management',
    {
      [PLATFORM]: {
        text: 'Three keys, one per class of data. Rotation every year is on; deletion needs two people and waits 30 days.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'keys/monitoring-threat-detection',
    {
      [PLATFORM]: { text: 'Sends key deletion and disabling to the alert channel.', person: people.amara },
      [OWLHURST]: { text: 'Calls at any hour when a key is scheduled for deletion.', person: people.lukasz },
    },
    { status: 'implemented' },
  ),
  ...accept('keys', ['network', 'patching', 'encryption-keys', 'resilience']),
  ...each('keys', ['network-segmentation', 'backup-configuration'], {
    people: { organisation: people.francois },
  }),
];

const auditTrail: readonly ExampleStep[] = [
  answer(
    'audit-trail/data-integrity',
    {
      aws: { text: 'Delivers log files and signs a digest of them every hour.' },
      [PLATFORM]: { text: 'Has validation on and checks a month at a time.', person: people.soren },
    },
    { status: 'implemented' },
  ),
  answer(
    'audit-trail/retention-deletion',
    {
      [PLATFORM]: {
        text: '400 days under Object Lock, then deleted by the lifecycle rule.',
        person: people.soren,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'audit-trail/monitoring-threat-detection',
    {
      [OWLHURST]: {
        text: 'Is called when a trail is stopped or the bucket policy changes.',
        person: people.lukasz,
      },
    },
    { status: 'implemented' },
  ),
  step('assignments.acceptSuggestions', { subject: 'audit-trail' }),
  ...each(
    'audit-trail',
    [
      'public-exposure',
      'service-configuration',
      'permissions-policies',
      'data-classification',
      'encryption-at-rest',
      'workload-logging',
    ],
    { people: { organisation: people.francois } },
  ),
  ...each('audit-trail', ['public-exposure', 'service-configuration'], { status: 'implemented' }),
  note(
    'audit-trail/incident-response',
    '=Owlhurst? They read the trail, but who acts if somebody stops it on a Sunday?',
  ),
];

/** The AWS services that the others are secured with. */
export const tools: readonly ExampleStep[] = [...access, ...keys, ...auditTrail];
