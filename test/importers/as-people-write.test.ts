import { describe, expect, it } from 'vitest';
import { recogniseAsWritten, recogniseSeveral } from '../../main/importers/discover/lists/as-people-write.ts';
import { index } from './support.ts';

describe('a service as people write it', () => {
  it.each([
    ['MySQL on RDS', 'rds'],
    ['Postgres (RDS)', 'rds'],
    ['Aurora PostgreSQL', 'aurora'],
    ['S3 buckets', 's3'],
    ['EC2 instance (Windows)', 'ec2'],
    ['Lambda function', 'lambda'],
    ['ALB', 'elastic-load-balancing'],
    ['AWS::SQS::Queue', 'sqs'],
    ['aws_dynamodb_table', 'dynamodb'],
    ['Amazon S3', 's3'],
    ['Amazon Simple Storage Service (S3)', 's3'],
    ['AWS Web Application Firewall (WAF)', 'waf'],
    ['Amazon Virtual Private Cloud (VPC)', 'vpc'],
    ['Amazon Aurora PostgreSQL-Compatible DB', 'aurora'],
    ['Elastic IP', 'ec2'],
  ])('%s is %s', (written, id) => expect(recogniseAsWritten(written, index.recognise)).toBe(id));

  it.each([
    'Backup server room',
    'MySQL',
    'Oracle Exadata',
    'S3 and Lambda',
    'Backups (in the office)',
    'Oracle Exadata (no RDS)',
    'Database',
    '',
    ' - ',
    'x'.repeat(1000),
  ])('“%s” is none', (written) => expect(recogniseAsWritten(written, index.recognise)).toBeNull());
});

describe('several services in one cell', () => {
  it.each<[string, readonly string[]]>([
    ['S3 & RDS (PostgreSQL)', ['S3', 'RDS']],
    ['Lambda/API Gateway', ['Lambda', 'API Gateway']],
    ['S3 and Lambda functions', ['S3', 'Lambda']],
    ['EC2 und S3', ['EC2', 'S3']],
    ['S3 / S3 bucket', ['S3']],
  ])('%s', (written, names) => {
    const each = names.map((name) => recogniseAsWritten(name, index.recognise));
    expect(recogniseSeveral(written, index.recognise)).toEqual(each);
  });
  it.each([
    'S3 and Oracle Exadata',
    'Backup/restore server',
    'S3',
    'AWS Identity and Access Management',
    '/',
    ' & '.repeat(50),
  ])('“%s” is not cut', (written) => expect(recogniseSeveral(written, index.recognise)).toEqual([]));
});
