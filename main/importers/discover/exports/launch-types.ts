import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { plainHeading } from '../csv.ts';
import type { Found, PartOf, PartsOf } from '../found.ts';

// Containers of Amazon ECS run on instances of one's own or on AWS Fargate, which patches the hosts: their types are the same, and a
// property says which. ECS Developer Guide, "Amazon ECS launch types"; a service without a launch type runs where its tasks can.
// So it is with functions of Lambda: AWS patches the runtime of a zip package, and nothing in an image of one's own (Lambda Developer
// Guide, "Lambda deployment packages").

const OF_ECS = /^(AWS::ECS::|aws_ecs_|aws:ecs\/|aws-native:ecs:|ecs:)/;
const OF_LAMBDA =
  /^(AWS::(Lambda|Serverless)::Function|aws_lambda_function|aws:lambda\/function:Function|aws-native:lambda:Function|lambda:function)$/;
const FARGATE = 'AWS Fargate';
const INSTANCES = 'Amazon ECS on EC2';
const IMAGE = 'AWS Lambda (container image)';
const isFargate = (name: string): boolean => /^FARGATE/i.test(name);

/** Counts what of ECS is Fargate's and which functions are images, resource by resource. */
export class LaunchTypes {
  readonly #on = {
    fargate: new Map<string, number>(),
    instances: new Map<string, number>(),
    open: new Map<string, number>(),
  };
  readonly #images = new Map<string, number>();

  /** `properties`: as the file has them, in the names of CloudFormation, Terraform, Pulumi or an answer of AWS. */
  note(type: string, properties: unknown): void {
    const given = isObject(properties) ? properties : {};
    if (OF_LAMBDA.test(type) && isImage(given)) count(this.#images, type);
    if (!OF_ECS.test(type)) return;
    const named = launchedOn(given);
    const onFargate = named.filter(isFargate);
    if (onFargate.length > 0) count(this.#on.fargate, type);
    if (onFargate.length < named.length) count(this.#on.instances, type);
    if (named.length === 0) count(this.#on.open, type);
  }

  get parts(): PartsOf {
    const images = [...this.#images].map(([type, found]) => [type, [{ as: IMAGE, count: found }]] as const);
    return withParts(new Map(images), this.#containers);
  }

  /** What says nothing, such as a cluster, is Fargate's where nothing else is on instances. */
  get #containers(): PartsOf {
    const { fargate, instances, open } = this.#on;
    const [as, said] = fargate.size === 0 ? [INSTANCES, instances] : [FARGATE, fargate];
    const all = new Map(said);
    if (fargate.size > 0 && instances.size === 0) for (const [type, more] of open) count(all, type, more);
    return new Map([...all].map(([type, found]) => [type, [{ as, count: found }]]));
  }
}

/** Kinds of files that name a service alone, as it is called for access rights. */
const CALLS: ReadonlySet<Found['format']> = new Set(['access-advisor', 'cloudtrail']);
/** Instances that are there for containers. */
const OF_INSTANCES = /^ecs:container-instance$/;

/** Whether containers of a file are taken to run on instances though nothing in it says on what any of them does. */
export function isLaunchGuessed({ format, types, parts, otherNames, notInUse }: Found): boolean {
  const used = [...types.keys()].filter((type) => !notInUse?.has(type));
  if (CALLS.has(format)) return used.some((type) => otherNames?.get(type) === 'ecs');
  const containers = used.filter((type) => OF_ECS.test(type));
  return (
    containers.length > 0 && !containers.some((type) => OF_INSTANCES.test(type) || parts?.has(type) === true)
  );
}

/** Of two readings of a file; each type has parts in one of them. */
export const withParts = (parts: PartsOf, more: PartsOf): PartsOf =>
  new Map<string, readonly PartOf[]>([...parts, ...more]);

function count(counts: Map<string, number>, type: string, more = 1): void {
  counts.set(type, (counts.get(type) ?? 0) + more);
}

/** Names of properties that say it, as `plainHeading` writes them. */
const SAYS_WHERE: ReadonlySet<string> = new Set([
  'launchtype',
  'requirescompatibilities',
  'capacityproviderstrategy',
  'capacityproviderstrategies',
  'packagetype',
]);
/** Whether a property, or a column of a table, says on what containers run, or whether a function is one. */
export const saysLaunchType = (key: string): boolean => SAYS_WHERE.has(plainHeading(key));

/** Whether a function says that it is an image, or by a type that is only known on deployment leaves that to whether its code is one. */
function isImage(properties: Json): boolean {
  const of = new Map(Object.entries(properties).map(([key, value]) => [plainHeading(key), value]));
  const type = asText(of.get('packagetype'));
  if (type !== null) return /^image$/i.test(type);
  const code = of.get('code');
  const image = of.get('imageuri') ?? (isObject(code) ? (code.ImageUri ?? code.imageUri) : null);
  return isObject(image) || asText(image) !== null;
}

/** Launch type, capacity providers and compatibilities; what is only known on deployment is none. */
function launchedOn(properties: Json): readonly string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(properties)) {
    const name = plainHeading(key);
    if (name === 'launchtype' || name === 'requirescompatibilities') {
      const names = [value].flat().flatMap((each) => asText(each) ?? []);
      // A task that can run on both says nothing; its service does.
      if (names.every(isFargate) || !names.some(isFargate)) found.push(...names);
    }
    if (name === 'capacityproviderstrategy' || name === 'capacityproviderstrategies')
      for (const each of asArray(value))
        if (isObject(each))
          found.push(asText(each.CapacityProvider ?? each.capacity_provider ?? each.capacityProvider) ?? '');
  }
  return found.filter((text) => text !== '');
}
