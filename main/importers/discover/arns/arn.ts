import { isMadeByAws } from '../../../domain/services/aws-defaults.ts';
import type { Place } from '../found.ts';

// Amazon Resource Names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html. The types that resource parts begin
// with, by service: https://docs.aws.amazon.com/service-authorization/latest/reference/

export interface Arn {
  /** aws, aws-cn, aws-us-gov, aws-eusc, aws-iso and whatever follows. */
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** All that stands before the resource. */
const BEGINNING = /^arn:(aws(?:-[a-z]+)*):([^:]*):([^:]*):([^:]*):/;
const SERVICE = /^[a-z0-9][a-z0-9-]*$/;
/** An ARN of AWS has at most 2,048 characters. */
const LONGEST = 2048;

/** The parts of an ARN of any partition, blanks around it left out; null when it is none. */
export function parseArn(text: string): Arn | null {
  const trimmed = text.length > LONGEST + 100 ? '' : text.trim();
  const found = BEGINNING.exec(trimmed);
  if (!found) return null;
  const [beginning, partition = '', named = '', region = '', account = ''] = found;
  const service = named.toLowerCase();
  if (!SERVICE.test(service)) return null;
  return { partition, service, region, account, resource: trimmed.slice(beginning.length) };
}

/** The id of an instance of EC2, of eight or seventeen digits (EC2 User Guide, "Resource IDs"); those of examples have fewer. */
export const INSTANCE = /^i-[0-9a-f]{1,17}$/;

/** An ARN as it is written. */
export const textOfArn = ({ partition, service, region, account, resource }: Arn): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/** Services whose resource part begins with the name of the resource and not with its type. */
const NAMELESS = new Set(['sns', 'sqs', 'codecommit', 'codepipeline', 'chatbot', 'swf', 'execute-api']);

/**
 * `arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1` -> `ec2:subnet`, as Resource Explorer writes types. Where the
 * resource part names no type (`arn:aws:sns:…:orders`) only the service is known. Null when it is no ARN.
 */
export function resourceTypeOfArn(text: string): string | null {
  const arn = parseArn(text);
  return arn && typeOf(arn);
}

function typeOf({ service, resource }: Arn): string {
  if (service === 's3')
    return /^(accesspoint|storage-lens)\//.test(resource) ? `s3:${first(resource)}` : 's3:bucket';
  if (NAMELESS.has(service)) return service;
  // Load balancers of the three newer kinds say which they are; a classic one has only its name.
  const [, balancer] =
    service === 'elasticloadbalancing' ? (/^(\w+\/(?:app|net|gwy))\//.exec(resource) ?? []) : [];
  const type = balancer ?? first(resource.replace(/^\//, ''));
  return type === '' ? service : `${service}:${type}`.toLowerCase();
}

/** What stands before the first colon or slash; empty where there is none. */
function first(resource: string): string {
  const end = resource.search(/[:/]/);
  return end > 0 ? resource.slice(0, end) : '';
}

/** What an ARN names its resource, without the type in front: `primary` of `workgroup/primary`. */
export function nameInArn(arn: Arn): string {
  const resource = arn.resource.replace(/^\//, '');
  const type = typeOf(arn).slice(arn.service.length + 1);
  const isBelow = type !== '' && resource.slice(0, type.length).toLowerCase() === type;
  return (isBelow ? resource.slice(type.length + 1) : resource).replace(/\/$/, '');
}

/** What an ARN names. */
export type NamedByArn =
  /** Of AWS's own what it makes in every account; the rest has an account of AWS. */
  | {
      readonly is: 'resource' | 'made-by-aws';
      readonly type: string;
      readonly identity: string;
      readonly place: Place;
    }
  /** No resource of the account: a pattern of a policy, what AWS itself owns, a session, an account as a whole, what was found, what a scanner did not find. */
  | { readonly is: 'pattern' | 'of-aws' | 'principal' | 'finding' | 'not-there' };

/** What an ARN stands for; versions of a function and objects of a bucket stand for the function and the bucket. */
export function namedByArn(arn: Arn): NamedByArn {
  const { partition, service, region, account } = arn;
  if (service === 'sts' || (service === 'iam' && arn.resource === 'root')) return { is: 'principal' };
  const resource = wholeResource(arn);
  const identity = `${partition}:${service}:${region}:${account}:${resource}`;
  if (/[*?{}$<>]/.test(identity) || resource === '') return { is: 'pattern' };
  if (/(?:^|\/)findings?\//.test(resource)) return { is: 'finding' };
  if (isNotThere(arn)) return { is: 'not-there' };
  if (account !== '' && !/^\d{12}$/.test(account)) return { is: 'of-aws' };
  const type = typeOf(arn);
  return {
    is: isMadeByAws(type, nameInArn(arn)) ? 'made-by-aws' : 'resource',
    type,
    identity,
    place: { account, region },
  };
}

/**
 * Whether an ARN stands for what is missing: of a detector or a trail that it does not find Prowler writes `detector/unknown` or the type
 * alone, `trail` (prowler/providers/aws/lib/service/service.py); a longer path is a name. The catalogue of Glue has no name of its own.
 */
function isNotThere({ service, resource }: Arn): boolean {
  if (service === 's3' || NAMELESS.has(service)) return false;
  return (
    /^(?:[a-z][a-z-]*\/)?unknown$/.test(resource) || (/^[a-z][a-z-]*$/.test(resource) && service !== 'glue')
  );
}

function wholeResource({ service, resource }: Arn): string {
  if (service === 's3')
    return /^(accesspoint|storage-lens)\//.test(resource) ? resource : (resource.split('/', 1)[0] ?? '');
  if (service === 'lambda' && resource.startsWith('function:'))
    return resource.split(':').slice(0, 2).join(':');
  if (service === 'logs' && resource.startsWith('log-group:'))
    return resource.split(':').slice(0, 2).join(':');
  return resource;
}

const START = 'arn:aws';
/** What ends a sentence behind one. */
const POINTS: ReadonlySet<string> = new Set('.:!?');
/** What ends an ARN in a text. Names hold none of these. */
const END = /[\s"'`,;<>|()[\]\\]/;

/** The ARNs in any text, in their order. */
export function* arnsIn(text: string): Generator<Arn> {
  let past = 0;
  for (let at = text.indexOf(START); at >= 0; at = text.indexOf(START, past)) {
    past = at + START.length;
    if (at > 0 && /[\w-]/.test(text[at - 1] ?? '')) continue;
    const rest = text.slice(at, at + LONGEST);
    const end = rest.search(END);
    const whole = end < 0 ? rest : rest.slice(0, end);
    // What was looked at is not looked at again, so that a text of nothing else takes no longer than any other.
    past = at + Math.max(whole.length, START.length);
    const arn = parseArn(POINTS.has(whole.at(-1) ?? '') ? whole.replace(/[.:!?]{1,3}$/, '') : whole);
    if (arn) yield arn;
  }
}

/** The account and the Region that an ARN names; empty where it names none, as that of a bucket. */
export function placeOfArn(arn: string | null): Place {
  const [scheme, , , region, account] = (arn ?? '').trim().split(':');
  return scheme === 'arn' ? { account, region } : { account: null, region: null };
}

/** What a row says itself, else what its ARN does. */
export function placeOf(account: unknown, region: unknown, arn: string | null = null): Place {
  const named = placeOfArn(arn);
  return { account: account || named.account, region: region || named.region };
}
