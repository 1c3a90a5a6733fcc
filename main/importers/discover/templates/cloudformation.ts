import { posix } from 'node:path';
import { invalidInput } from '../../../contract/errors.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { databasesIn } from '../exports/databases.ts';
import { LaunchTypes, withParts } from '../exports/launch-types.ts';
import { type Found, type Link, listNames, TypeCounter } from '../found.ts';
import { MAX_TEMPLATE_ENTRIES } from '../limits.ts';
import { baseName } from '../links.ts';

// Templates as the CloudFormation User Guide describes them, SAM templates, and the command line's get-template,
// list-stack-resources and describe-stack-resources.

const LOOP = 'Fn::ForEach';
/** Where an entry names another template. */
const LINK_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::CloudFormation::StackSet', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** Whether a document is a template, or what the command line says of a stack. */
export const isCloudFormation = (document: unknown): document is Json =>
  isObject(document) &&
  ('AWSTemplateFormatVersion' in document ||
    isObject(document.Resources) ||
    'TemplateBody' in document ||
    Array.isArray(document.StackResourceSummaries) ||
    Array.isArray(document.StackResources));

/**
 * Counts the entries of `Resources` by their plain `Type`. Loops are not expanded, and entries whose type is only known
 * after a transform (modules, includes) are not counted: notes name both.
 */
export function readCloudFormation(file: string, document: Json): Found {
  const counter = new TypeCounter(file);
  const listed = document.StackResourceSummaries ?? document.StackResources;
  if (Array.isArray(listed)) return readStackResources(file, listed, document);
  const { Resources: resources } = document;
  if (!isObject(resources))
    throw invalidInput(
      `${file} has no Resources section, so it describes nothing that is in use. Give the template that declares the resources.`,
    );
  const ids = Object.keys(resources);
  if (ids.length > MAX_TEMPLATE_ENTRIES)
    throw invalidInput(
      `${file} has ${numeral(ids.length)} entries under Resources; up to ${numeral(MAX_TEMPLATE_ENTRIES)} are read, and CloudFormation takes 500. Check that it is the template you meant.`,
    );
  const launched = new LaunchTypes();
  const untyped: string[] = [];
  const links: Link[] = [];
  const notes: string[] = [];
  for (const id of ids) {
    const entry: unknown = resources[id];
    if (id.startsWith(LOOP)) {
      notes.push(describeLoop(id, entry));
      continue;
    }
    const type = isObject(entry) ? asText(entry.Type) : null;
    if (type === null || !isObject(entry)) {
      untyped.push(id);
      continue;
    }
    counter.add(type);
    launched.note(type, entry.Properties);
    const property = LINK_PROPERTIES.get(type);
    if (property && isObject(entry.Properties) && entry.Properties[property] !== undefined)
      links.push({ from: id, file: assetOf(entry.Metadata) ?? wayTo(entry.Properties[property]) });
  }
  if (untyped.length > 0)
    notes.push(
      `${counted(untyped.length, 'entry', 'entries')} without a plain Type (a module, an include or a fragment) not counted: ${listNames(untyped)}. Give the template after the transform to count them.`,
    );
  if (hasImplicitApi(resources))
    notes.push(
      'Functions here have Api or HttpApi events: on deployment they make an API Gateway API that the template does not list. Add Amazon API Gateway if it is not in use yet.',
    );
  return {
    format: 'cloudformation',
    kind: 'cloudformation',
    types: counter.types,
    parts: withParts(databasesIn(document), launched.parts),
    notes,
    links,
  };
}

/** The file that the CDK wrote for a nested stack, whose address is only known on deployment. */
const assetOf = (metadata: unknown): string | null =>
  isObject(metadata) ? asText(metadata['aws:asset:path']) : null;

/** Of a resource that is no more, or that never came to be. */
const NOT_THERE: ReadonlySet<string> = new Set(['DELETE_COMPLETE', 'CREATE_FAILED']);
function readStackResources(file: string, listed: readonly unknown[], document: Json): Found {
  const counter = new TypeCounter(file);
  let untyped = 0;
  const gone: string[] = [];
  for (const entry of listed) {
    const type = isObject(entry) ? asText(entry.ResourceType) : null;
    if (type === null || !isObject(entry)) untyped += 1;
    else if (NOT_THERE.has(String(entry.ResourceStatus))) gone.push(asText(entry.LogicalResourceId) ?? type);
    else counter.add(type);
  }
  const notes = untyped > 0 ? [`${counted(untyped, 'row')} without a ResourceType not counted.`] : [];
  if (gone.length > 0)
    notes.push(`${counted(gone.length, 'resource')} deleted or never made not counted: ${listNames(gone)}.`);
  if (asText(document.NextToken)) notes.push('The list has further pages that are not in this file.');
  return { format: 'cloudformation', kind: 'cloudformation', types: counter.types, notes };
}

function describeLoop(id: string, body: unknown): string {
  const types = new Set<string>();
  collectLoopTypes(body, types);
  const name = id.slice(LOOP.length).replace(/^::/, '') || 'without a name';
  const what = types.size > 0 ? listNames([...types].sort()) : 'resources whose types are not written in it';
  return `The loop ${name} (${LOOP}) is not expanded and not counted; it makes ${what}. Give the processed template to count them.`;
}

/** Loop bodies are `[name, values, {entries}]` and can hold further loops; parsing has bounded their depth. */
function collectLoopTypes(body: unknown, types: Set<string>): void {
  const [, , entries] = asArray(body);
  if (!isObject(entries)) return;
  for (const [id, entry] of Object.entries(entries)) {
    if (id.startsWith(LOOP)) collectLoopTypes(entry, types);
    else {
      const type = isObject(entry) ? asText(entry.Type) : null;
      if (type) types.add(type);
    }
  }
}

function hasImplicitApi(resources: Json): boolean {
  const entries = Object.values(resources).filter(isObject);
  if (entries.some((entry) => /^AWS::(Serverless::(Http)?Api$|ApiGateway)/.test(String(entry.Type))))
    return false;
  return entries.some(
    (entry) =>
      entry.Type === 'AWS::Serverless::Function' &&
      isObject(entry.Properties) &&
      isObject(entry.Properties.Events) &&
      Object.values(entry.Properties.Events).some(
        (event) => isObject(event) && (event.Type === 'Api' || event.Type === 'HttpApi'),
      ),
  );
}

/** `./vpc/main.yaml` -> `vpc/main.yaml`; of an address elsewhere, or one that is put together, the name of the file at its end. */
function wayTo(location: unknown): string | null {
  if (typeof location !== 'string') return fileNameIn(location);
  const name = fileNameIn(location);
  const isElsewhere = /^[a-z][a-z0-9+.-]*:|^[\\/]|\$\{/i.test(location);
  return name === null || isElsewhere ? name : posix.normalize(location.trim().replaceAll('\\', '/'));
}

/** `https://bucket/path/vpc.yaml?x`, `{"Fn::Sub": ["…/vpc.yaml", {}]}`, `{"Fn::Join": ["/", […, "vpc.yaml"]]}` -> `vpc.yaml`. */
function fileNameIn(location: unknown): string | null {
  if (typeof location === 'string') {
    const path = location.split(/[?#]/, 1)[0] ?? '';
    const name = baseName(path).trim();
    return /\.(ya?ml|json|template|txt)$/i.test(name) && !name.includes('${') ? name : null;
  }
  if (isObject(location)) {
    const sub = location['Fn::Sub'];
    if (sub !== undefined) return fileNameIn(Array.isArray(sub) ? sub[0] : sub);
    const [, parts] = asArray(location['Fn::Join']);
    return fileNameIn(asArray(parts).at(-1));
  }
  return null;
}
