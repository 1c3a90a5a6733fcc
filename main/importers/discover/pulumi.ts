import { counted } from '../../domain/words/counted.ts';
import { parseArn, placeOf, resourceTypeOfArn } from './arn.ts';
import { asArray, asText, type Found, isObject, type Json, listNames, TypeCounter } from './found.ts';

// Pulumi: "pulumi stack export" (a deployment of version 3) and "pulumi preview --json" (steps).
// https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/

/** Whether a document is the export of a stack, or a preview with its steps. */
export const isPulumi = (document: unknown): document is Json =>
  isObject(document) &&
  ((isObject(document.deployment) && Array.isArray(document.deployment.resources)) ||
    (Array.isArray(document.steps) &&
      document.steps.some((step) => isObject(step) && typeof step.urn === 'string')));

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
  const isPreview = !isObject(document.deployment);
  const listed = isObject(document.deployment)
    ? asArray(document.deployment.resources)
    : asArray(document.steps).flatMap((step) =>
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
    // What is read and not managed, and the providers themselves, are nothing in use by this stack.
    if (provider === 'pulumi' || entry.external === true) continue;
    if (!/^aws(-native|x)?$/.test(provider)) {
      others.add(type);
      continue;
    }
    const arn = arnOf(entry);
    counter.add(type, 1, placeOf(null, regionOf(entry), arn));
    names.set(type, (arn && resourceTypeOfArn(arn)) ?? `${prefixOf(module)}:${resource.toLowerCase()}`);
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
    notes,
  };
}

function arnOf(entry: Json): string | null {
  const outputs = isObject(entry.outputs) ? entry.outputs : {};
  const arn = asText(outputs.arn) ?? asText(outputs.Arn) ?? asText(entry.id);
  return arn !== null && parseArn(arn) ? arn : null;
}

const regionOf = ({ outputs, inputs }: Json): unknown =>
  isObject(outputs) ? outputs.region : isObject(inputs) ? inputs.region : null;

/** Modules of the provider that are called otherwise than the service is for access rights. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ['alb', 'elasticloadbalancing'],
  ['elb', 'elasticloadbalancing'],
  ['lb', 'elasticloadbalancing'],
  ['elasticloadbalancingv2', 'elasticloadbalancing'],
  ['cfg', 'config'],
  ['cloudwatch', 'cloudwatch'],
  ['docdb', 'rds'],
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
/** `s3/bucket` of `aws:s3/bucket:Bucket` -> `s3`. */
function prefixOf(module: string): string {
  const name = module.split('/', 1)[0]?.toLowerCase() ?? '';
  return MODULES.get(name) ?? name;
}
