import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { LaunchTypes, withParts } from '../exports/launch-types.ts';
import { type Found, listNames, TypeCounter } from '../found.ts';
import { readCloudFormation } from './cloudformation.ts';

// serverless.yml of the Serverless Framework: functions with the events that start them, and a template of its own under resources.
// https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml

/** Whether a document describes a service of the framework: functions, and a provider or a name; or a provider, and a template alone. */
export const isServerless = (document: unknown): document is Json =>
  isObject(document) &&
  (isObject(document.functions) || Array.isArray(document.functions)
    ? providerOf(document) !== null || 'service' in document
    : isObject(document.provider) &&
      providerOf(document) !== null &&
      templateOf(document.resources) !== null);

const providerOf = ({ provider }: Json): string | null =>
  isObject(provider) ? asText(provider.name) : asText(provider);

/** The provider that a service of the framework, or of OpenFaaS, which writes the same, is for where it is not AWS. */
export function otherCloud(document: Json): string | null {
  const provider = providerOf(document);
  // One that is put in from elsewhere is only known on deployment.
  return provider === null || /^aws$|\$\{/i.test(provider) ? null : provider;
}

/** What an event makes on deployment, where it makes something of its own. */
const MADE_BY_EVENT: ReadonlyMap<string, string> = new Map([
  ['http', 'AWS::ApiGateway::RestApi'],
  ['httpApi', 'AWS::ApiGatewayV2::Api'],
  ['websocket', 'AWS::ApiGatewayV2::Api'],
  ['schedule', 'AWS::Events::Rule'],
  ['eventBridge', 'AWS::Events::Rule'],
  ['cloudwatchEvent', 'AWS::Events::Rule'],
  ['cloudFront', 'AWS::CloudFront::Distribution'],
  ['iot', 'AWS::IoT::TopicRule'],
]);
/** What an event only listens to; it is made here or elsewhere, and named in a note. */
const LISTENS = new Set([
  'sqs',
  'sns',
  's3',
  'stream',
  'kafka',
  'msk',
  'activemq',
  'rabbitmq',
  'cognitoUserPool',
  'alb',
]);

/** Counts the functions, what their events make on deployment, and the resources of the template inside. */
export function readServerless(file: string, document: Json): Found {
  const counter = new TypeCounter(file);
  const region = isObject(document.provider) ? asText(document.provider.region) : null;
  const place = { account: null, region };
  const launched = new LaunchTypes();
  const made = new Set<string>();
  const listened = new Set<string>();
  const lists = Array.isArray(document.functions) ? document.functions : [document.functions];
  for (const functions of lists)
    for (const each of Object.values(isObject(functions) ? functions : {})) {
      counter.add('AWS::Lambda::Function', 1, place);
      if (isObject(each) && each.image !== undefined)
        launched.note('AWS::Lambda::Function', { PackageType: 'Image' });
      for (const event of asArray(isObject(each) ? each.events : null))
        for (const kind of typeof event === 'string' ? [event] : Object.keys(isObject(event) ? event : {})) {
          const type = MADE_BY_EVENT.get(kind);
          if (type !== undefined) made.add(type);
          else if (LISTENS.has(kind)) listened.add(kind);
        }
    }
  for (const type of made) counter.add(type, 1, place);
  const inside = templateOf(document.resources);
  const template = inside && readCloudFormation(file, inside);
  for (const [type, count] of template?.types ?? []) counter.add(type, count, place);
  const functions = counter.types.get('AWS::Lambda::Function') ?? 0;
  const notes = [
    ...(functions === 0
      ? []
      : [
          `${counted(functions, 'function')}; what their events make on deployment counts as one of each kind.`,
        ]),
    ...(template?.notes ?? []),
  ];
  if (listened.size > 0)
    notes.push(
      `Functions are started by ${listNames([...listened].sort())}. Add what is not in use yet, where it is part of this.`,
    );
  return {
    format: 'serverless',
    kind: 'cloudformation',
    types: counter.types,
    places: counter.places,
    parts: withParts(template?.parts ?? new Map(), launched.parts),
    notes,
  };
}

/** The template under `resources`; of several, their resources together. */
function templateOf(resources: unknown): Json | null {
  const parts = (Array.isArray(resources) ? resources : [resources]).flatMap((part) =>
    isObject(part) && isObject(part.Resources) ? [part.Resources] : [],
  );
  return parts.length === 0 ? null : { Resources: Object.assign(Object.create(null), ...parts) };
}
