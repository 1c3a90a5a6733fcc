// What AWS makes in every account by itself, or owns there: it says of no service that somebody uses it. Each with the page of
// https://docs.aws.amazon.com that says so.

/** The types as ARNs and CloudFormation have them, and the names that are AWS's: those that it reserves, or that nobody can give. Null where no name tells. */
type Default = readonly [types: readonly string[], names: RegExp | null];

/** Names that begin so are those of parameter groups that come with an engine: people's have letters, digits and hyphens alone. */
const OF_ENGINES = /^default\./;
const DEFAULTS: readonly Default[] = [
  // athena/latest/APIReference/API_DeleteWorkGroup.html, athena/latest/ug/understanding-tables-databases-and-the-data-catalog.html
  [['athena:workgroup', 'AWS::Athena::WorkGroup'], /^primary$/],
  [['athena:datacatalog', 'AWS::Athena::DataCatalog'], /^AwsDataCatalog$/],
  // eventbridge/latest/userguide/eb-event-bus.html, scheduler/latest/UserGuide/managing-schedule-group.html
  [['events:event-bus', 'AWS::Events::EventBus'], /^default$/],
  [['scheduler:schedule-group', 'AWS::Scheduler::ScheduleGroup'], /^default$/],
  // xray/latest/api/API_CreateGroup.html, xray/latest/devguide/xray-api-configuration.html
  [['xray:group', 'AWS::XRay::Group'], /^Default(\/|$)/],
  [['xray:sampling-rule', 'AWS::XRay::SamplingRule'], /^Default$/],
  // AmazonS3/latest/userguide/storage_lens_console_organizations.html
  [['s3:storage-lens', 'AWS::S3::StorageLens'], /^default-account-dashboard$/],
  // AmazonECS/latest/APIReference/API_DeleteCapacityProvider.html
  [['ecs:capacity-provider', 'AWS::ECS::CapacityProvider'], /^FARGATE(_SPOT)?$/],
  // AmazonElastiCache/latest/dg/Clusters.RBAC.html, .../ParameterGroups.html; a name of people's own has no full stop
  [['elasticache:user', 'AWS::ElastiCache::User'], /^default(\.|$)/],
  [['elasticache:usergroup', 'AWS::ElastiCache::UserGroup'], OF_ENGINES],
  [['elasticache:parametergroup', 'AWS::ElastiCache::ParameterGroup'], OF_ENGINES],
  // memorydb/latest/devguide/clusters.acls.html, .../parametergroups.html
  [['memorydb:user', 'AWS::MemoryDB::User'], /^default$/],
  [['memorydb:acl', 'AWS::MemoryDB::ACL'], /^open-access$/],
  [['memorydb:parametergroup', 'AWS::MemoryDB::ParameterGroup'], OF_ENGINES],
  // AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html, .../API_CreateOptionGroup.html, .../API_CreateDBSubnetGroup.html
  [['rds:pg', 'AWS::RDS::DBParameterGroup', 'AWS::Neptune::DBParameterGroup'], OF_ENGINES],
  [
    [
      'rds:cluster-pg',
      'AWS::RDS::DBClusterParameterGroup',
      'AWS::DocDB::DBClusterParameterGroup',
      'AWS::Neptune::DBClusterParameterGroup',
    ],
    OF_ENGINES,
  ],
  [['rds:og', 'AWS::RDS::OptionGroup'], /^default:/],
  [['rds:subgrp', 'AWS::RDS::DBSubnetGroup'], /^default$/],
  [['rds:secgrp', 'AWS::RDS::DBSecurityGroup'], /^default$/],
  // redshift/latest/APIReference/API_CreateClusterParameterGroup.html, .../API_CreateClusterSubnetGroup.html
  [['redshift:parametergroup', 'AWS::Redshift::ClusterParameterGroup'], OF_ENGINES],
  [['redshift:subnetgroup', 'AWS::Redshift::ClusterSubnetGroup'], /^default$/],
  // dms/latest/APIReference/API_CreateReplicationSubnetGroup.html
  [['dms:subgrp', 'AWS::DMS::ReplicationSubnetGroup'], /^default$/],
  // apprunner/latest/api/API_CreateAutoScalingConfiguration.html: further revisions of it are people's own
  [
    ['apprunner:autoscalingconfiguration', 'AWS::AppRunner::AutoScalingConfiguration'],
    /^DefaultConfiguration(\/1(\/0+1)?)?$/,
  ],
  // aws-backup/latest/devguide/create-a-vault.html: the console makes it when it is first looked at
  [['backup:backup-vault', 'AWS::Backup::BackupVault'], /^Default$/],
  // awscloudtrail/latest/userguide/viewing-service-linked-channels.html
  [['cloudtrail:channel', 'AWS::CloudTrail::Channel'], /^aws-service-channel\//],
  // codedeploy/latest/userguide/deployment-configurations.html
  [['codedeploy:deploymentconfig', 'AWS::CodeDeploy::DeploymentConfig'], /^CodeDeployDefault\./],
  // appconfig/latest/userguide/appconfig-creating-deployment-strategy-predefined.html
  [['appconfig:deploymentstrategy', 'AWS::AppConfig::DeploymentStrategy'], /^AppConfig\./],
  // keyspaces/latest/devguide/working-with-keyspaces.html; what follows a slash is a table in one
  [
    ['cassandra:keyspace', 'AWS::Cassandra::Keyspace'],
    /^system(_schema|_schema_mcs|_multiregion_info)?(\/|$)/,
  ],
  // Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html
  [['route53resolver:resolver-rule', 'AWS::Route53Resolver::ResolverRule'], /^rslvr-autodefined-/],
  [
    ['route53resolver:resolver-rule-association', 'AWS::Route53Resolver::ResolverRuleAssociation'],
    /^rslvr-autodefined-/,
  ],
  // mediaconvert/latest/ug/about-on-demand-queues.html
  [['mediaconvert:queues', 'AWS::MediaConvert::Queue'], /^Default$/],
  // kms/latest/developerguide/kms-alias.html: aws/ is reserved for the keys that AWS manages
  [['kms:alias', 'AWS::KMS::Alias'], /^(alias\/)?aws\//],
  // IAM/latest/UserGuide/id_roles_create-service-linked-role.html: they are owned by the service. People give names without this path.
  [['iam:role'], /^aws-service-role\//],
  // resource-explorer/latest/userguide/getting-started-terms-and-concepts.html: the first search in a Region makes them
  [['resource-explorer-2:index', 'AWS::ResourceExplorer2::Index'], null],
  [['resource-explorer-2:view', 'AWS::ResourceExplorer2::View'], null],
  // vpc/latest/userguide/default-vpc-components.html: they have ids like any other
  [['ec2:vpc', 'AWS::EC2::VPC'], null],
  [['ec2:subnet', 'AWS::EC2::Subnet'], null],
  [['ec2:route-table', 'AWS::EC2::RouteTable'], null],
  [['ec2:internet-gateway', 'AWS::EC2::InternetGateway'], null],
  [['ec2:network-acl', 'AWS::EC2::NetworkAcl'], null],
  [['ec2:security-group', 'AWS::EC2::SecurityGroup'], null],
  [['ec2:security-group-rule'], null],
  [['ec2:dhcp-options', 'AWS::EC2::DHCPOptions'], null],
];

const BY_TYPE: ReadonlyMap<string, RegExp | null> = new Map(
  DEFAULTS.flatMap(([types, names]) => types.map((type) => [type.toLowerCase(), names] as const)),
);
/** Roles and aliases are in every list of an account: of these a name alone is looked for. */
const ONLY_BY_NAME: ReadonlySet<string> = new Set(['iam:role']);
const LONGEST_NAME = 300;

/** Whether AWS itself made what has this type (as an ARN or CloudFormation has it) and this name in every account, or owns it there. */
export const isMadeByAws = (type: string, name: string): boolean =>
  BY_TYPE.get(type.toLowerCase())?.test(name.slice(0, LONGEST_NAME)) === true;

/** Whether some of a type are AWS's own in every account, told by their names alone, or by nothing where `hasNames` is true. */
export function mayBeMadeByAws(type: string, hasNames: boolean): boolean {
  const lower = type.toLowerCase();
  const names = BY_TYPE.get(lower);
  return names !== undefined && !ONLY_BY_NAME.has(lower) && (names === null || !hasNames);
}
