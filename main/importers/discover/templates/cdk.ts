import { invalidInput } from '../../../contract/errors.ts';
import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { LaunchTypes } from '../exports/launch-types.ts';
import { type Found, type Link, listNames, type Place, TypeCounter } from '../found.ts';

// The AWS CDK: the manifest of a cloud assembly (cdk.out), which names the templates beside it, and what CDK for Terraform
// synthesises (cdk.tf.json), which is Terraform configuration as JSON with every resource written out.

/** Whether a document is the manifest of an assembly: artifacts by name, some of them stacks or other things of the CDK. */
export const isCdkManifest = (document: unknown): document is Json =>
  isObject(document) &&
  isObject(document.artifacts) &&
  Object.values(document.artifacts).some(
    (artifact) => isObject(artifact) && /^(aws:cloudformation:stack|cdk:)/.test(String(artifact.type)),
  );

/** The stacks of an assembly. It holds no resource itself; the templates that it names do. */
export function readCdkManifest(document: Json): Found {
  const links: Link[] = [];
  let stacks = 0;
  const artifacts = isObject(document.artifacts) ? document.artifacts : {};
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isObject(artifact)) continue;
    // An assembly in a folder of its own has a manifest of its own.
    if (artifact.type === 'cdk:cloud-assembly' && isObject(artifact.properties)) {
      const folder = asText(artifact.properties.directoryName);
      links.push({
        from: id,
        file: folder === null ? null : `${folder.replaceAll('\\', '/')}/manifest.json`,
      });
    }
    if (artifact.type !== 'aws:cloudformation:stack') continue;
    stacks += 1;
    const template = isObject(artifact.properties) ? asText(artifact.properties.templateFile) : null;
    links.push({
      from: id,
      file: template?.replaceAll('\\', '/') ?? null,
      place: placeOfEnvironment(asText(artifact.environment)),
    });
  }
  return {
    format: 'cdk',
    kind: 'cloudformation',
    types: new Map(),
    notes: [`It names ${counted(stacks, 'stack')} of the CDK; what they hold is in their templates.`],
    links,
  };
}

/** `aws://111122223333/eu-west-1`; an account or a Region that is only known on deployment is none. */
function placeOfEnvironment(environment: string | null): Place {
  const [, account, region] = /^aws:\/\/([^/]*)\/([^/]*)$/.exec(environment ?? '') ?? [];
  return { account, region };
}

/** Whether a document is configuration of Terraform in JSON, with its resources by type and name. */
export const isTerraformJson = (document: unknown): document is Json =>
  isObject(document) &&
  (document.resource === undefined
    ? '//' in document && 'provider' in document
    : isObject(document.resource) &&
      Object.values(document.resource).every(isObject) &&
      ('//' in document || 'terraform' in document || 'provider' in document));

const WITH_MODULES =
  'Give a plan, which has them: "terraform plan -out plan", then "terraform show -json plan > plan.json".';

/** The resources of Terraform configuration in JSON, as CDK for Terraform writes it out: one for each entry. */
export function readTerraformJson(file: string, document: Json): Found {
  const counter = new TypeCounter(file);
  const launched = new LaunchTypes();
  const regions = regionsOfProviders(document.provider);
  const loops: string[] = [];
  for (const [type, entries] of Object.entries(isObject(document.resource) ? document.resource : {})) {
    for (const [name, entry] of Object.entries(isObject(entries) ? entries : {})) {
      const given = isObject(entry) ? entry : {};
      if ('count' in given || 'for_each' in given) loops.push(`${type}.${name}`);
      // A resource without a provider of its own is in the Region of the only one.
      counter.add(type, 1, {
        account: null,
        region: given.region ?? (regions.length === 1 ? regions[0] : null),
      });
      launched.note(type, given);
    }
  }
  const modules = isObject(document.module) ? Object.keys(document.module) : [];
  if (counter.types.size === 0)
    throw invalidInput(
      modules.length > 0
        ? `${file} declares no resource but those of its modules, which it does not name. ${WITH_MODULES}`
        : `${file} declares no resource. Give the cdk.tf.json of a stack that does.`,
    );
  return {
    format: 'terraform-json',
    kind: 'terraform',
    types: counter.types,
    places: counter.places,
    parts: launched.parts,
    notes: [
      ...(loops.length > 0
        ? [`${counted(loops.length, 'entry', 'entries')} with count or for_each counted as one each.`]
        : []),
      ...(modules.length > 0
        ? [
            `What ${counted(modules.length, 'module')} of it will make is not counted: ${listNames(modules)}. ${WITH_MODULES}`,
          ]
        : []),
      'It says what will be made, not what exists: "terraform show -json > state.json" says that.',
    ],
  };
}

function regionsOfProviders(provider: unknown): readonly unknown[] {
  const aws = isObject(provider) ? provider.aws : null;
  return (Array.isArray(aws) ? aws : asArray([aws])).flatMap((each) =>
    isObject(each) && each.region ? [each.region] : [],
  );
}
