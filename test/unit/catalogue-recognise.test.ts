import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { recogniserFor } from '../../main/domain/recognise.ts';

const catalogue = loadCatalogue();
const recognise = recogniserFor(catalogue.services, catalogue.matching);

describe('CloudFormation types', () => {
  it.each([
    ['AWS::EC2::Instance', 'ec2'],
    ['AWS::EC2::EIP', 'ec2'],
    ['AWS::EC2::VPC', 'vpc'],
    ['AWS::EC2::Subnet', 'vpc'],
    ['AWS::EC2::VPCGatewayAttachment', 'vpc'],
    ['AWS::EC2::VPCEndpoint', 'privatelink'],
    ['AWS::EC2::Volume', 'ebs'],
    ['AWS::EC2::TransitGatewayAttachment', 'transit-gateway'],
    ['AWS::RDS::DBInstance', 'rds'],
    ['AWS::RDS::DBCluster', 'aurora'],
    ['AWS::WAFv2::WebACL', 'waf'],
    ['AWS::Route53RecoveryControl::Cluster', 'application-recovery-controller'],
    ['AWS::Serverless::Function', 'lambda'],
    ['AWS::Serverless::Api', 'api-gateway'],
    ['AWS::Serverless::HttpApi', 'api-gateway'],
    ['AWS::Serverless::SimpleTable', 'dynamodb'],
    ['AWS::Serverless::StateMachine', 'step-functions'],
    ['AWS::ECS::Service', 'ecs-ec2'],
    ['AWS::EKS::FargateProfile', 'eks-fargate'],
  ])('%s is %s', (type, id) => expect(recognise('cloudformation', type)).toBe(id));

  it.each(['Custom::Region', 'AWS::NoSuchThing::At', 'Acme::Shop::Till::MODULE', '', 'aws::ec2::instance'])(
    '%s belongs to nobody',
    (type) => expect(recognise('cloudformation', type)).toBeNull(),
  );
});

describe('Terraform names', () => {
  it.each([
    ['aws_instance', 'ec2'],
    ['aws_vpc', 'vpc'],
    ['aws_vpc_endpoint', 'privatelink'],
    ['aws_subnet', 'vpc'],
    ['aws_s3_bucket', 's3'],
    ['aws_db_instance', 'rds'],
    ['aws_rds_cluster_instance', 'aurora'],
    ['aws_route53_zone', 'route-53'],
    ['aws_route', 'vpc'],
    ['aws_ec2_transit_gateway_route', 'transit-gateway'],
    ['aws_cloudwatch_log_group', 'cloudwatch-logs'],
    ['aws_cloudwatch_metric_alarm', 'cloudwatch'],
    ['aws_cloudwatch_event_rule', 'eventbridge'],
    ['random_string', null],
    ['azurerm_linux_virtual_machine', null],
  ])('%s is %s', (type, id) => expect(recognise('terraform', type)).toBe(id));
});

describe('types of ARNs and Resource Explorer', () => {
  it.each([
    ['ec2:instance', 'ec2'],
    ['ec2:subnet', 'vpc'],
    ['ec2:security-group-rule', 'vpc'],
    ['ec2:vpc', 'vpc'],
    ['ec2:vpc-endpoint', 'privatelink'],
    ['ec2:vpn-connection', 'site-to-site-vpn'],
    ['ec2:volume', 'ebs'],
    ['ec2:transit-gateway-route-table', 'transit-gateway'],
    ['rds:db', 'rds'],
    ['rds:cluster', 'aurora'],
    ['rds-db:dbuser', 'rds'],
    // The Data API is Aurora's alone.
    ['rds-data', 'aurora'],
    ['kafka-cluster', 'msk'],
    ['elasticache', 'elasticache'],
    ['elasticache:cluster', 'elasticache'],
    ['elasticache:replicationgroup', 'elasticache'],
    ['elasticache:serverlesscache', 'elasticache-serverless'],
    ['elasticache:serverlesscachesnapshot', 'elasticache-serverless'],
    ['ecs:service', 'ecs-ec2'],
    ['lambda:function', 'lambda'],
    ['elasticloadbalancing:loadbalancer/app', 'elastic-load-balancing'],
    ['ssm:parameter', 'systems-manager'],
    ['logs:log-group', 'cloudwatch-logs'],
    ['sns', 'sns'],
    ['execute-api:x', 'api-gateway'],
    ['AWS::S3::Bucket', 's3'],
    ['no-such-service:thing', null],
  ])('%s is %s', (type, id) => expect(recognise('resource-type', type)).toBe(id));
});

describe('billing lines', () => {
  it.each([
    ['EC2-Instances', 'ec2'],
    ['EC2-Other', 'ec2'],
    ['EC2-ELB', 'elastic-load-balancing'],
    ['Relational Database Service', 'rds'],
    ['Amazon Simple Storage Service', 's3'],
    ['Key Management Service', 'kms'],
    ['AWS Key Management Service', 'kms'],
    ['AmazonCloudWatch', 'cloudwatch'],
    ['EC2 Container Registry (ECR)', 'ecr'],
    ['Claude ( Bedrock Edition)', 'bedrock'],
    ['GuardDuty', 'guardduty'],
    ['Amazon Elastic Compute Cloud - Compute', 'ec2'],
    ['Security Hub', 'security-hub'],
    ['Tax', null],
    ['Support (Developer)', null],
    ['Savings Plans for AWS Compute usage', null],
    ['Amazon', null],
  ])('%s is %s', (label, id) => expect(recognise('billing', label)).toBe(id));
});

it('never matches a variant without lists of its own by type alone', () => {
  const silent = catalogue.services.filter(
    (service) => service.variantOf && service.cfnNamespaces.length + service.terraformPrefixes.length === 0,
  );
  expect(silent.map((service) => service.id)).toContain('ecs-fargate');
  const found = new Set([
    ...catalogue.services
      .flatMap((service) => service.cfnNamespaces)
      .map((type) => recognise('cloudformation', type)),
    ...catalogue.services.map((service) => recognise('resource-type', service.awsPrefix)),
    // A variant's own name says which it is; that of the service does not.
    ...catalogue.services
      .filter((service) => !service.variantOf)
      .map((service) => recognise('billing', service.name)),
  ]);
  for (const service of silent) expect(found.has(service.id), service.id).toBe(false);
});

it('gives a prefix that a service shares with a way to run it to the service, unless the data says otherwise', () => {
  const said = new Set(Object.keys(catalogue.matching.servicePrefixes));
  for (const { id, variantOf, awsPrefix, otherPrefixes } of catalogue.services)
    for (const prefix of [awsPrefix, ...otherPrefixes])
      if (variantOf === undefined && !said.has(prefix)) {
        const found = catalogue.services.find((service) => service.id === recognise('resource-type', prefix));
        expect(found?.variantOf, `${prefix} of ${id}`).toBeUndefined();
      }
});

it('gives every prefix of the catalogue to the service that lists it', () => {
  for (const service of catalogue.services) {
    for (const type of service.cfnNamespaces) expect(recognise('cloudformation', `${type}`)).toBe(service.id);
    for (const name of service.terraformPrefixes) expect(recognise('terraform', name), name).toBe(service.id);
  }
});
