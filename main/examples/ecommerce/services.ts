import type { InputOf } from '../../contract/methods/method.ts';
import type { services as group } from '../../contract/methods/services-in-use.ts';
import { type ExampleStep, step } from '../example.ts';
import { people } from './organisation.ts';

type Entry = InputOf<(typeof group)['add']>['services'][number];

const found = (resources: Readonly<Record<string, number>>): Entry['foundIn'] => [
  {
    file: 'shop-production.yaml',
    format: 'cloudformation',
    resources: Object.entries(resources).map(([type, count]) => ({ type, count })),
  },
];
const production = { environments: ['production'], account: '111122223333', region: 'eu-west-1' };
const global = { ...production, region: 'global' };

const SERVICES: Entry[] = [
  {
    ...production,
    catalogueId: 's3',
    label: 'shop-front',
    dataClassification: 'Public',
    lead: people.eleni,
    notes: 'Static pages and product pictures. Only CloudFront may read the bucket.',
    foundIn: found({ 'AWS::S3::Bucket': 2, 'AWS::S3::BucketPolicy': 2 }),
  },
  {
    ...global,
    catalogueId: 'cloudfront',
    label: 'shop-cdn',
    dataClassification: 'Public',
    lead: people.eleni,
    foundIn: found({ 'AWS::CloudFront::Distribution': 1, 'AWS::CloudFront::OriginAccessControl': 1 }),
  },
  {
    ...production,
    catalogueId: 'ec2',
    label: 'shop-web',
    dataClassification: 'Internal',
    lead: people.amara,
    notes: 'Four to sixteen instances, Amazon Linux, image baked every second Tuesday.',
    foundIn: found({ 'AWS::EC2::LaunchTemplate': 1, 'AWS::EC2::SecurityGroup': 3 }),
  },
  {
    ...production,
    catalogueId: 'ec2-auto-scaling',
    label: 'shop-web-scaling',
    lead: people.amara,
    foundIn: found({ 'AWS::AutoScaling::AutoScalingGroup': 1, 'AWS::AutoScaling::ScalingPolicy': 2 }),
  },
  {
    ...production,
    catalogueId: 'ebs',
    label: 'shop-web-disks',
    dataClassification: 'Internal',
    lead: people.soren,
    notes: 'Root volumes only. Nothing is kept on them beyond the life of an instance.',
  },
  {
    ...production,
    catalogueId: 'elastic-load-balancing',
    label: 'shop-lb',
    lead: people.amara,
    foundIn: found({
      'AWS::ElasticLoadBalancingV2::LoadBalancer': 1,
      'AWS::ElasticLoadBalancingV2::Listener': 2,
    }),
  },
  {
    ...production,
    catalogueId: 'rds',
    label: 'orders-db',
    dataClassification: 'Confidential, personal data',
    lead: people.irina,
    notes:
      'PostgreSQL, Multi-AZ. Customers, addresses and orders; card numbers stay with the payment provider.',
    foundIn: found({ 'AWS::RDS::DBInstance': 1, 'AWS::RDS::DBParameterGroup': 1 }),
  },
  {
    ...production,
    catalogueId: 'rds',
    label: 'reporting-db',
    dataClassification: 'Confidential, personal data',
    lead: people.tomas,
    notes: 'PostgreSQL, single zone. Loaded every night from orders-db.',
    foundIn: found({ 'AWS::RDS::DBInstance': 1 }),
  },
  {
    catalogueId: 'rds',
    label: 'orders-db-test',
    environments: ['test'],
    account: '444455556666',
    region: 'eu-west-1',
    dataClassification: 'Made-up data only',
    lead: people.irina,
  },
  {
    ...production,
    catalogueId: 'api-gateway',
    label: 'shop-api',
    dataClassification: 'Confidential, personal data',
    lead: people.eleni,
    foundIn: found({ 'AWS::ApiGateway::RestApi': 1, 'AWS::ApiGateway::Stage': 1 }),
  },
  {
    ...production,
    catalogueId: 'lambda',
    label: 'shop-functions',
    dataClassification: 'Confidential, personal data',
    lead: people.eleni,
    notes: 'checkout, recommendations and thumbnails. Node.js, zip packages, runtime updates on Auto.',
    foundIn: found({ 'AWS::Lambda::Function': 3, 'AWS::Lambda::Permission': 4 }),
  },
  {
    ...global,
    catalogueId: 'iam',
    label: 'access',
    lead: people.amara,
    foundIn: found({ 'AWS::IAM::Role': 9 }),
  },
  {
    ...production,
    catalogueId: 'kms',
    label: 'keys',
    dataClassification: 'Confidential',
    lead: people.amara,
    foundIn: found({ 'AWS::KMS::Key': 3, 'AWS::KMS::Alias': 3 }),
  },
  {
    catalogueId: 'cloudtrail',
    label: 'audit-trail',
    environments: ['log-archive'],
    account: '777788889999',
    region: 'eu-west-1',
    dataClassification: 'Internal',
    lead: people.francois,
    notes: 'One organisation trail for all accounts and Regions.',
  },
  {
    ...global,
    catalogueId: 'acm',
    label: 'certificates',
    lead: people.soren,
    foundIn: found({ 'AWS::CertificateManager::Certificate': 2 }),
  },
  {
    ...global,
    catalogueId: 'waf',
    label: 'edge-waf',
    lead: people.francois,
    foundIn: found({ 'AWS::WAFv2::WebACL': 1, 'AWS::WAFv2::WebACLAssociation': 1 }),
  },
];

export const services: readonly ExampleStep[] = [step('services.add', { services: SERVICES })];
