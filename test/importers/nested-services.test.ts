import { expect, it } from 'vitest';
import { readInventory as read } from '../support/read-inventory.ts';

// Inventories in which systems and accounts hold lists of services, each in a form of its own.

const [A, B] = ['111122223333', '444455556666'];

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
