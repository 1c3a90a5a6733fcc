import { asArray, asText, isObject, type Json } from '../text/json.ts';
import { plainHeading } from './csv.ts';
import type { PartOf, PartsOf } from './found.ts';

// Containers of Amazon ECS run on instances of one's own or on AWS Fargate, which patches the hosts: their types are the same, and a
// property says which. ECS Developer Guide, "Amazon ECS launch types"; a service without a launch type runs where its tasks can.

const OF_ECS = /^(AWS::ECS::|aws_ecs_|aws:ecs\/|aws-native:ecs:|ecs:)/;
const FARGATE = 'AWS Fargate';
const isFargate = (name: string): boolean => /^FARGATE/i.test(name);

/** Counts what of ECS is Fargate's, resource by resource. */
export class LaunchTypes {
  readonly #on = { fargate: new Map<string, number>(), open: new Map<string, number>() };
  #instances = false;

  /** `properties`: as the file has them, in the names of CloudFormation, Terraform, Pulumi or an answer of AWS. */
  note(type: string, properties: unknown): void {
    if (!OF_ECS.test(type)) return;
    const named = launchedOn(isObject(properties) ? properties : {});
    const onFargate = named.filter(isFargate);
    if (onFargate.length > 0) count(this.#on.fargate, type);
    if (onFargate.length < named.length) this.#instances = true;
    if (named.length === 0) count(this.#on.open, type);
  }

  /** What says nothing, such as a cluster, is Fargate's where nothing else is on instances. */
  get parts(): PartsOf {
    const { fargate, open } = this.#on;
    if (fargate.size === 0) return new Map();
    const all = this.#instances ? fargate : new Map(fargate);
    if (!this.#instances) for (const [type, more] of open) count(all, type, more);
    return new Map([...all].map(([type, found]) => [type, [{ as: FARGATE, count: found }]]));
  }
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
]);
/** Whether a property, or a column of a table, says on what containers run. */
export const saysLaunchType = (key: string): boolean => SAYS_WHERE.has(plainHeading(key));

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
