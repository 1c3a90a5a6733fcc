import { describe, expect, it } from 'vitest';
import { read } from './support.ts';

// Several services have types in common, and many files do not say which of them is meant: one is proposed, and that is told.

const arn = (service: string, what: string) => `arn:aws:${service}:eu-west-1:111122223333:${what}`;
const explorer = (...rows: readonly string[]) =>
  read(
    'all.csv',
    [
      'Identifier,Resource type,Region,AWS Account',
      ...rows.map((row) => `${row},eu-west-1,111122223333`),
    ].join('\n'),
  );
const tagged = (...arns: readonly string[]) =>
  read('t.json', { ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN, Tags: [] })) });
const config = (...items: readonly object[]) =>
  read('c.json', { configurationItems: items.map((item, at) => ({ resourceId: `r-${at}`, ...item })) });
const service = (more: object) => ({
  serviceArn: arn('ecs', 'service/main/web'),
  serviceName: 'web',
  ...more,
});
const template = (properties: object) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Resources: { Web: { Type: 'AWS::ECS::Service', Properties: properties } },
});

describe('containers', () => {
  const GUESSED = 'does not say on what the containers of Amazon ECS run';
  it.each([
    ['Resource Explorer', explorer('main,ecs:cluster', 'web,ecs:service')],
    ['the Tagging API', tagged(arn('ecs', 'service/main/web'))],
    ['a list of clusters', read('l.json', { clusterArns: [arn('ecs', 'cluster/main')] })],
    ['task definitions', read('l.txt', arn('ecs', 'task-definition/web:7'))],
    ['AWS Config', config({ resourceType: 'AWS::ECS::Service' })],
    ['counts', read('c.json', { resourceCounts: [{ resourceType: 'AWS::ECS::Cluster', count: 2 }] })],
    [
      'a stack',
      read('s.json', {
        StackResourceSummaries: [{ ResourceType: 'AWS::ECS::Service', ResourceStatus: 'CREATE_COMPLETE' }],
      }),
    ],
    [
      'a template whose launch type is a parameter',
      read('t.json', template({ LaunchType: { Ref: 'Launch' } })),
    ],
    [
      'CloudTrail',
      read('t.json', {
        Records: [{ eventSource: 'ecs.amazonaws.com', eventName: 'RunTask', readOnly: false }],
      }),
    ],
    [
      'Access Advisor',
      read('a.json', {
        ServicesLastAccessed: [{ ServiceNamespace: 'ecs', LastAuthenticated: '2026-01-01' }],
      }),
    ],
  ])('of %s may run on Fargate', (_file, { notes }) => expect(notes.join()).toContain(GUESSED));

  it.each([
    ['instances', read('s.json', { services: [service({ launchType: 'EC2' })] })],
    ['Fargate', read('s.json', { services: [service({ launchType: 'FARGATE' })] })],
    [
      'instances, with a cluster beside it',
      config(
        { resourceType: 'AWS::ECS::Service', configuration: { launchType: 'EC2' } },
        { resourceType: 'AWS::ECS::Cluster' },
      ),
    ],
    [
      'instances of their own',
      read('l.txt', `${arn('ecs', 'container-instance/main/0a1')}\n${arn('ecs', 'cluster/main')}`),
    ],
    ['instances of a template', read('t.json', template({ LaunchType: 'EC2' }))],
    ['nothing, since there are none', explorer('orders,sqs:queue')],
    ['Kubernetes', explorer('main,eks:cluster')],
    [
      'nothing, which was only looked at',
      read('t.json', {
        Records: [{ eventSource: 'ecs.amazonaws.com', eventName: 'ListTasks', readOnly: true }],
      }),
    ],
  ])('run on %s', (_on, { notes }) => expect(notes.join()).not.toContain(GUESSED));
});

describe('database clusters', () => {
  const GUESSED =
    /does not say of which engine (1 database cluster is|2 database clusters are): Amazon Aurora is proposed/;
  it.each([
    ['ARNs', read('l.txt', arn('rds', 'cluster:docdb-2026-01-01'))],
    [
      'Resource Explorer',
      explorer('docdb-prod,rds:cluster', 'docdb-prod-1,rds:db', 'neptune-prod,rds:cluster'),
    ],
    ['the Tagging API', tagged(arn('rds', 'cluster:docs'))],
    ['AWS Config', config({ resourceType: 'AWS::RDS::DBCluster' })],
    [
      'AWS Config, of which one has an engine',
      config(
        { resourceType: 'AWS::RDS::DBCluster' },
        { resourceType: 'AWS::RDS::DBCluster', configuration: { engine: 'aurora-mysql' } },
      ),
    ],
  ])('of %s may be of another engine', (_file, { notes }) => expect(notes.join()).toMatch(GUESSED));

  it.each([
    ['aurora-postgresql', 'aurora-postgresql'],
    ['docdb', 'docdb'],
    ['mysql', 'mysql'],
  ])('are of %s', (_name, engine) => {
    const cluster = { DBClusterArn: arn('rds', 'cluster:a'), DBClusterIdentifier: 'a', Engine: engine };
    expect(read('d.json', { DBClusters: [cluster] }).notes.join()).not.toMatch(GUESSED);
    const item = { resourceType: 'AWS::RDS::DBCluster', configuration: { engine } };
    expect(config(item).notes.join()).not.toMatch(GUESSED);
  });

  it('are none where there are instances alone', () =>
    expect(explorer('orders,rds:db').notes.join()).not.toMatch(GUESSED));
});
