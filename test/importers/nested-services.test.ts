import { expect, it } from 'vitest';
import { partsOfFile } from '../../main/importers/discover/found.ts';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

// Inventories in which systems and accounts hold lists of services, each in a form of its own.

const [A, B] = ['111122223333', '444455556666'];
const WORDS: ReadonlySet<string> = new Set(['batch', 'backup', 'billing', 'config']);
const namesService = (name: string) => WORDS.has(name.toLowerCase()) || NOTHING_GIVEN.namesService(name);
function read(document: unknown) {
  const parts = partsOfFile(
    'a.json',
    readSource('a.json', Buffer.from(JSON.stringify(document)), { ...NOTHING_GIVEN, namesService }),
  );
  const found = parts.flatMap((part) => ('found' in part ? [part.found] : []));
  const services = found.flatMap(({ types, places, notInUse }) =>
    [...types.keys()]
      .filter((type) => !notInUse?.has(type))
      .map((type) => [type, ...(places?.get(type)?.accounts ?? [])].join(' ')),
  );
  return { services, notes: found.flatMap(({ notes }) => notes).join('\n') };
}

it.each<[string, unknown, readonly string[]]>([
  [
    'services by their names beside a system with its own',
    {
      services: [
        { name: 'Amazon EC2', account: A },
        { name: 'Data platform', account: B, services: [{ name: 'AWS Glue' }] },
      ],
    },
    [`Amazon EC2 ${A}`, `AWS Glue ${B}`],
  ],
  [
    'a service beside a system whose services are called otherwise',
    [
      { service: 'AWS Lambda', account: A },
      { service: 'checkout', account: A, services: [{ name: 'Amazon SQS' }] },
    ],
    [`AWS Lambda ${A}`, `Amazon SQS ${A}`],
  ],
  [
    'systems of which one is called like a service',
    [
      { service: 'batch', account: A, services: [{ name: 'Amazon SQS' }, { name: 'AWS Lambda' }] },
      { service: 'orders', account: A, services: [{ name: 'Amazon RDS' }] },
    ],
    [`Amazon SQS ${A}`, `AWS Lambda ${A}`, `Amazon RDS ${A}`],
  ],
  [
    'a system by itself that is called like a service, of services throughout',
    [
      {
        service: 'backup',
        account: A,
        aws_services: [{ name: 'Amazon S3', status: 'in use' }, { name: 'AWS Lambda' }],
      },
    ],
    [`Amazon S3 ${A}`, `AWS Lambda ${A}`],
  ],
  [
    'services with parts of their own',
    [
      { service: 'Amazon RDS', account: A, services: [{ name: 'backup' }, { name: 'billing' }] },
      { service: 'Amazon SQS', account: A },
    ],
    [`Amazon RDS ${A}`, `Amazon SQS ${A}`],
  ],
  [
    'systems of which some have none',
    [
      { service: 'orders', account: A, aws_services: [{ name: 'Amazon SQS' }] },
      { service: 'billing', account: A, aws_services: [] },
      { service: 'AWS Lambda', account: A, aws_services: [] },
    ],
    [`Amazon SQS ${A}`, `AWS Lambda ${A}`],
  ],
  [
    'systems without a list that are called like services',
    [
      { service: 'Orders', account: A, aws_services: [{ name: 'Amazon SQS' }] },
      { service: 'Billing', account: A, aws_services: [] },
      { service: 'Config', account: A },
      { service: 'AWS Config', account: B },
    ],
    [`Amazon SQS ${A}`, `AWS Config ${B}`],
  ],
  [
    'services with empty lists',
    [
      { service: 'batch', account: A, services: [] },
      { service: 'Amazon RDS', account: A, services: [] },
    ],
    [`batch ${A}`, `Amazon RDS ${A}`],
  ],
  [
    'services of which one goes with others, as AWS writes them all',
    [
      { service: 'AWS Lambda', account: A, services: [{ name: 'Amazon SQS' }] },
      { service: 'Amazon EC2', account: B },
    ],
    [`AWS Lambda ${A}`, `Amazon SQS ${A}`, `Amazon EC2 ${B}`],
  ],
  [
    'a service with parts beside a system with services',
    [
      { service: 'AWS Lambda', account: A, services: [{ name: 'orders' }, { name: 'billing' }] },
      { service: 'checkout', account: B, services: [{ name: 'Amazon SQS' }] },
    ],
    [`AWS Lambda ${A}`, `Amazon SQS ${B}`],
  ],
  [
    'accounts with objects, with names and with none',
    {
      accounts: [
        { id: A, services: [{ name: 'Amazon EC2' }] },
        { id: B, services: ['Amazon RDS', 'Amazon S3'] },
        { id: '777788889999', services: [{ service: 'Amazon SQS' }] },
        { id: '777788889990', services: [] },
      ],
    },
    [`Amazon EC2 ${A}`, `Amazon RDS ${B}`, `Amazon S3 ${B}`, 'Amazon SQS 777788889999'],
  ],
])('%s', (_, document, services) => expect(read(document).services).toEqual(services));

// What is said of all that something holds is not taken back by what a service says of itself, and the other way round.
it.each([
  ['retired', 'active', '', 'not in use by what the table says'],
  ['active', 'retired', '', 'not in use by what the table says'],
  ['SUSPENDED', 'active', 'Amazon EC2', 'SUSPENDED'],
  ['SUSPENDED', 'retired', '', 'not in use by what the table says'],
  ['active', 'active', 'Amazon EC2', ''],
  ['SUSPENDED', 'enabled', 'Amazon EC2', 'SUSPENDED'],
  ['active', 'maintenance', 'Amazon EC2', 'maintenance'],
])('a system that is %s with a service that is %s', (outer, inner, service, note) => {
  const { services, notes } = read({
    systems: [
      {
        name: 'Shop',
        status: outer,
        services: [
          { name: 'Amazon EC2', status: inner, region: 'eu-west-1' },
          { name: 'Amazon S3', status: 'in use', region: 'eu-west-1' },
        ],
      },
      { name: 'Web', status: 'in use', services: [{ name: 'Amazon SQS', status: 'in use' }] },
    ],
  });
  expect(services.filter((each) => each === 'Amazon EC2').join()).toBe(service);
  expect(notes).toContain(note);
});

it('in a list below no name a state of the system has a column of its own as well', () => {
  const { services, notes } = read([
    {
      system: 'Shop',
      status: 'phase-out',
      region: 'eu-west-1',
      services: [{ name: 'Amazon EC2', status: 'active' }],
    },
    {
      system: 'CRM',
      status: 'active',
      region: 'eu-west-1',
      services: [{ name: 'Amazon S3', status: 'active' }],
    },
  ]);
  expect(services).toEqual(['Amazon EC2', 'Amazon S3']);
  expect(notes).toContain('“phase-out”');
});

it.each<[string, unknown, readonly string[]]>([
  [
    'the system behind them',
    [
      { aws_services: ['Amazon ECS', 'Amazon RDS'], environment: 'prod', service: 'orders-api' },
      { aws_services: ['AWS Lambda'], environment: 'prod', service: 'mailer' },
    ],
    ['Amazon ECS', 'Amazon RDS', 'AWS Lambda'],
  ],
  [
    'the system before them',
    [
      { service: 'orders-api', aws_services: ['Amazon ECS', 'Amazon RDS'] },
      { service: 'mailer', aws_services: ['AWS Lambda'] },
    ],
    ['Amazon ECS', 'Amazon RDS', 'AWS Lambda'],
  ],
  [
    'systems that are called by words of services',
    [
      { services: ['Amazon SQS', 'Amazon SNS'], service: 'backup' },
      { services: ['Amazon EC2'], service: 'billing' },
    ],
    ['Amazon SQS', 'Amazon SNS', 'Amazon EC2'],
  ],
  [
    'a second list',
    [
      { name: 'Shop', services: ['Amazon EC2', 'Amazon S3'], products: ['web', 'app'] },
      { name: 'CRM', services: ['Amazon RDS'], products: ['crm'] },
    ],
    ['Amazon EC2', 'Amazon S3', 'Amazon RDS'],
  ],
  [
    'names in one entry and objects in the next',
    {
      systems: [
        { services: ['Amazon EC2', 'Amazon S3'], product: 'Shop' },
        { product: 'CRM', services: [{ name: 'Amazon SQS' }] },
      ],
    },
    ['Amazon EC2', 'Amazon S3', 'Amazon SQS'],
  ],
  [
    'a field in which each is a service, beside products',
    [
      { service: 'AWS Lambda', products: ['Amazon S3'], environment: 'prod' },
      { service: 'Backup', products: ['Amazon EC2', 'Amazon RDS'], environment: 'prod' },
    ],
    ['AWS Lambda', 'Backup'],
  ],
  [
    'the same behind the products',
    [
      { products: ['Amazon S3'], service: 'AWS Lambda', environment: 'prod' },
      { products: ['Amazon EC2', 'Amazon RDS'], service: 'Backup', environment: 'prod' },
    ],
    ['AWS Lambda', 'Backup'],
  ],
  [
    'a system whose list is empty, of ordinary words or a line',
    [
      { service: 'orders', aws_services: ['Amazon ECS'], environment: 'prod' },
      { service: 'billing', aws_services: [], environment: 'prod' },
      { service: 'batch', aws_services: ['Backup', 'Config'], environment: 'prod' },
      { service: 'config', environment: 'prod' },
    ],
    ['Amazon ECS', 'Backup', 'Config'],
  ],
  [
    'a service for sure among systems',
    [
      { service: 'Amazon CloudFront', aws_services: ['AWS WAF'], environment: 'prod' },
      { service: 'shop', aws_services: ['Amazon ECS'], environment: 'prod' },
      { service: 'Amazon S3', environment: 'prod' },
    ],
    ['Amazon CloudFront', 'AWS WAF', 'Amazon ECS', 'Amazon S3'],
  ],
  [
    'products that are called like services beside a list of AWS',
    [
      { aws_services: ['Amazon EC2'], product: 'batch', environment: 'prod' },
      { aws_services: ['Amazon SQS'], product: 'backup', environment: 'prod' },
    ],
    ['Amazon EC2', 'Amazon SQS'],
  ],
  [
    'by name below services, one with its own',
    {
      services: [
        { name: 'Amazon EC2', environment: 'prod' },
        { name: 'AWS Lambda', environment: 'prod', services: [] },
        { name: 'shop', environment: 'prod', services: ['Amazon RDS', 'Amazon S3'] },
      ],
    },
    ['Amazon EC2', 'AWS Lambda', 'Amazon RDS', 'Amazon S3'],
  ],
  [
    'names in one, objects in another, each with a system',
    [
      { name: 'shop', services: [{ name: 'Amazon EC2' }] },
      { name: 'crm', service: 'batch', services: ['Backup'] },
    ],
    ['Amazon EC2', 'Backup'],
  ],
  [
    'a state in the field of a system',
    [
      { Dienste: ['Amazon EC2'], Dienst: 'außer Betrieb', Konto: A },
      { Dienste: ['Amazon S3'], Dienst: 'in Betrieb', Konto: A },
    ],
    [`Amazon S3 ${A}`],
  ],
  [
    'all of Amazon Web Services',
    [{ account: A, services: ['Amazon ECS', 'Amazon S3'], product: 'Amazon Web Services' }],
    [`Amazon ECS ${A}`, `Amazon S3 ${A}`],
  ],
  [
    'one service in an entry, several in another',
    [
      { app: 'shop', services: ['Amazon EC2', 'Amazon RDS'], env: 'prod' },
      { app: 'nightly', service: 'Batch', env: 'prod' },
      { app: 'mail', service: 'Amazon SES', env: 'prod' },
    ],
    ['Amazon EC2', 'Amazon RDS', 'Batch', 'Amazon SES'],
  ],
  [
    'several in front of a field in which each is a service as well',
    {
      accounts: [
        { id: A, services: ['Amazon EC2', 'Amazon S3'], service: 'Amazon EC2' },
        { id: B, services: ['Amazon RDS'], service: 'Amazon RDS' },
      ],
    },
    [`Amazon EC2 ${A}`, `Amazon S3 ${A}`, `Amazon RDS ${B}`],
  ],
  [
    'systems below services, one with none',
    {
      services: [
        { name: 'shop', owner: 'Ann', aws_services: ['Amazon EC2', 'Amazon RDS'] },
        { name: 'batch', owner: 'Tom', aws_services: [] },
        { name: 'billing', owner: 'Tom', aws_services: null },
      ],
    },
    ['Amazon EC2', 'Amazon RDS'],
  ],
  [
    'rows of services and a system among them',
    [
      { service: 'Amazon EC2', account: A },
      { service: 'Backup', account: A },
      { service: 'Config', account: A },
      { service: 'Data platform', account: A, services: ['AWS Glue'] },
    ],
    [`Amazon EC2 ${A}`, `Backup ${A}`, `Config ${A}`, `AWS Glue ${A}`],
  ],
  [
    'several in a line beside a system with its list',
    [
      { account: A, service: 'Amazon EC2, Amazon S3' },
      { account: B, service: 'AWS Lambda, Backup' },
      { account: B, service: 'Landing zone', services: ['AWS CloudTrail'] },
    ],
    [`Amazon EC2 ${A}`, `Amazon S3 ${A}`, `AWS Lambda ${B}`, `Backup ${B}`, `AWS CloudTrail ${B}`],
  ],
  [
    'services with none beside a system with its list',
    {
      services: [
        { name: 'Amazon EC2', owner: 'Ann', services: [] },
        { name: 'Backup', owner: 'Ann', services: [] },
        { name: 'shop', owner: 'Tom', services: ['Amazon RDS'] },
      ],
    },
    ['Amazon EC2', 'Backup', 'Amazon RDS'],
  ],
  [
    'ordinary words with what says where',
    [
      { aws_services: ['Amazon ECS'], service: 'Billing (EU)' },
      { aws_services: ['Amazon S3'], service: 'Batch service' },
    ],
    ['Amazon ECS', 'Amazon S3'],
  ],
  [
    'an ordinary service with its own among rows of services',
    [
      { service: 'AWS Lambda', account: A },
      { service: 'Amazon SQS', account: A },
      { service: 'Backup', account: A, services: ['Amazon EBS'] },
      { service: 'Mailer', account: A },
    ],
    [`AWS Lambda ${A}`, `Amazon SQS ${A}`, `Backup ${A}`, `Amazon EBS ${A}`, `Mailer ${A}`],
  ],
])('lists of names of services: %s', (_, document, services) => {
  expect(read(document).services).toEqual(services);
});
