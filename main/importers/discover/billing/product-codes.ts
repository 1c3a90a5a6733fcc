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
  if (TRAFFIC.test(usage) && /^Amazon(EC2|S3|RDS|VPC)$/.test(code)) return same('AWSDataTransfer');
  const part = PARTS.find(([of, what]) => of.test(code) && (what.test(usage) || what.test(operation)));
  if (part) return same(part[2]);
  const type = (code === '' || /^[a-z0-9]{20,}$/.test(code) ? name : code).trim();
  return { type, name: NAMES.get(type) ?? type.replace(/^(Amazon|AWS|aws)(?=[A-Za-z0-9])/, '') };
}
