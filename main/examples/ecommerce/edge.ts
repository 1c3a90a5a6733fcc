import { accept, answer, type ExampleStep, each, notApplicable, note, step } from '../example.ts';
import { PLATFORM, people } from './organisation.ts';

const eleni = { people: { organisation: people.eleni } };

const shopFront: readonly ExampleStep[] = [
  answer(
    'shop-front/public-exposure',
    {
      [PLATFORM]: {
        text: 'Blocks public access for the whole account. The one reader of the bucket is the distribution, through origin access control.',
        person: people.soren,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-front/data-classification',
    {
      organisation: {
        text: 'Public. The shop team checks pictures for price lists and faces before upload.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-front/encryption-at-rest',
    {
      aws: { text: 'Encrypts every new object with its own keys (SSE-S3).' },
      [PLATFORM]: {
        text: 'Found objects from before 2023 in the old picture bucket and copies them over, so that they are encrypted too.',
        person: people.soren,
      },
    },
    { status: 'in-progress' },
  ),
  note(
    'shop-front/encryption-at-rest',
    '=> 41,200 of about 180,000 old pictures copied on 12 November. Søren runs it at night.',
  ),
  answer(
    'shop-front/capacity-scaling',
    { aws: { text: 'Scales storage and requests by itself.' } },
    {
      reason:
        'There is nothing for us to set or to watch here: no quota comes near, and CloudFront takes the load.',
    },
  ),
  notApplicable(
    'shop-front/key-management',
    'Public pictures need no key of our own. SSE-S3 is used on purpose.',
  ),
  notApplicable(
    'shop-front/client-side-protection',
    'Nothing confidential is uploaded, so there is nothing to encrypt before.',
  ),
  notApplicable(
    'shop-front/secrets-rotation',
    'No presigned addresses are handed out, and the pages hold no secrets.',
  ),
  answer(
    'shop-front/backup-configuration',
    {
      organisation: {
        text: 'Versioning is on and versions are kept for 30 days; pages can be built again from the repository.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  step('assignments.acceptSuggestions', { subject: 'shop-front' }),
  ...each(
    'shop-front',
    [
      'service-configuration',
      'permissions-policies',
      'workload-identity',
      'retention-deletion',
      'data-integrity',
    ],
    { ...eleni, status: 'implemented' },
  ),
  ...each(
    'shop-front',
    [
      'ddos-web-protection',
      'network-segmentation',
      'encryption-in-transit',
      'restore-testing',
      'disaster-recovery',
      'workload-logging',
      'vulnerability-management',
    ],
    eleni,
  ),
  note(
    'shop-front/restore-testing',
    'Never tried. A new build of the pages takes 20 minutes, the pictures are the question.',
  ),
  note('shop-front/workload-logging', 'Access logs are off. Eleni asks what they would cost.'),
];

const shopCdn: readonly ExampleStep[] = [
  answer(
    'shop-cdn/ddos-web-protection',
    {
      aws: { text: 'Absorbs network and transport floods at the edge with Shield Standard.' },
      organisation: {
        text: 'Keeps the web ACL attached, limits each address to 600 requests in 5 minutes and tunes it before sales.',
        person: people.francois,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-cdn/encryption-in-transit',
    {
      aws: { text: 'Offers TLS to viewers and to the origin.' },
      organisation: {
        text: 'Sets TLS 1.2 as the least for viewers and HTTPS only to the load balancer.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  // Nobody wrote down why this is not shared.
  answer(
    'shop-cdn/certificate-lifecycle',
    { organisation: { person: people.eleni } },
    { status: 'in-progress' },
  ),
  notApplicable('shop-cdn/client-side-protection', 'Only public pages and pictures are cached.'),
  notApplicable('shop-cdn/in-service-users', 'No private content, so no signed addresses or cookies.'),
  ...accept('shop-cdn', [
    'network',
    'patching',
    'application-change',
    'identity',
    'encryption-keys',
    'resilience',
  ]),
  ...each(
    'shop-cdn',
    ['public-exposure', 'service-configuration', 'permissions-policies', 'application-code-security'],
    {
      ...eleni,
      status: 'implemented',
    },
  ),
  ...each(
    'shop-cdn',
    ['network-segmentation', 'workload-identity', 'availability-design', 'disaster-recovery'],
    eleni,
  ),
];

const edgeWaf: readonly ExampleStep[] = [
  answer(
    'edge-waf/service-configuration',
    {
      organisation: {
        text: 'Reviews the rules before every sale; a rule may count for two weeks at most, then it blocks or goes.',
        person: people.francois,
      },
    },
    { status: 'in-progress' },
  ),
  note(
    'edge-waf/service-configuration',
    'The bot rule has been counting since August. Too many false alarms on the store locator.',
  ),
  answer(
    'edge-waf/ddos-web-protection',
    {
      aws: { text: 'Runs the engine and keeps the managed rule groups up to date.' },
      organisation: { text: 'Chooses, tunes and attaches the rules.', person: people.francois },
    },
    { status: 'implemented' },
  ),
  ...accept('edge-waf', ['network', 'patching', 'encryption-keys']),
];

const certificates: readonly ExampleStep[] = [
  answer(
    'certificates/certificate-lifecycle',
    {
      aws: { text: 'Renews both certificates as long as the DNS records for validation stand.' },
      [PLATFORM]: {
        text: 'Leaves the validation records in place, and is warned 45 days before any certificate ends.',
        person: people.soren,
      },
    },
    { status: 'implemented' },
  ),
  ...accept('certificates', ['patching']),
];

/** What stands between the internet and the shop. */
export const edge: readonly ExampleStep[] = [...shopFront, ...shopCdn, ...edgeWaf, ...certificates];
