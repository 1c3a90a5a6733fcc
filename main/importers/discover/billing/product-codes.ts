// What stands for a service in a bill: the code of AWS's price list (AmazonEC2), or its name. Most codes are a name without blanks
// behind "Amazon" or "AWS", which the look-up reads as it stands; these are not, or stand for more than one service.
// Codes: the service index of the Price List API, https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html

const NAMES: ReadonlyMap<string, string> = new Map([
  ['AWSQueueService', 'SQS'],
  ['AWSELB', 'Elastic Load Balancing'],
  ['AWSEvents', 'EventBridge'],
  ['AWSDatabaseMigrationSvc', 'Database Migration Service'],
  ['AWSFMS', 'Firewall Manager'],
  ['AmazonECRPublic', 'ECR'],
  ['AmazonES', 'OpenSearch Service'],
  ['AmazonMCS', 'Keyspaces (for Apache Cassandra)'],
  ['AmazonDocDB', 'DocumentDB'],
  ['AmazonDAX', 'DynamoDB'],
  ['AmazonMWAA', 'Managed Workflows for Apache Airflow'],
  ['AmazonS3GlacierDeepArchive', 'S3 Glacier'],
  ['AmazonStates', 'Step Functions'],
  ['AmazonInspectorV2', 'Inspector'],
  ['AmazonPrometheus', 'Managed Service for Prometheus'],
  ['AmazonGrafana', 'Managed Grafana'],
  ['AmazonBedrockService', 'Bedrock'],
  ['AmazonBedrockFoundationModels', 'Bedrock'],
  ['AmazonEMRServerless', 'EMR'],
  ['AWSAmplify', 'Amplify Hosting'],
  ['AWSMediaConvert', 'Elemental MediaConvert'],
  ['AWSFIS', 'Fault Injection Service'],
  ['AmazonQ', 'Q Developer'],
  ['AmazonOmics', 'HealthOmics'],
  ['AWSM2', 'Mainframe Modernization'],
  ['AWSPCS', 'Parallel Computing Service'],
  ['AWSStorageGatewayDeepArchive', 'Storage Gateway'],
]);

/** Codes of the services that have parts, by how reports that give no codes name them, without blanks and marks. */
const CODES: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        'AmazonEC2',
        'ec2|ec2instances|ec2other|elasticcomputecloud|elasticcomputecloudcompute|elasticcomputecloudec2',
      ],
      ['AmazonVPC', 'vpc|virtualprivatecloud|virtualprivatecloudvpc'],
      ['AmazonECS', 'ecs|ec2containerservice|elasticcontainerservice|elasticcontainerserviceecs'],
      [
        'AmazonEKS',
        'eks|elasticcontainerserviceforkubernetes|elastickubernetesservice|elastickubernetesserviceeks',
      ],
      ['AmazonRDS', 'rds|relationaldatabaseservice|relationaldatabaseservicerds'],
      ['AmazonS3', 's3|simplestorageservice|simplestorageservices3'],
    ] as const
  ).flatMap(([code, names]) => names.split('|').map((name) => [name, code] as const)),
);
const codeOf = (name: string): string =>
  CODES.get(
    name
      .slice(0, 100)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/^(amazon|aws)/, ''),
  ) ?? '';

/** Parts of a code's charges that are another service, by the usage type or the operation, in this order. */
const PARTS: readonly (readonly [code: RegExp, part: RegExp, name: string])[] = [
  [/^AmazonEC2$/, /(^|-)EBS:/, 'Amazon Elastic Block Store'],
  [/^AmazonEC2$/, /NatGateway/, 'Amazon Virtual Private Cloud'],
  [/^AmazonEC2$/, /LoadBalancerUsage|LCUUsage/, 'Elastic Load Balancing'],
  [/^AmazonVPC$/, /VpcEndpoint/, 'AWS PrivateLink'],
  [/^AmazonVPC$/, /TransitGateway/, 'AWS Transit Gateway'],
  [/^AmazonVPC$/, /VPN-Usage/, 'AWS Site-to-Site VPN'],
  [/^AmazonECS$/, /Fargate/, 'AWS Fargate'],
  [/^AmazonEKS$/, /Fargate/, 'Amazon EKS on AWS Fargate'],
  // The engines of Aurora, MySQL and PostgreSQL, stand behind the operation as 16 and 21.
  [/^AmazonRDS$/, /Aurora|CreateDBInstance:00(16|21)$/, 'Amazon Aurora'],
];
/** Traffic is billed with whatever it came from, and shows no service by itself. */
const TRAFFIC = /(^|-)(DataTransfer|AWS-(In|Out)-Bytes|CloudFront-(In|Out)-Bytes)/;

export interface Charged {
  /** As the bill has it, or the service that its usage is of. */
  readonly type: string;
  /** How the look-up knows it. */
  readonly name: string;
}
const same = (name: string): Charged => ({ type: name, name });

/**
 * What a charge is for: what its code stands for, else its product, or the service that its usage is of. A code of AWS Marketplace
 * is letters and digits that say nothing, so the product's name stands for it.
 */
export function chargedService(code: string, name: string, usage: string, operation: string): Charged {
  const of = code === '' && usage + operation !== '' ? codeOf(name) : code;
  if (TRAFFIC.test(usage) && /^Amazon(EC2|S3|RDS|VPC)$/.test(of)) return same('AWSDataTransfer');
  const part = PARTS.find(([known, what]) => known.test(of) && (what.test(usage) || what.test(operation)));
  if (part) return same(part[2]);
  const type = (code === '' || /^[a-z0-9]{20,}$/.test(code) ? name : code).trim();
  return { type, name: NAMES.get(type) ?? type.replace(/^(Amazon|AWS|aws)(?=[A-Za-z0-9])/, '') };
}

/** Where a table or a group of charges without codes says what was used, by its headings as `plainHeading` writes them: `Service, Usage Type, Cost`. */
export function usageAmong(headings: readonly string[]) {
  const usage = headings.indexOf('usagetype');
  const operation = headings.indexOf('operation');
  const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  return {
    columns: [usage, operation],
    /** The service that a line is for, by the name that it has there. */
    serviceOf: (name: string, line: readonly unknown[]): string =>
      chargedService('', name, textOf(line[usage]), textOf(line[operation])).type,
  };
}
