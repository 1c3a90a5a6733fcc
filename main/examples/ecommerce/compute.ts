import { accept, answer, type ExampleStep, each, notApplicable, note, park } from '../example.ts';
import { OWLHURST, PLATFORM, people } from './organisation.ts';

const eleni = { people: { organisation: people.eleni } };

const shopWeb: readonly ExampleStep[] = [
  answer(
    'shop-web/ddos-web-protection',
    {
      aws: {},
      organisation: {
        text: 'Lets traffic in through CloudFront and the load balancer only.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-web/network-segmentation',
    {
      [PLATFORM]: {
        text: 'Three tiers in private subnets over three zones; endpoints for S3 and Secrets Manager.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-web/traffic-filtering',
    {
      [PLATFORM]: {
        text: 'Every rule names its source and an owner. The list is read through each half-year; rules without an owner are removed.',
        person: people.soren,
      },
    },
    { status: 'implemented' },
  ),
  answer('shop-web/public-exposure', { [PLATFORM]: { person: people.soren } }, { status: 'implemented' }),
  answer(
    'shop-web/guest-os-patching',
    {
      [PLATFORM]: {
        text: 'Bakes a new image every second Tuesday and replaces all instances within three days; critical fixes within 48 hours.',
        person: people.soren,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-web/runtime-engine-patching',
    { organisation: { text: 'Moves Node.js and nginx along with each image.', person: people.eleni } },
    { status: 'implemented' },
  ),
  answer('shop-web/version-upgrades', { [PLATFORM]: { person: people.soren } }, { status: 'in-progress' }),
  answer(
    'shop-web/image-supply-chain',
    {
      [PLATFORM]: {
        text: 'Starts from Amazon Linux images by their owner id, scans every build and withdraws images after 60 days.',
        person: people.soren,
      },
    },
    { status: 'in-progress' },
  ),
  answer(
    'shop-web/application-code-security',
    {
      organisation: {
        text: 'Two pairs of eyes on every change; dependency and code scan stop the pipeline on high findings.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-web/host-hardening',
    {
      [PLATFORM]: {
        text: 'CIS level 1 in the image, metadata service version 2 only, no open shells: Session Manager instead.',
        person: people.soren,
      },
    },
    { status: 'in-progress' },
  ),
  note(
    'shop-web/host-hardening',
    '+ IMDSv2 enforced\n+ no SSH keys\n- CIS scan still shows 14 of 212 items open, most of them logging',
  ),
  answer(
    'shop-web/service-configuration',
    { [PLATFORM]: { person: people.amara } },
    { status: 'implemented' },
  ),
  ...accept('shop-web', ['identity', 'data-governance']),
  ...each('shop-web', ['permissions-policies', 'workload-identity'], { ...eleni, status: 'implemented' }),
  ...each(
    'shop-web',
    ['secrets-rotation', 'data-classification', 'retention-deletion', 'data-integrity'],
    eleni,
  ),
  answer(
    'shop-web/encryption-at-rest',
    { [PLATFORM]: { text: 'Encryption by default is on for the Region.', person: people.soren } },
    { status: 'implemented' },
  ),
  notApplicable(
    'shop-web/backup-configuration',
    'Instances hold nothing. They are replaced, never restored; the image is in the pipeline.',
  ),
  notApplicable(
    'shop-web/restore-testing',
    'Follows from the answer on backups: every scaling event is a fresh start.',
  ),
  answer(
    'shop-web/availability-design',
    {
      [PLATFORM]: { text: 'Three zones, and one zone may fail at the peak of a sale.', person: people.amara },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-web/capacity-scaling',
    {
      [PLATFORM]: {
        text: 'Four to sixteen instances, tested for three times the load of last winter.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-web/monitoring-threat-detection',
    {
      [PLATFORM]: {
        text: 'Keeps GuardDuty on in all accounts and Regions and sends its findings to Owlhurst.',
        person: people.amara,
      },
      [OWLHURST]: {
        text: 'Watches day and night, sorts alerts and calls the person on duty within 30 minutes when one is real.',
        person: people.lukasz,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-web/vulnerability-management',
    {
      [PLATFORM]: {
        text: 'Runs Amazon Inspector, fixes high findings within 14 days with the next image.',
        person: people.soren,
      },
      [OWLHURST]: { text: 'Sends a ranked list every Monday.', person: people.lukasz },
    },
    { status: 'in-progress' },
  ),
  answer(
    'shop-web/incident-response',
    {
      organisation: {
        text: 'Leads, decides on taking the shop down, and speaks to customers and the press.',
        person: people.francois,
      },
      [OWLHURST]: { text: 'Contains: isolates the instance and keeps its disk.' },
    },
    { status: 'in-progress' },
  ),
  note(
    'shop-web/incident-response',
    'Who at Owlhurst? Łukasz will name somebody per shift. Last exercise was in March 2025.',
  ),
  park('shop-web/disaster-recovery', 'A second Region costs about 9,000 a month. To be decided in January.', {
    name: 'The board',
  }),
];

const scalingAndDisks: readonly ExampleStep[] = [
  answer(
    'shop-web-scaling/capacity-scaling',
    {
      aws: { text: 'Starts and stops instances as the policies say.' },
      [PLATFORM]: {
        text: 'Sets limits and warm-up, and raises the limit by hand before announced sales.',
        person: people.amara,
      },
    },
    { status: 'implemented' },
  ),
  ...accept('shop-web-scaling', ['patching', 'encryption-keys', 'resilience']),
  ...each('shop-web-scaling', ['image-supply-chain', 'disaster-recovery'], eleni),
  // Accepted in one go at the end of a long day, to be confirmed by the platform team.
  ...accept(
    'shop-web-disks',
    [
      'network',
      'application-change',
      'identity',
      'data-governance',
      'encryption-keys',
      'resilience',
      'detection',
      'response',
    ],
    true,
  ),
  ...each(
    'shop-web-disks',
    [
      'public-exposure',
      'service-configuration',
      'permissions-policies',
      'data-integrity',
      'encryption-at-rest',
      'key-management',
    ],
    { people: { organisation: people.francois } },
  ),
  note(
    'shop-web-disks/backup-configuration',
    'See shop-web: nothing is kept there. Probably not applicable, Søren confirms.',
  ),
];

const loadBalancer: readonly ExampleStep[] = [
  answer(
    'shop-lb/encryption-in-transit',
    {
      aws: {},
      [PLATFORM]: { text: 'TLS 1.2 and 1.3 only; port 80 does nothing but redirect.', person: people.amara },
    },
    { status: 'implemented' },
  ),
  // Agreed to be shared, but nobody found words for the second half.
  answer('shop-lb/availability-design', { aws: {}, [PLATFORM]: { text: null, person: people.amara } }),
  ...accept('shop-lb', ['network', 'patching']),
  ...each('shop-lb', ['ddos-web-protection', 'traffic-filtering', 'public-exposure'], eleni),
];

/** Where the shop runs: instances, their scaling, disks and load balancer. */
export const compute: readonly ExampleStep[] = [...shopWeb, ...scalingAndDisks, ...loadBalancer];
