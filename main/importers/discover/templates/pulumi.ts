import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { parseArn, placeOf, resourceTypeOfArn } from '../arns/arn.ts';
import { Databases, isAurora } from '../exports/databases.ts';
import { LaunchTypes, withParts } from '../exports/launch-types.ts';
import { type Found, listNames, TypeCounter } from '../found.ts';

// Pulumi: "pulumi stack export" (a deployment of version 3), the same as it lies in a bucket or a folder of one's own (a checkpoint),
// and "pulumi preview --json" (steps).
// https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/

/** Whether a document is the export of a stack, or a preview with its steps. */
export const isPulumi = (document: unknown): document is Json =>
  isObject(document) &&
  (deploymentOf(document) !== null ||
    (Array.isArray(document.steps) &&
      document.steps.some((step) => isObject(step) && typeof step.urn === 'string')));

function deploymentOf({ deployment, checkpoint }: Json): readonly unknown[] | null {
  const latest = isObject(checkpoint) ? checkpoint.latest : deployment;
  return isObject(latest) && Array.isArray(latest.resources) ? latest.resources : null;
}

const GONE = new Set([
  'delete',
  'delete-replaced',
  'discard',
  'discard-replaced',
  'read',
  'read-replacement',
]);

/** Counts the resources that a provider made, by their ARN or by the type of the provider; components and providers are none. */
export function readPulumi(file: string, document: Json): Found {
  const counter = new TypeCounter(file);
  const others = new Set<string>();
  const names = new Map<string, string>();
  const databases = new Databases();
  const launched = new LaunchTypes();
  const deployed = deploymentOf(document);
  const isPreview = deployed === null;
  const listed =
    deployed ??
    asArray(document.steps).flatMap((step) =>
      isObject(step) && !GONE.has(String(step.op)) ? [step.newState ?? step.oldState] : [],
    );
  let leaving = 0;
  for (const entry of listed) {
    const type = isObject(entry) ? asText(entry.type) : null;
    if (!isObject(entry) || type === null || entry.custom === false) continue;
    if (entry.delete === true) {
      leaving += 1;
      continue;
    }
    const [provider = '', module = '', resource = ''] = type.split(':');
    // What is read and not managed, and the providers themselves, are nothing in use by this stack; awsx has components alone.
    if (provider === 'pulumi' || provider === 'awsx' || entry.external === true) continue;
    if (!/^aws(-native)?$/.test(provider)) {
      others.add(type);
      continue;
    }
    const arn = arnOf(entry);
    counter.add(type, 1, placeOf(null, regionOf(entry), arn));
    launched.note(type, isObject(entry.inputs) ? entry.inputs : entry.outputs);
    names.set(
      type,
      clusterNamed(type, module) ??
        (arn && resourceTypeOfArn(arn)) ??
        `${prefixOf(module)}:${resource.toLowerCase()}`,
    );
    databases.note(type, saidBy(entry, 'engine'), saidBy(entry, 'clusterIdentifier', 'dbClusterIdentifier'));
  }
  const notes: string[] = [];
  if (others.size > 0)
    notes.push(
      `${counted(others.size, 'type')} of other providers left aside: ${listNames([...others].sort())}.`,
    );
  if (leaving > 0) notes.push(`${counted(leaving, 'resource')} waiting to be deleted not counted.`);
  if (isPreview) notes.push('It is a preview: it says what will be there, if it is deployed.');
  return {
    format: 'pulumi',
    kind: 'resource-type',
    types: counter.types,
    places: counter.places,
    otherNames: names,
    parts: withParts(databases.parts, launched.parts),
    notes,
  };
}

function arnOf(entry: Json): string | null {
  const outputs = isObject(entry.outputs) ? entry.outputs : {};
  const arn = asText(outputs.arn) ?? asText(outputs.Arn) ?? asText(entry.id);
  return arn !== null && parseArn(arn) ? arn : null;
}

const regionOf = (entry: Json): unknown => saidBy(entry, 'region');

/** What an entry says of itself under the first of these names that it has, once it is there or as it was asked for. */
function saidBy({ outputs, inputs }: Json, ...names: readonly string[]): unknown {
  const given = isObject(outputs) ? outputs : isObject(inputs) ? inputs : {};
  return names.map((name) => given[name]).find((value) => value !== undefined) ?? null;
}

/** Modules of the provider that are called otherwise than the service is for access rights. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ['alb', 'elasticloadbalancing'],
  ['elb', 'elasticloadbalancing'],
  ['lb', 'elasticloadbalancing'],
  ['elasticloadbalancingv2', 'elasticloadbalancing'],
  ['cfg', 'config'],
  ['cloudwatch', 'cloudwatch'],
  ['efs', 'elasticfilesystem'],
  ['kinesis', 'kinesis'],
  ['mq', 'mq'],
  ['msk', 'kafka'],
  ['opensearch', 'es'],
  ['sfn', 'states'],
  ['stepfunctions', 'states'],
  ['apigatewayv2', 'apigateway'],
  ['emr', 'elasticmapreduce'],
  ['ec2transitgateway', 'ec2'],
  ['ec2clientvpn', 'ec2'],
]);
/** Databases whose ARNs are those of RDS, and what their modules hold. */
const CLUSTERS: ReadonlyMap<string, string> = new Map([
  ['docdb', 'AWS::DocDB::DBCluster'],
  ['docdbelastic', 'AWS::DocDB::DBCluster'],
  ['neptune', 'AWS::Neptune::DBCluster'],
]);
const clusterNamed = (type: string, module: string): string | null =>
  CLUSTERS.get(moduleOf(module)) ?? (isAurora(type) ? 'AWS::RDS::DBCluster' : null);

/** `s3/bucket` of `aws:s3/bucket:Bucket` -> `s3`. */
const moduleOf = (module: string): string => module.split('/', 1)[0]?.toLowerCase() ?? '';
function prefixOf(module: string): string {
  const name = moduleOf(module);
  return MODULES.get(name) ?? name;
}
