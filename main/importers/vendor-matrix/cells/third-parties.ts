import type { Meaning } from '../../../contract/claims.ts';
import { fold, type Rename } from '../words.ts';
import { PARTIES_OF, THIRD } from './own-and-other.ts';

// A vendor that builds on a cloud names it in its own column: as whoever does something, which is not the vendor's, and as what the vendor does it with, which is.

/** What is longer is no sentence. */
const LONGEST = 200;
/** What customers of AWS do their work with; its places, reports, people and programmes are not among them. */
const TOOLS =
  /(?<!\p{L})(?:AWS|Amazon) (?:Backup|Certificate Manager|CloudFront|CloudHSM|CloudTrail|CloudWatch|Cognito|Config|Control Tower|Detective|DynamoDB|EBS|EC2|ECR|ECS|EFS|EKS|Firewall Manager|GuardDuty|IAM(?: Identity Center)?|Inspector|KMS|Key Management Service|Lambda|Macie|Network Firewall|Organizations|RDS|Redshift|Route 53|S3|SNS|SQS|SSO|Secrets Manager|Security Hub|Shield(?: Advanced)?|Systems Manager|VPC|WAF)(?![\p{L}\d])/gu;

/** Whether the only other one that a text names is a third party. */
function namesOnlyThird(text: string, column: Meaning, rename: Rename): boolean {
  const folded = ` ${fold(rename(text.slice(0, LONGEST)))} `;
  const others = [...(PARTIES_OF[column]?.others ?? [])];
  return folded.includes(THIRD) && !others.some((word) => folded.includes(word));
}

/** Whether a text names a third party by its tools alone: "Data is encrypted by AWS KMS". */
export const isByTools = (text: string, column: Meaning, rename: Rename): boolean =>
  namesOnlyThird(text, column, rename) &&
  !` ${fold(rename(text.slice(0, LONGEST).replace(TOOLS, ' ')))} `.includes(THIRD);

const OWN_PART =
  /(?:(?:,|;|(?<!\p{L})and) (?:[^,;]{1,60} )?(?:is |are )?\p{L}+(?:ed|en|run) by (?:us|our \p{L}+))(?![\p{L}-])/iu;
/** Whether a text that names a third party goes on with what "we" do: "The platform is hosted by AWS and patched by us". */
export const hasOwnPart = (text: string, column: Meaning, rename: Rename): boolean =>
  OWN_PART.test(text.slice(0, LONGEST)) && namesOnlyThird(text, column, rename);

const IS_DONE = /(?<!\p{L})(?:is|are) .{0,60}(?<!\p{L})by (?:the )?third party(?!\p{L})/u;
/** Whether what a third party is said to do may be how the party does it: "Physical security is provided by AWS". */
export const mayBeHow = (text: string, column: Meaning, rename: Rename): boolean =>
  IS_DONE.test(rename(text.slice(0, LONGEST))) && namesOnlyThird(text, column, rename);
