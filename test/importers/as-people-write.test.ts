import { describe, expect, it } from 'vitest';
import { buildReport } from '../../main/importers/discover/build-report.ts';
import { recogniseAsWritten, recogniseSeveral } from '../../main/importers/discover/lists/as-people-write.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
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
    ['AWS IAM', 'iam'],
    // What is not known in brackets is told, unless it names another service or says that it is gone.
    ['Amazon Bedrock (Claude Haiku)', 'bedrock'],
    ['Amazon Bedrock (0)', null],
    ['Lambda (Python 3.12)', 'lambda'],
    ['Amazon API Gateway (HTTP API)', 'api-gateway'],
    ['Cognito (Amazon SES)', null],
    ['Glue (planned)', null],
    ['Lambda (no longer used)', null],
    ['Nginx (proxy)', null],
    ['AWS SSO', 'iam-identity-center'],
    ['AWS CLI', null],
    ['🔐 AWS KMS', 'kms'],
    ['🪣 S3 ', 's3'],
    ['AWS::SQS::Queue', 'sqs'],
    ['aws_dynamodb_table', 'dynamodb'],
    ['Amazon S3', 's3'],
    ['Amazon Simple Storage Service (S3)', 's3'],
    ['AWS Web Application Firewall (WAF)', 'waf'],
    ['Amazon Virtual Private Cloud (VPC)', 'vpc'],
    ['Amazon Aurora PostgreSQL-Compatible DB', 'aurora'],
    ['Elastic IP', 'ec2'],
    ['Amazon ECS (Fargate)', 'ecs-fargate'],
    ['ECS Fargate', 'ecs-fargate'],
    ['ECS containers on Fargate', 'ecs-fargate'],
    ['Amazon Elastic Container Service (Fargate)', 'ecs-fargate'],
    ['EKS (Fargate)', 'eks-fargate'],
    ['Fargate on EKS', 'eks-fargate'],
    ['EKS (Auto Mode)', 'eks-auto-mode'],
    ['Lambda (container)', 'lambda-container-image'],
    ['Lambda function (Docker image)', 'lambda-container-image'],
    ['RDS (Aurora)', 'aurora'],
    ['RDS Aurora PostgreSQL 15.4', 'aurora'],
    ['RDS Custom Oracle', 'rds-custom-oracle'],
    ['MSK (Serverless)', 'msk-serverless'],
    ['EMR (EKS)', 'emr-on-eks'],
    ['EMR', 'emr'],
    ['Kinesis (Video)', 'kinesis-video-streams'],
    ['Kinesis', 'kinesis-data-streams'],
    ['WorkSpaces (Web)', 'workspaces-secure-browser'],
    ['IAM (SSO)', 'iam-identity-center'],
    ['IAM (Identity Center)', 'iam-identity-center'],
    ['IAM', 'iam'],
    ['RDS (Custom)', 'rds'],
    ['S3 (Glacier)', 's3'],
    ['Amazon S3 (Glacier Deep Archive)', 's3'],
    ['S3 Glacier', 's3-glacier'],
    ['RDS PostgreSQL 15', 'rds'],
    ['ElastiCache Redis 7.x', 'elasticache'],
    ['Aurora Serverless v2', 'aurora'],
    ['OpenSearch Serverless', 'opensearch-serverless'],
    ['Elastic Load Balancing (ALB/NLB)', 'elastic-load-balancing'],
    ['module.shop.aws_sqs_queue.jobs[0]', 'sqs'],
    ['aws_eks_node_group', 'eks'],
    // What stands in brackets and names no other way to run it changes nothing.
    ['ECS (EC2)', 'ecs-ec2'],
    ['ECS containers', 'ecs-ec2'],
    ['EKS managed nodes', 'eks'],
    ['Lambda (Python)', 'lambda'],
    ['S3 (Invoices)', 's3'],
    ['AWS Batch (Fargate)', 'batch'],
    ['EC2 Auto Scaling', 'ec2-auto-scaling'],
    ['Fargate', 'ecs-fargate'],
  ])('%s is %s', (written, id) => expect(recogniseAsWritten(written, index.recognise)).toBe(id));

  it('what stands in brackets and is not read is told with what the name was taken for', () => {
    const rows = [
      ...['RDS (Custom)', 'S3 (Glacier)', 'ECS (Fargate)', 'Postgres (RDS)', 'EC2 (Windows)', 'EMR (EKS)'],
      ...['Amazon Simple Storage Service (S3)', 'Kinesis (retired)', 'Elastic Load Balancing (ALB/NLB)'],
    ];
    const text = Buffer.from(`Service,Account\n${rows.map((row) => `${row},111122223333\n`).join('')}`);
    const found = readSource('a.csv', text);
    const { files } = buildReport([{ file: 'a.csv', way: 'a.csv', input: 0, found }], index, []);
    const note = files[0]?.notes.find((each) => each.includes('in brackets')) ?? '';
    expect(note).toMatch(/“RDS \(Custom\)” as .*“S3 \(Glacier\)” as Amazon S3/);
    expect(note).not.toMatch(/Fargate|Postgres|Windows|EKS|\(S3\)|ALB/);
  });

  it.each([
    'Backup server room',
    'MySQL',
    'Oracle Exadata',
    'S3 and Lambda',
    'Backups (in the office)',
    'Oracle Exadata (no RDS)',
    'Database',
    // That it is not in use any more is told with the name, and the name alone is not proposed.
    'Amazon QLDB (Retired)',
    'RDS Custom',
    'ECS (Fargate & EC2)',
    'CloudWatch and Logs',
    'Kinesis Data Streams and Analytics',
    'SQL Server 2019',
    'IAM.1',
    'aws_lambda_powertools',
    'aws_rds_tools',
    'aws-xray-sdk',
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
    ['Lambda@Edge / CloudFront', ['Lambda', 'CloudFront']],
    ['Secrets Manager & Parameter Store', ['Secrets Manager', 'Systems Manager']],
    ['ECS (Fargate) / ECR', ['ECS Fargate', 'ECR']],
  ])('%s', (written, names) => {
    const each = names.map((name) => recogniseAsWritten(name, index.recognise));
    expect(recogniseSeveral(written, index.recognise)).toEqual(each);
  });
  it.each([
    'ECS (Fargate & EC2)',
    'S3 and Oracle Exadata',
    'Backup/restore server',
    'S3',
    'AWS Identity and Access Management',
    '/',
    ' & '.repeat(50),
  ])('“%s” is not cut', (written) => expect(recogniseSeveral(written, index.recognise)).toEqual([]));
});

describe('libraries of programs', () => {
  it.each([
    ['requirements.txt', 'aws-xray-sdk\naws_lambda_powertools\n'],
    ['src/requirements-dev.txt', 's3\nsqs\n'],
    ['libs.txt', 'boto3==1.34.0\ns3\nsqs\n'],
  ])('are no services: %s', (name, text) =>
    expect(() => readSource(name, Buffer.from(text))).toThrow(/libraries that a program needs/),
  );
  it.each([
    ['requirements.txt', 'Services in use\nAmazon S3\nAmazon SQS\n'],
    ['services.txt', 'Amazon S3\nAmazon SQS\n'],
  ])('and services are none: %s', (name, text) =>
    expect([...readSource(name, Buffer.from(text)).types.keys()]).toEqual(['Amazon S3', 'Amazon SQS']),
  );
});

it('in tables of costs services are called as people call them as well, and taxes are none', () => {
  const text = 'Service,Cost ($)\nECS Fargate,40\nRDS PostgreSQL,50\nTax,9\n';
  const found = readSource('costs.csv', Buffer.from(text));
  const { files, services } = buildReport(
    [{ file: 'costs.csv', way: 'costs.csv', input: 0, found }],
    index,
    [],
  );
  expect(found.format).toBe('cost-explorer');
  expect(services.map(({ catalogueId }) => catalogueId).toSorted()).toEqual(['ecs-fargate', 'rds']);
  expect(files[0]?.unmapped.map(({ type }) => type)).toEqual(['Tax']);
});
