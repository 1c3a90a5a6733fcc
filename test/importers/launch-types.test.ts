import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { temporaryFolder } from '../support/temp.ts';
import { index } from './support.ts';

const folder = temporaryFolder();
async function services(name: string, document: unknown) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document));
  const report = await discoverFiles([{ name, path }], index, []);
  return Object.fromEntries(
    report.services.map(({ catalogueId, resources }) => [
      catalogueId,
      resources.map(({ count }) => count).reduce((sum, each) => sum + each, 0),
    ]),
  );
}
const template = (service: object, task: object = {}) => ({
  Resources: {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: task },
    Service: { Type: 'AWS::ECS::Service', Properties: service },
  },
});
const BOTH = { RequiresCompatibilities: ['EC2', 'FARGATE'] };
const FARGATE = { RequiresCompatibilities: ['FARGATE'] };

it.each([
  ['a launch type', template({ LaunchType: 'FARGATE' }, FARGATE), { 'ecs-fargate': 3 }],
  ['the tasks alone', template({}, FARGATE), { 'ecs-fargate': 3 }],
  [
    'capacity providers',
    template({ CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }] }),
    { 'ecs-fargate': 3 },
  ],
  ['instances', template({ LaunchType: 'EC2' }), { 'ecs-ec2': 3 }],
  ['nothing', template({ LaunchType: { Ref: 'Launch' } }), { 'ecs-ec2': 3 }],
  ['instances for tasks of both', template({ LaunchType: 'EC2' }, BOTH), { 'ecs-ec2': 3 }],
  ['a launch type for tasks of both', template({ LaunchType: 'FARGATE' }, BOTH), { 'ecs-fargate': 3 }],
  [
    'capacity providers of both',
    template({ CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE' }, { CapacityProvider: 'own' }] }),
    { 'ecs-ec2': 2, 'ecs-fargate': 1 },
  ],
  ['both', template({ LaunchType: 'EC2' }, FARGATE), { 'ecs-ec2': 2, 'ecs-fargate': 1 }],
])('of containers in a template that names %s', async (_, document, found) =>
  expect(await services('stack.json', document)).toEqual(found),
);

it.each([
  [
    'state.tfstate',
    {
      version: 4,
      terraform_version: '1.9.0',
      lineage: 'x',
      resources: [
        { mode: 'managed', type: 'aws_ecs_service', instances: [{ attributes: { launch_type: 'FARGATE' } }] },
      ],
    },
  ],
  [
    'plan.json',
    {
      format_version: '1.2',
      planned_values: {
        root_module: {
          resources: [
            {
              mode: 'managed',
              type: 'aws_ecs_task_definition',
              values: { requires_compatibilities: ['FARGATE'] },
            },
          ],
        },
      },
    },
  ],
  ['cdk.tf.json', { '//': {}, resource: { aws_ecs_service: { web: { launch_type: 'FARGATE' } } } }],
  [
    'stack.json',
    {
      version: 3,
      deployment: {
        resources: [
          { urn: 'u', type: 'aws:ecs/service:Service', custom: true, inputs: { launchType: 'FARGATE' } },
        ],
      },
    },
  ],
])('%s says it as well', async (name, document) =>
  expect(await services(name, document)).toEqual({ 'ecs-fargate': 1 }),
);

const IMAGE = { PackageType: 'Image' };
const OPEN = { PackageType: { Ref: 'P' }, Code: { ImageUri: { 'Fn::Sub': 'x' } } };
it.each<[string, object]>([
  ['template.json', { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: IMAGE } } }],
  ['template.json', { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: OPEN } } }],
  ['sam.json', { Resources: { F: { Type: 'AWS::Serverless::Function', Properties: IMAGE } } }],
  ['cdk.tf.json', { '//': {}, resource: { aws_lambda_function: { f: { package_type: 'Image' } } } }],
  [
    'stack.json',
    {
      version: 3,
      deployment: {
        resources: [
          { urn: 'u', type: 'aws:lambda/function:Function', custom: true, inputs: { packageType: 'Image' } },
        ],
      },
    },
  ],
  ['functions.json', { Functions: [{ FunctionArn: 'arn:aws:lambda:r:111122223333:function:f', ...IMAGE }] }],
])('a function that is an image is told as one: %s', async (name, document) =>
  expect(await services(name, document)).toEqual({ 'lambda-container-image': 1 }),
);
it('and so is one of the Serverless Framework', async () => {
  const functions = { a: { image: 'x' }, b: { handler: 'b.b' } };
  const found = await services('serverless.json', { service: 's', provider: { name: 'aws' }, functions });
  expect(found).toEqual({ 'lambda-container-image': 1, lambda: 1 });
});
it('of two functions each is told as what it is', async () => {
  const both = {
    Resources: {
      F: { Type: 'AWS::Lambda::Function', Properties: IMAGE },
      G: { Type: 'AWS::Lambda::Function' },
    },
  };
  expect(await services('both.json', both)).toEqual({ 'lambda-container-image': 1, lambda: 1 });
});

describe('a table of costs with the usage type says it as well', () => {
  const CHARGES = [
    ['Amazon Elastic Container Service', 'EU-Fargate-vCPU-Hours:perCPU', 'ecs-fargate'],
    ['EC2 Container Service', 'Fargate-GB-Hours', 'ecs-fargate'],
    ['Amazon Elastic Container Service', 'EU-ECS-EC2-vCPU-Hours', 'ecs-ec2'],
    ['Amazon Elastic Kubernetes Service', 'EU-Fargate-GB-Hours', 'eks-fargate'],
    ['Amazon Elastic Container Service for Kubernetes', 'EU-AmazonEKS-Hours:perCluster', 'eks'],
    ['EC2 - Other', 'EU-EBS:VolumeUsage.gp3', 'ebs'],
    ['EC2-Other', 'NatGateway-Hours', 'vpc'],
    ['Amazon Relational Database Service', 'EU-Aurora:StorageIOUsage', 'aurora'],
    ['Amazon Elastic Compute Cloud - Compute', 'EU-BoxUsage:t3.micro', 'ec2'],
    ['AWS Lambda', 'EU-Lambda-GB-Second', 'lambda'],
  ] as const;
  const text = (headings: string, line: (service: string, usage: string) => string) =>
    `${headings}\n${CHARGES.map(([service, usage]) => line(service, usage)).join('\n')}\n`;
  const costs = { UnblendedCost: { Amount: '1.5', Unit: 'USD' } };
  const groups = (keys: readonly string[], order: (service: string, usage: string) => readonly string[]) => ({
    GroupDefinitions: keys.map((Key) => ({ Type: 'DIMENSION', Key })),
    ResultsByTime: [
      { Groups: CHARGES.map(([service, usage]) => ({ Keys: order(service, usage), Metrics: costs })) },
    ],
  });
  it.each([
    ['costs.csv', text('Service,Usage Type,Cost', (service, usage) => `${service},${usage},1.5`)],
    ['semicolons.csv', text('Service;UsageType;Cost', (service, usage) => `${service};${usage};1.5`)],
    ['accounts.csv', text('Account,Usage Type,Service,Cost', (s, u) => `111122223333,${u},${s},1.5`)],
    ['focus.csv', text('ServiceName,ChargeCategory,BilledCost,x_UsageType', (s, u) => `${s},Usage,1.5,${u}`)],
    ['costs.json', groups(['SERVICE', 'USAGE_TYPE'], (service, usage) => [service, usage])],
    ['turned.json', groups(['USAGE_TYPE', 'SERVICE'], (service, usage) => [usage, service])],
  ])('%s', async (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    const { services: found, files } = await discoverFiles([{ name, path }], index, []);
    expect(found.map(({ catalogueId }) => catalogueId).sort()).toEqual(
      [...new Set(CHARGES.map(([, , id]) => id))].sort(),
    );
    expect(files[0]?.notes.join()).not.toMatch(/Not read: .*Usage/);
  });
  it('and traffic shows no service by itself', async () => {
    const path = join(folder, 'traffic.csv');
    writeFileSync(
      path,
      'Service,Usage Type,Cost\nEC2 - Other,EU-DataTransfer-Out-Bytes,2\nAWS Lambda,Request,1\n',
    );
    const report = await discoverFiles([{ name: 'traffic.csv', path }], index, []);
    expect(report.services.map(({ catalogueId }) => catalogueId)).toEqual(['lambda']);
  });
});

const ECS = 'arn:aws:ecs:eu-west-1:111122223333:';
const SERVICES = [
  { serviceArn: `${ECS}service/shop/web`, clusterArn: `${ECS}cluster/shop`, launchType: 'FARGATE' },
  {
    serviceArn: `${ECS}service/shop/jobs`,
    clusterArn: `${ECS}cluster/shop`,
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }],
  },
];
const ON_FARGATE = { 'ecs-fargate': 2 };
it.each([
  ['describe-services', { services: SERVICES, failures: [] }, ON_FARGATE],
  [
    'describe-services, one on instances',
    { services: [{ ...SERVICES[0], launchType: 'EC2' }, SERVICES[1]] },
    { 'ecs-ec2': 1, 'ecs-fargate': 1 },
  ],
  [
    'describe-tasks',
    { tasks: [1, 2].map((each) => ({ taskArn: `${ECS}task/shop/${each}`, launchType: 'FARGATE' })) },
    ON_FARGATE,
  ],
  [
    'describe-task-definition',
    {
      taskDefinition: {
        taskDefinitionArn: `${ECS}task-definition/web:1`,
        compatibilities: ['EC2', 'FARGATE'],
        requiresCompatibilities: ['FARGATE'],
      },
    },
    { 'ecs-fargate': 1 },
  ],
  ['list-services', { serviceArns: SERVICES.map(({ serviceArn }) => serviceArn) }, { 'ecs-ec2': 2 }],
  [
    'a snapshot of AWS Config',
    {
      configurationItems: SERVICES.map(({ serviceArn }) => ({
        resourceType: 'AWS::ECS::Service',
        resourceId: serviceArn,
        arn: serviceArn,
        configuration: { LaunchType: 'FARGATE' },
      })),
    },
    ON_FARGATE,
  ],
  [
    'a query of AWS Config',
    {
      Results: SERVICES.map(({ serviceArn }) =>
        JSON.stringify({
          resourceType: 'AWS::ECS::Service',
          resourceId: serviceArn,
          configuration: { LaunchType: 'FARGATE' },
        }),
      ),
      QueryInfo: {},
    },
    ON_FARGATE,
  ],
  [
    'a query of AWS Config for databases',
    {
      Results: ['a', 'b'].map((resourceId) =>
        JSON.stringify({
          resourceType: 'AWS::RDS::DBInstance',
          resourceId,
          configuration: { engine: 'aurora-mysql' },
        }),
      ),
      QueryInfo: {},
    },
    { aurora: 2 },
  ],
])('of containers, and databases, in the answer of a call: %s', async (_, document, found) =>
  expect(await services('answer.json', document)).toEqual(found),
);

it.each([
  ['Steampipe', `arn,service_name,launch_type\n${ECS}service/shop/web,web,FARGATE\n`, { 'ecs-fargate': 1 }],
  [
    'a list in a cell',
    `arn,requires_compatibilities\n${ECS}task-definition/web:1,"[""FARGATE""]"\n`,
    { 'ecs-fargate': 1 },
  ],
  [
    'Steampipe, on instances',
    `arn,service_name,launch_type\n${ECS}service/shop/web,web,EC2\n`,
    { 'ecs-ec2': 1 },
  ],
  [
    'AWS Config',
    'resourceId,resourceType,configuration.launchType\nweb,AWS::ECS::Service,FARGATE\n',
    { 'ecs-fargate': 1 },
  ],
])('of containers in a table: %s', async (_, text, found) => {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  const report = await discoverFiles([{ name: 'table.csv', path }], index, []);
  expect(
    Object.fromEntries(
      report.services.map(({ catalogueId, resources }) => [
        catalogueId,
        resources.reduce((sum, { count }) => sum + count, 0),
      ]),
    ),
  ).toEqual(found);
});
