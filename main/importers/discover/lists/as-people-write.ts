import type { NameKind } from '../../../domain/recognise.ts';
import { saysNotInUse } from '../../../domain/services/state-words.ts';
import { withoutPictures } from '../../../domain/words/pictures.ts';

/** Words beside the name of a service that say what of it there is, or which engine or system it has. */
const BESIDE = new Set(
  [
    'a an and the of on in for with by via as my our managed hosted aws amazon service services',
    'instance instances bucket buckets function functions cluster clusters database databases db dbs table tables queue queues',
    'topic topics stack stacks server servers volume volumes container containers node nodes key keys task tasks stream streams',
    'standard edition compatible serverless provisioned',
    'mysql postgres postgresql mariadb oracle sql sqlserver mssql db2 redis memcached valkey linux windows ubuntu',
  ].flatMap((words) => words.split(' ')),
);
/** What people call a kind of load balancer, or a part of a service, by itself. */
const CALLED: ReadonlyMap<string, string> = new Map([
  ['alb', 'Elastic Load Balancing'],
  ['nlb', 'Elastic Load Balancing'],
  ['elb', 'Elastic Load Balancing'],
  ['load balancer', 'Elastic Load Balancing'],
  ['application load balancer', 'Elastic Load Balancing'],
  ['network load balancer', 'Elastic Load Balancing'],
  ['gateway load balancer', 'Elastic Load Balancing'],
  ['lambda edge', 'AWS Lambda'],
  ['parameter store', 'AWS Systems Manager'],
  ['ssm parameter store', 'AWS Systems Manager'],
  ['elastic ip', 'Amazon EC2'],
  ['elastic ips', 'Amazon EC2'],
]);
const LONGEST = 200;

/** Ways to run a service that is something else to whoever answers for it, as AWS calls it: what stands beside its name says which, in brackets or without. */
const VARIANTS: readonly (readonly [of: string, says: RegExp, called: string])[] = [
  ['ECS', /(?<!\S)fargate(?!\S)/, 'Amazon ECS on AWS Fargate'],
  ['ECS', /(?<!\S)managed instances(?!\S)/, 'Amazon ECS Managed Instances'],
  ['ECS', /(?<!\S)anywhere(?!\S)/, 'Amazon ECS Anywhere'],
  ['EKS', /(?<!\S)fargate(?!\S)/, 'Amazon EKS on AWS Fargate'],
  ['EKS', /(?<!\S)auto(?: mode)?(?!\S)/, 'Amazon EKS Auto Mode'],
  ['EKS', /(?<!\S)hybrid(?: nodes)?(?!\S)/, 'Amazon EKS Hybrid Nodes'],
  ['EKS', /(?<!\S)anywhere(?!\S)/, 'Amazon EKS Anywhere'],
  [
    'Lambda',
    /(?<!\S)(?:(?:docker|oci|container)(?: images?)?|containers)(?!\S)/,
    'AWS Lambda (container image)',
  ],
  ['Lambda', /(?<!\S)managed instances(?!\S)/, 'AWS Lambda Managed Instances'],
  ['RDS', /(?<!\S)aurora(?!\S)/, 'Amazon Aurora'],
  ['RDS', /(?<!\S)custom(?: for)? oracle(?!\S)/, 'Amazon RDS Custom for Oracle'],
  [
    'RDS',
    /(?<!\S)(?:custom(?: for)? (?:sql server|sqlserver|mssql))(?!\S)/,
    'Amazon RDS Custom for SQL Server',
  ],
  ['MSK', /(?<!\S)serverless(?!\S)/, 'Amazon MSK Serverless'],
  ['EMR', /(?<!\S)(?:eks|kubernetes)(?!\S)/, 'Amazon EMR on EKS'],
  ['EMR', /(?<!\S)serverless(?!\S)/, 'Amazon EMR Serverless'],
  ['Kinesis', /(?<!\S)video(?: streams?)?(?!\S)/, 'Amazon Kinesis Video Streams'],
  ['WorkSpaces', /(?<!\S)(?:web|secure browser)(?!\S)/, 'Amazon WorkSpaces Secure Browser'],
  ['IAM', /(?<!\S)(?:sso|identity cent(?:er|re))(?!\S)/, 'AWS IAM Identity Center'],
  ['Directory Service', /(?<!\S)simple ad(?!\S)/, 'AWS Directory Service Simple AD'],
];
/** A storage class in brackets is one of S3's buckets; `S3 Glacier` is what has vaults as well. */
const S3_CLASS =
  /^(?:amazon )?s3 ?\((?:glacier|deep archive|intelligent[- ]tiering|standard|one zone|express)[a-z -]{0,40}\)$/i;
/** Which release of an engine, or of a service, it is. */
const RELEASE =
  /(?<=(?:^| )(?:mysql|postgres|postgresql|mariadb|oracle|server|sqlserver|mssql|db2|redis|memcached|valkey|compatible|windows|ubuntu)) \d[\dx]*(?: [\dx]+)*(?= |$)| v\d+(?: \d+)*(?= |$)/g;

/** A name with its abbreviation, as AWS writes it at length: `Amazon Simple Storage Service (S3)`. */
const ABBREVIATED = /^(\S.{0,120}\S) ?\(([A-Z][A-Za-z0-9]{1,8})\)$/;
/** A type of Terraform, or the address of a resource: `module.shop.aws_sqs_queue.jobs[0]`. */
const OF_MODULES = /^(?:module\.[\w-]+(?:\[[^\]]{1,60}\])?\.){1,10}/;
/** Libraries for programs are called by the service as well: `aws_lambda_powertools`. */
const OF_LIBRARIES =
  /^aws_\w*_(?:powertools|sdk|cdk|libs?|builders?|typing|types|stubs|caching|tools?|toolkit|helpers?|utils?|cli|logger|wrapper|generator|python|java|js|alpha|beta|agg|exporter|mocks?|constructs?)(?:_|$)/;

type Recognise = (kind: NameKind, name: string) => string | null;

/**
 * The service of a name as people write it: by one of its types or its abbreviation, as a way to run another (`ECS (Fargate)`), or by what is left of `MySQL on RDS`
 * or `S3 bucket` without the words beside it. Null for none.
 */
export function recogniseAsWritten(called: string, recognise: Recognise): string | null {
  const written = withoutPictures(called);
  if (S3_CLASS.test(written.trim())) return recognise('billing', 'Amazon S3');
  const whole = recogniseWhole(written, recognise);
  if (whole !== null) return whole;
  const isLong = written.length > LONGEST;
  const words = isLong ? [] : (written.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const text = words.join(' ').replace(RELEASE, '');
  for (const [of, says, called] of VARIANTS) {
    if (!says.test(text)) continue;
    const rest = withoutLast(text.replace(says, ' ')).trim();
    const base = recogniseRest(rest, recognise) ?? recogniseWhole(rest, recognise);
    if (base !== null && base === (recognise('billing', of) ?? recogniseWhole(of, recognise)))
      return recognise('billing', called);
  }
  const [, name, short = ''] = ABBREVIATED.exec(written.trim()) ?? [];
  if (saysNotInUse(short)) return null;
  for (const each of [name, short]) {
    const id = each === undefined || each === '' ? null : recogniseWhole(each, recognise);
    if (id !== null) return id;
  }
  if (isLong) return null;
  const id = recogniseRest(text, recognise) ?? recogniseKinds(written, recognise);
  // Of `CloudWatch and Logs` the first is a service by itself, and not a part of the name of the second.
  const [first = '', ...more] = id === null ? [] : written.split(BETWEEN, MOST_IN_CELL);
  if (id === null) return recogniseBeforeBrackets(written, recognise);
  if (more.length === 0) return id;
  const other = recogniseWhole(first, recognise) ?? recogniseRest(first.toLowerCase(), recognise);
  return other === null || other === id ? id : null;
}

const IN_BRACKETS = /^([^()]{1,120}[^() ]) ?\(([^()]{1,80})\)$/;
/** By what stands before brackets of which nothing is known (`Bedrock (Claude)`), which is told; null where they name another service, or say that it is not in use. */
function recogniseBeforeBrackets(written: string, recognise: Recognise): string | null {
  const [, name = '', inside = ''] = IN_BRACKETS.exec(written.trim()) ?? [];
  // A number alone may say how many there are: `RDS (0)`.
  if (inside === '' || saysNotInUse(inside) || /^[\d.x ]+$/.test(inside)) return null;
  const other = [inside, ...inside.split(KINDS_BETWEEN)].some(
    (part) =>
      recogniseWhole(part.trim(), recognise) !== null ||
      recogniseRest(part.trim().toLowerCase(), recognise) !== null,
  );
  return other ? null : (recogniseWhole(name, recognise) ?? recogniseRest(name.toLowerCase(), recognise));
}

/**
 * What stands in brackets behind a service that a name was taken for and is not known to change it, as in `RDS (Custom)`; null where it is read, or says no more
 * than the name does.
 */
export function unreadInBrackets(written: string, id: string, recognise: Recognise): string | null {
  const [, name = '', inside = ''] = IN_BRACKETS.exec(written.trim()) ?? [];
  if (inside === '') return null;
  const words = inside.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.every((word) => BESIDE.has(word) || /^[\d.x]+$/.test(word))) return null;
  // By what is in the brackets alone it is the same, or without it another.
  const isSame = [inside, ...inside.split(KINDS_BETWEEN)].some(
    (part) => recogniseRest(part.trim().toLowerCase(), recognise) === id,
  );
  return isSame || recogniseAsWritten(name, recognise) !== id ? null : inside;
}

const JOINING: ReadonlySet<string> = new Set(['on', 'with', 'for', 'in', 'aws', '']);
/** Without the words at the end that joined what was taken away. */
function withoutLast(text: string): string {
  const words = text.split(' ');
  while (JOINING.has(words.at(-1) ?? 'none')) words.pop();
  return words.join(' ');
}

/** A service with its kinds in brackets, each of which names it by itself: `Elastic Load Balancing (ALB/NLB)`. */
function recogniseKinds(written: string, recognise: Recognise): string | null {
  const [, name = '', inside = ''] = /^([^()]{2,120}\S) ?\(([^()]{2,80})\)$/.exec(written.trim()) ?? [];
  const id = name === '' ? null : recogniseWhole(name, recognise);
  const kinds = inside.split(KINDS_BETWEEN);
  return id !== null && kinds.every((kind) => recogniseRest(kind.trim().toLowerCase(), recognise) === id)
    ? id
    : null;
}

/** Also where AWS stands before an abbreviation that AWS writes without: `AWS IAM`. */
function recogniseWhole(name: string, recognise: Recognise): string | null {
  const [, short] = /^(?:aws|AWS|amazon|Amazon) ([A-Z][A-Z0-9]{1,7})$/.exec(name.trim()) ?? [];
  return recogniseByKind(name, recognise) ?? (short === undefined ? null : recogniseByKind(short, recognise));
}
function recogniseByKind(name: string, recognise: Recognise): string | null {
  for (const kind of KINDS) {
    const plain = kind === 'terraform' ? name.replace(OF_MODULES, '') : name;
    const id = kind === 'terraform' && OF_LIBRARIES.test(plain) ? null : recognise(kind, plain);
    if (id !== null) return id;
  }
  return null;
}

/** By what is left of a text without the words beside a service. */
function recogniseRest(text: string, recognise: Recognise): string | null {
  const words = text.split(' ').filter((word) => word !== '');
  const whole = recognise('billing', words.join(' '));
  if (whole !== null) return whole;
  const rest = words.filter((word) => !BESIDE.has(word)).join(' ');
  const called = CALLED.get(rest) ?? CALLED.get(words.join(' ')) ?? rest;
  return called === '' ? null : recognise('billing', called);
}
/** What stands between several services in one cell, and within the names of some. */
const BETWEEN = / ?[/&] ?| (?:and|und|et|y|e|en|i|with|mit) /;
const KINDS_BETWEEN = / ?[/&,] ?| and /;
const MOST_IN_CELL = 12;
/** Brackets that are cut by what stands in them hold no services of their own. */
const isCut = (part: string): boolean => part.split('(').length !== part.split(')').length;

/** The services of a cell that names several: `S3 & RDS`, `Lambda/API Gateway`; none unless each part is one by itself. */
export function recogniseSeveral(written: string, recognise: Recognise): readonly string[] {
  const parts = written.length > LONGEST ? [] : written.split(BETWEEN, MOST_IN_CELL + 1);
  if (parts.length < 2 || parts.length > MOST_IN_CELL || parts.some(isCut)) return [];
  const each = parts.map((part) => recogniseAsWritten(part.trim(), recognise));
  return each.includes(null) ? [] : [...new Set(each.flatMap((id) => id ?? []))];
}
const KINDS: readonly NameKind[] = ['billing', 'cloudformation', 'terraform', 'resource-type'];
