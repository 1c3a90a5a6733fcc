import { accept, answer, type ExampleStep, each, note, step } from '../example.ts';
import { people } from './organisation.ts';

const eleni = { people: { organisation: people.eleni } };

const api: readonly ExampleStep[] = [
  answer(
    'shop-api/ddos-web-protection',
    {
      aws: {},
      organisation: {
        text: 'Throttles each client, and keeps the web ACL attached to the stage.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-api/in-service-users',
    {
      organisation: {
        text: 'Every route has an authoriser, except the four that show products.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  ...accept('shop-api', ['network', 'patching', 'application-change', 'identity']),
  ...each(
    'shop-api',
    ['public-exposure', 'application-code-security', 'service-configuration', 'permissions-policies'],
    {
      ...eleni,
      status: 'implemented',
    },
  ),
  ...each('shop-api', ['network-segmentation', 'workload-identity', 'secrets-rotation'], eleni),
  note(
    'shop-api/secrets-rotation',
    'API keys of the two price portals are from 2023. They only identify, but still.',
  ),
  answer('shop-api/data-classification', {
    organisation: {
      text: 'Orders and addresses pass through; nothing is kept but logs.',
      person: people.zoe,
    },
  }),
];

const functions: readonly ExampleStep[] = [
  answer(
    'shop-functions/application-code-security',
    {
      organisation: {
        text: 'Checks every event against its schema; same review and scans as the shop.',
        person: people.eleni,
      },
    },
    { status: 'implemented' },
  ),
  answer(
    'shop-functions/version-upgrades',
    {
      aws: { text: 'Announces when a runtime loses support, at least 180 days before.' },
      organisation: { text: 'Moves the functions to the next Node.js before then.', person: people.eleni },
    },
    {
      status: 'in-progress',
      reason:
        'The announcement by AWS is half of what makes this work for us, so we write it down as shared.',
    },
  ),
  ...accept('shop-functions', ['patching', 'application-change']),
  ...each('shop-functions', ['image-supply-chain', 'service-configuration'], eleni),
  step('assignments.update', {
    ref: 'shop-functions/workload-logging',
    note: 'Logs are kept for ever by default. Zoë: there are e-mail addresses in the checkout log!',
  }),
];

/** The API of the shop, in the middle of which the workshop broke off, and the functions behind it. */
export const apiAndFunctions: readonly ExampleStep[] = [...api, ...functions];
