import type { ExampleFile } from '../../example.ts';

const PATCH_COMPLIANCE = `# Example data. No real account or instance.
InstanceId,Image,Platform,PatchGroup,Installed,Missing,MissingCritical,LastScan,Status
i-0a11ex00000000001,shop-web-2026-10-20,Amazon Linux 2023,shop-web,214,0,0,2026-10-31T02:14:09Z,COMPLIANT
i-0a11ex00000000002,shop-web-2026-10-20,Amazon Linux 2023,shop-web,214,0,0,2026-10-31T02:14:31Z,COMPLIANT
i-0a11ex00000000003,shop-web-2026-10-20,Amazon Linux 2023,shop-web,214,0,0,2026-10-31T02:15:02Z,COMPLIANT
i-0a11ex00000000004,shop-web-2026-10-20,Amazon Linux 2023,shop-web,214,0,0,2026-10-31T02:15:40Z,COMPLIANT
i-0a11ex00000000005,shop-web-2026-10-06,Amazon Linux 2023,shop-web,209,5,1,2026-10-31T02:16:11Z,NON_COMPLIANT
`;

const SECURITY_GROUPS = `# Example data. No real account or group.
GroupName,Direction,Port,Source,Owner,ReviewedOn,Remark
shop-lb,in,443,CloudFront prefix list,amara.okonkwo,2026-09-03,
shop-web,in,8443,shop-lb,amara.okonkwo,2026-09-03,
orders-db,in,5432,shop-web,irina.sokolova,2026-09-03,
orders-db,in,5432,shop-functions,irina.sokolova,2026-09-03,
reporting-db,in,5432,reporting-tool,tomas.obriain,2026-09-03,
reporting-db,in,5432,203.0.113.27/32,,2026-09-03,Home office. No owner: to be removed
`;

const ASSET_INVENTORY = `# Example data. Config aggregator, all accounts, 2 November 2026.
ResourceType,Account,Region,Count,WithOwnerTag
AWS::EC2::Instance,111122223333,eu-west-1,5,5
AWS::RDS::DBInstance,111122223333,eu-west-1,2,2
AWS::RDS::DBInstance,444455556666,eu-west-1,1,1
AWS::S3::Bucket,111122223333,eu-west-1,9,7
AWS::Lambda::Function,111122223333,eu-west-1,3,3
AWS::CloudFront::Distribution,111122223333,global,1,1
AWS::S3::Bucket,777788889999,eu-west-1,2,2
`;

const PUBLIC_ACCESS = {
  comment: 'Example data. aws s3control get-public-access-block, taken on 4 November 2026.',
  account: '111122223333',
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
};

const KEY_ROTATION = {
  comment:
    'Example data. aws kms get-key-rotation-status for every key of our own, taken on 4 November 2026.',
  account: '111122223333',
  keys: ['orders', 'logs', 'secrets'].map((alias, index) => ({
    Alias: `alias/${alias}`,
    KeyId: `11112222-3333-4444-5555-00000000000${index + 1}`,
    KeyRotationEnabled: true,
    RotationPeriodInDays: 365,
    NextRotationDate: `2027-0${index + 2}-14`,
    DeletionWindowInDays: 30,
  })),
};

const TRAIL = {
  comment: 'Example data. aws cloudtrail get-trail and get-trail-status, taken on 4 November 2026.',
  Trail: {
    Name: 'thistlemoor-organisation-trail',
    S3BucketName: 'example-thistlemoor-log-archive',
    IsOrganizationTrail: true,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    LogFileValidationEnabled: true,
    HomeRegion: 'eu-west-1',
  },
  Status: {
    IsLogging: true,
    LatestDeliveryTime: '2026-11-04T09:41:12Z',
    LatestDigestDeliveryTime: '2026-11-04T09:08:55Z',
  },
};

const DIGEST_CHECK = `EXAMPLE DATA
aws cloudtrail validate-logs, organisation trail, 1 to 31 October 2026

Results requested for 2026-10-01T00:00:00Z to 2026-10-31T23:59:59Z
744/744 digest files valid
52118/52118 log files valid

Checked on 3 November 2026 by Søren Ågård. Next check: first week of December.
`;

const ORDERS_DB = {
  comment:
    'Example data. aws rds describe-db-instances and describe-db-parameters, taken on 4 November 2026.',
  DBInstanceIdentifier: 'orders-db',
  Engine: 'postgres',
  MultiAZ: true,
  StorageEncrypted: true,
  KmsKeyId: 'alias/orders',
  PubliclyAccessible: false,
  IAMDatabaseAuthenticationEnabled: true,
  MasterUserSecret: { SecretStatus: 'active', RotationEnabled: true, AutomaticallyAfterDays: 30 },
  PreferredMaintenanceWindow: 'sun:03:00-sun:04:00',
  AutoMinorVersionUpgrade: true,
  BackupRetentionPeriod: 1,
  DeletionProtection: true,
  Parameters: { 'rds.force_ssl': '1', 'pgaudit.log': 'ddl' },
};

const CODE_SCANS = `# Example data. Last release of each part, pipeline of the shop.
Part,Release,Date,CodeHigh,CodeMedium,DependencyHigh,DependencyMedium,Reviewers
shop-web,2026.44,2026-11-03,0,4,0,7,2
shop-cdn edge function,2026.31,2026-08-04,0,0,0,1,2
checkout function,2026.44,2026-11-03,0,1,0,3,2
recommendations function,2026.40,2026-10-06,0,2,1,5,1
`;

const LOAD_TEST = `EXAMPLE DATA
Load test of the shop, 8 October 2026, test environment with the sizes of production

Goal                      3 times the peak of last winter: 2,100 requests a second for 30 minutes
Reached                   2,240 requests a second, 99th percentile 480 ms
Instances                 4 at the start, 15 at the peak (limit 16)
Zone b switched off       after 18 minutes; 2 minutes with errors (0.4 %), then back to normal
Remark                    limit should be 20 for the sale in November, done on 12 October
`;

const json = (name: string, value: unknown): ExampleFile => ({
  name,
  mediaType: 'application/json',
  content: `${JSON.stringify(value, null, 2)}\n`,
});
const csv = (name: string, content: string): ExampleFile => ({ name, mediaType: 'text/csv', content });

/** Extracts that the platform team took from the accounts. */
export const platformFiles = {
  patchCompliance: csv('patch-compliance-2026-10.csv', PATCH_COMPLIANCE),
  securityGroups: csv('security-groups-2026-09.csv', SECURITY_GROUPS),
  assetInventory: csv('inventory-2026-11.csv', ASSET_INVENTORY),
  publicAccess: json('s3-public-access-block.json', PUBLIC_ACCESS),
  keyRotation: json('kms-key-rotation.json', KEY_ROTATION),
  trail: json('cloudtrail-organisation-trail.json', TRAIL),
  ordersDb: json('orders-db-configuration.json', ORDERS_DB),
  codeScans: csv('code-scans-2026-11.csv', CODE_SCANS),
  loadTest: { name: 'load-test-2026-10-08.txt', mediaType: 'text/plain', content: LOAD_TEST },
  digestCheck: {
    name: 'cloudtrail-digest-check-2026-10.txt',
    mediaType: 'text/plain',
    content: DIGEST_CHECK,
  },
} satisfies Record<string, ExampleFile>;
