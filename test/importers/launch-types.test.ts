import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
