// Facts about services that rules hold the entries against, beside what an entry says of itself in its traits.

/** Where changes, or some of them, are handled in one Region for all: AWS's paper on fault isolation boundaries, with the Region as an entry may name it. */
export const ONE_CONTROL_PLANE: Readonly<Record<string, RegExp>> = {
  acm: /us-east-1/,
  'application-recovery-controller': /US West \(Oregon\)/,
  'cloud-wan': /US West \(Oregon\)/,
  cloudfront: /US East \(N\. Virginia\)/,
  'elastic-load-balancing': /US East \(N\. Virginia\)/,
  'global-accelerator': /US West \(Oregon\)/,
  iam: /US East \(N\. Virginia\)/,
  organizations: /US East \(N\. Virginia\)/,
  'route-53': /US East \(N\. Virginia\)/,
  s3: /US East \(N\. Virginia\)/,
  shield: /US East \(N\. Virginia\)/,
  waf: /US East \(N\. Virginia\)/,
};

/** Whose endpoints answer plain HTTP as well: AWS's own list of endpoints and their protocols (`endpoints.json` of its SDK for Python, 1.43.11). */
export const ANSWERS_PLAIN_HTTP: ReadonlySet<string> = new Set([
  'cloudfront',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'ec2-auto-scaling',
  'eks',
  's3',
  's3-express-one-zone',
  's3-glacier',
  'sns',
  'sqs',
]);

/** What the words of a model speak of, and the entries whose resources take it (CloudFormation's description, and AWS's SDKs where it is silent). */
export const OPTIONS: readonly {
  readonly words: string;
  readonly duty: string;
  readonly takenBy: ReadonlySet<string>;
}[] = [
  {
    words: 'automatic minor upgrades',
    duty: 'runtime-engine-patching',
    takenBy: new Set(['amazon-mq', 'aurora', 'dms', 'documentdb', 'memorydb', 'neptune']),
  },
  {
    words: 'maintenance window',
    duty: 'guest-os-patching',
    takenBy: new Set([
      'amazon-mq',
      'aurora',
      'dax',
      'dms',
      'documentdb',
      'fsx',
      'mainframe-modernization',
      'memorydb',
      'mwaa',
      'storage-gateway',
      'timestream-influxdb',
    ]),
  },
  {
    words: 'multi-zone option',
    duty: 'availability-design',
    takenBy: new Set(['amazon-mq', 'dms', 'opensearch-service', 'redshift', 'timestream-influxdb']),
  },
  {
    words: 'engine parameters',
    duty: 'encryption-in-transit',
    takenBy: new Set(['memorydb', 'msk', 'redshift']),
  },
];

/** Whose users install software of it on machines of their own. */
export const HAS_CLIENTS: ReadonlySet<string> = new Set([
  'client-vpn',
  'efs',
  'kiro',
  'q-developer',
  's3-files',
  'transform',
  'wickr',
  'workspaces',
]);
