import { expect, it } from 'vitest';
import { buildReport } from '../../main/importers/discover/build-report.ts';
import { index, read } from './support.ts';

/** Catalogue ids that a file shows to be in use, each with its types. */
const services = (name: string, content: unknown) =>
  Object.fromEntries(
    buildReport([{ file: name, way: name, input: 0, found: read(name, content) }], index, []).services.map(
      (service) => [
        service.catalogueId,
        Object.fromEntries(service.resources.map(({ type, count }) => [type, count])),
      ],
    ),
  );

const AURORA = `
Parameters:
  Class: { Type: String }
  Engine: { Type: String, Default: aurora-mysql }
Mappings:
  Engines:
    postgres: { Engine: aurora-postgresql, Port: "5432" }
    mysql: { Engine: aurora-mysql, Port: "3306" }
Resources:
  Group: { Type: AWS::RDS::DBSubnetGroup }
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties: { Engine: !FindInMap [Engines, !Ref Flavour, Engine] }
  Writer:
    Type: AWS::RDS::DBInstance
    Properties: { DBClusterIdentifier: !Ref Cluster, Engine: !FindInMap [Engines, !Ref Flavour, Engine] }
  Reader:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: !Ref Engine }
`;

it('a template of an Aurora cluster shows Aurora alone: its members, whatever names their engine, and what stands beside them', () => {
  expect(services('aurora.yaml', AURORA)).toEqual({
    aurora: { 'AWS::RDS::DBCluster': 1, 'AWS::RDS::DBInstance': 2, 'AWS::RDS::DBSubnetGroup': 1 },
  });
});

it('an instance of its own beside the cluster is RDS, and so is the subnet group that either may use', () => {
  const own = `${AURORA}  Ledger:\n    Type: AWS::RDS::DBInstance\n    Properties: { Engine: postgres }\n`;
  expect(services('both.yaml', own)).toEqual({
    aurora: { 'AWS::RDS::DBCluster': 1, 'AWS::RDS::DBInstance': 2 },
    rds: { 'AWS::RDS::DBInstance': 1, 'AWS::RDS::DBSubnetGroup': 1 },
  });
});

it('a Multi-AZ DB cluster of RDS is not Aurora', () => {
  const cluster = {
    Resources: {
      Group: { Type: 'AWS::RDS::DBSubnetGroup' },
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'postgres' } },
    },
  };
  expect(services('multi-az.json', cluster)).toEqual({
    rds: { 'AWS::RDS::DBCluster': 1, 'AWS::RDS::DBSubnetGroup': 1 },
  });
});

it('an engine that only deployment knows leaves an instance to RDS', () => {
  const instance = {
    Parameters: { Engine: { Type: 'String' } },
    Resources: { One: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: { Ref: 'Engine' } } } },
  };
  expect(services('unknown.json', instance)).toEqual({ rds: { 'AWS::RDS::DBInstance': 1 } });
});

it('a Terraform state of an Aurora cluster shows Aurora alone', () => {
  const resource = (type: string) => ({ mode: 'managed', type, instances: [{}] });
  const state = (...types: string[]) => ({
    version: 4,
    terraform_version: '1.9',
    resources: types.map(resource),
  });
  expect(
    services('a.tfstate', state('aws_rds_cluster', 'aws_rds_cluster_instance', 'aws_db_subnet_group')),
  ).toEqual({
    aurora: { aws_rds_cluster: 1, aws_rds_cluster_instance: 1, aws_db_subnet_group: 1 },
  });
  expect(Object.keys(services('b.tfstate', state('aws_rds_cluster', 'aws_db_instance')))).toEqual([
    'aurora',
    'rds',
  ]);
});

// Looked up for each instance anew, this would run into the time limit of every test.
it('thousands of instances that ask one large mapping for their engine are read', () => {
  const many = (count: number, make: (at: number) => unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, make(at)]));
  const engine = { 'Fn::FindInMap': ['Engines', { Ref: 'Flavour' }, 'Engine'] };
  const template = {
    Mappings: { Engines: many(30_000, () => ({ Engine: 'aurora-mysql' })) },
    Resources: many(20_000, () => ({ Type: 'AWS::RDS::DBInstance', Properties: { Engine: engine } })),
  };
  expect(services('mapping.json', template)).toEqual({ aurora: { 'AWS::RDS::DBInstance': 20_000 } });
});

it('tells members of a cluster from databases of their own by the engine that an inventory has', () => {
  const item = (resourceType: string, resourceId: string, configuration: unknown) => ({
    resourceType,
    resourceId,
    configurationItemStatus: 'OK',
    configuration,
  });
  expect(
    services('config.json', {
      configurationItems: [
        item('AWS::RDS::DBCluster', 'a', { engine: 'aurora-postgresql' }),
        item('AWS::RDS::DBInstance', 'a-1', { engine: 'aurora-postgresql', dBClusterIdentifier: 'a' }),
        item('AWS::RDS::DBInstance', 'own', JSON.stringify({ engine: 'postgres' })),
        item('AWS::RDS::DBInstance', 'docs-1', { engine: 'docdb', dBClusterIdentifier: 'docs' }),
        item('AWS::RDS::DBCluster', 'graph', { engine: 'neptune' }),
      ],
    }),
  ).toEqual({
    aurora: { 'AWS::RDS::DBCluster': 1, 'AWS::RDS::DBInstance': 1 },
    rds: { 'AWS::RDS::DBInstance': 1 },
    documentdb: { 'AWS::RDS::DBInstance': 1 },
    neptune: { 'AWS::RDS::DBCluster': 1 },
  });
  const row = (name: string, engine: string, cluster: string) =>
    `arn:aws:rds:eu-west-1:111122223333:db:${name},${engine},${cluster}`;
  expect(
    services(
      'steampipe.csv',
      `arn,engine,db_cluster_identifier\n${row('a', 'aurora-mysql', 'c')}\n${row('b', 'mysql', '')}\n`,
    ),
  ).toEqual({ aurora: { 'rds:db': 1 }, rds: { 'rds:db': 1 } });
});

it('says so where a list has clusters and instances and does not tell which are members', () => {
  const arn = (what: string) => `arn:aws:rds:eu-west-1:111122223333:${what}`;
  const found = read('list.txt', `${arn('cluster:orders')}\n${arn('db:orders-1')}\n`);
  expect(found.notes.join()).toMatch(/does not say which instances are members of a cluster/);
  expect(read('list.txt', arn('db:orders-1')).notes).toEqual([]);
});

it('a stack of Pulumi tells Aurora, DocumentDB, Neptune and a cluster of RDS apart, whose ARNs are alike', () => {
  const arn = (what: string) => `arn:aws:rds:eu-west-1:111122223333:${what}`;
  const entry = (type: string, what: string, outputs: object = {}) => ({
    type,
    custom: true,
    outputs: { arn: arn(what), ...outputs },
  });
  const resources = [
    entry('aws:docdb/cluster:Cluster', 'cluster:docs'),
    entry('aws:docdb/clusterInstance:ClusterInstance', 'db:docs-1'),
    entry('aws:neptune/cluster:Cluster', 'cluster:graph'),
    entry('aws:neptune/clusterInstance:ClusterInstance', 'db:graph-1'),
    entry('aws:rds/cluster:Cluster', 'cluster:orders', { engine: 'aurora-postgresql' }),
    entry('aws:rds/clusterInstance:ClusterInstance', 'db:orders-1', { engine: 'aurora-postgresql' }),
    entry('aws:rds/subnetGroup:SubnetGroup', 'subgrp:orders'),
  ];
  expect(services('stack.json', { deployment: { resources } })).toEqual({
    documentdb: { 'aws:docdb/cluster:Cluster': 1, 'aws:docdb/clusterInstance:ClusterInstance': 1 },
    neptune: { 'aws:neptune/cluster:Cluster': 1, 'aws:neptune/clusterInstance:ClusterInstance': 1 },
    aurora: {
      'aws:rds/cluster:Cluster': 1,
      'aws:rds/clusterInstance:ClusterInstance': 1,
      'aws:rds/subnetGroup:SubnetGroup': 1,
    },
  });
  const others = [
    entry('aws:rds/instance:Instance', 'db:ledger', { engine: 'postgres' }),
    entry('aws:rds/cluster:Cluster', 'cluster:wide', { engine: 'mysql' }),
    entry('aws-native:rds:DbInstance', 'db:a-1', { engine: 'aurora-mysql', dbClusterIdentifier: 'a' }),
  ];
  expect(services('stack.json', { deployment: { resources: others } })).toEqual({
    rds: { 'aws:rds/instance:Instance': 1, 'aws:rds/cluster:Cluster': 1 },
    aurora: { 'aws-native:rds:DbInstance': 1 },
  });
});
