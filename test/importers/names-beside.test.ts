import { expect, it } from 'vitest';
import { readInventory as read } from '../support/read-inventory.ts';

// Fields of services and of systems beside lists of names, as inventories have them.

const [A, B] = ['111122223333', '444455556666'];

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
  [
    'a row of several and something else beside rows of ordinary words',
    [
      { account: A, service: 'Amazon EC2, nginx' },
      { account: A, service: 'AWS Lambda, cron' },
      { account: A, service: 'Backup' },
      { account: B, service: 'Data lake', services: ['AWS Glue'] },
    ],
    [`Amazon EC2 ${A}`, `nginx ${A}`, `AWS Lambda ${A}`, `cron ${A}`, `Backup ${A}`, `AWS Glue ${B}`],
  ],
  [
    'systems with what they are made of in brackets',
    [
      { aws_services: ['Amazon ECS'], service: 'Portal (React, AWS Lambda)' },
      { aws_services: ['Amazon S3'], service: 'Dashboards, Amazon Athena' },
    ],
    ['Amazon ECS', 'Amazon S3'],
  ],
  [
    'a system with what it is made of in brackets above objects',
    [
      {
        service: 'Portal (React, AWS Lambda)',
        services: [
          { name: 'Amazon ECS', account: A },
          { name: 'Backup', account: A },
        ],
      },
      { service: 'HR', services: [{ name: 'Amazon RDS', account: B }] },
    ],
    [`Amazon ECS ${A}`, `Backup ${A}`, `Amazon RDS ${B}`],
  ],
  [
    'several services in a line above objects',
    [
      {
        service: 'Amazon EC2, Amazon RDS',
        services: [
          { name: 'Amazon EBS', region: 'eu-west-1' },
          { name: 'Backup', region: 'eu-west-1' },
        ],
      },
      { service: 'HR', services: [{ name: 'Amazon ECS', region: 'eu-west-1' }] },
    ],
    ['Amazon EC2', 'Amazon RDS', 'Amazon EBS', 'Backup', 'Amazon ECS'],
  ],
  [
    'ordinary words of which it is said that they are of AWS',
    [
      { service: 'Backup (AWS)', account: A },
      { service: 'Config (AWS)', account: A },
      { service: 'Shop', account: B, services: ['Amazon RDS'] },
    ],
    [`Backup (AWS) ${A}`, `Config (AWS) ${A}`, `Amazon RDS ${B}`],
  ],
  [
    'several in a line with none of their own',
    {
      services: [
        { name: 'Amazon EC2, Amazon EBS', owner: 'Ann', services: [] },
        { name: 'Backup, Config', owner: 'Ann', services: [] },
        { name: 'shop', owner: 'Tom', services: ['Amazon RDS'] },
      ],
    },
    ['Amazon EC2', 'Amazon EBS', 'Backup', 'Config', 'Amazon RDS'],
  ],
  [
    'systems by ordinary words beside a service without a list',
    [
      { service: 'AWS KMS', account: A },
      { service: 'Billing', account: A, services: ['Amazon ECS'] },
      { service: 'Storefront', account: A, services: ['Amazon S3'] },
    ],
    [`AWS KMS ${A}`, `Amazon ECS ${A}`, `Amazon S3 ${A}`],
  ],
  [
    'a system by several ordinary words above objects',
    [
      {
        service: 'Billing, Batch',
        services: [
          { name: 'Amazon ECS', region: 'eu-west-1' },
          { name: 'Stripe', region: 'eu-west-1' },
        ],
      },
      { service: 'Config', owner: 'Ann' },
    ],
    ['Amazon ECS', 'Stripe'],
  ],
  [
    'parts by ordinary words below several services in a line',
    [
      {
        service: 'AWS Lambda, Amazon SQS',
        region: 'eu-west-1',
        services: [{ name: 'billing' }, { name: 'orders' }],
      },
      { service: 'Amazon ECS', region: 'eu-west-1', services: [{ name: 'shop' }] },
    ],
    ['AWS Lambda', 'Amazon SQS', 'Amazon ECS'],
  ],
  [
    'several products of somebody else behind an ordinary word',
    [
      { service: 'Backup', product: 'Veeam, Commvault', env: 'prod' },
      {
        service: 'Portal',
        product: 'Magento',
        env: 'prod',
        services: [{ name: 'Amazon ECS' }, { name: 'Amazon RDS' }],
      },
    ],
    ['Amazon ECS', 'Amazon RDS'],
  ],
  [
    'a service with what it is for in brackets above objects',
    [
      {
        service: 'Amazon Kinesis (orders, events)',
        services: [
          { name: 'Amazon EC2', account: A },
          { name: 'Loki', account: A },
        ],
      },
      { service: 'Shop', services: [{ name: 'Amazon ECS', account: B }] },
    ],
    ['Amazon Kinesis (orders', 'events)', `Amazon EC2 ${A}`, `Loki ${A}`, `Amazon ECS ${B}`],
  ],
  [
    'a service with how it runs behind a comma',
    [
      { service: 'Amazon RDS, Multi-AZ', env: 'prod', services: ['AWS KMS'] },
      { service: 'Shop', env: 'prod', services: ['Amazon ECS'] },
    ],
    ['Amazon RDS', 'Multi-AZ', 'AWS KMS', 'Amazon ECS'],
  ],
  [
    'own parts of which one is called like a service below several in a line',
    [
      {
        service: 'Amazon EKS, Amazon EC2',
        env: 'prod',
        services: [{ name: 'Amazon gateway' }, { name: 'billing' }, { name: 'orders' }],
      },
      { service: 'Mail', env: 'prod', services: [{ name: 'Amazon SES' }] },
    ],
    ['Amazon EKS', 'Amazon EC2', 'Amazon SES'],
  ],
  [
    'an ordinary word beside its product of AWS',
    [
      { service: 'Backup', product: 'AWS Backup', env: 'prod' },
      { service: 'Shop', env: 'prod', services: [{ name: 'Amazon ECS' }] },
    ],
    ['Backup', 'Amazon ECS'],
  ],
  [
    'a system whose product begins with a service above objects, beside ordinary words',
    [
      {
        service: 'Webshop',
        product: 'Amazon ECS, Java',
        env: 'prod',
        services: [{ name: 'Amazon RDS' }, { name: 'Stripe' }, { name: 'Twilio' }],
      },
      { service: 'Billing', env: 'prod' },
    ],
    ['Amazon RDS', 'Stripe', 'Twilio'],
  ],
  [
    'an ordinary word beside products of which one is of AWS',
    [
      { service: 'Batch', product: 'Control-M, AWS Batch', env: 'prod' },
      { service: 'Shop', env: 'prod', services: [{ name: 'Amazon ECS' }] },
    ],
    ['Batch', 'Amazon ECS'],
  ],
])('lists of names of services: %s', (_, document, services) => {
  expect(read(document).services).toEqual(services);
});
