import { asArray, asText, type Found, isObject, type Json, type PartsOf } from './found.ts';

// Amazon Aurora and Amazon RDS share resource types: an AWS::RDS::DBInstance is a member of an Aurora cluster or an instance of
// its own, an AWS::RDS::DBCluster is Aurora or a Multi-AZ DB cluster of RDS (User Guide, "Multi-AZ DB cluster deployments"), and
// subnet groups, parameter groups and proxies are of either.

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
/** What only Aurora has, an instance of its own, and what stands beside either; in the words of each kind of file. */
const AURORA =
  /^(AWS::RDS::(DBCluster|GlobalCluster)|aws_rds_(cluster|global_cluster)|rds:(cluster|global-cluster))$/;
const ALONE = /^(AWS::RDS::DBInstance|aws_db_instance|rds:db)$/;
const EITHER = /^(AWS::RDS::|aws_db_|rds:)/;

/** Which databases of a template are Aurora's and which are RDS's, where their types alone do not say it. */
export function databasesIn(template: Json): PartsOf {
  const resources = isObject(template.Resources) ? Object.values(template.Resources).filter(isObject) : [];
  let members = 0;
  let multiAz = 0;
  for (const { Type: type, Properties: properties } of resources) {
    const given = isObject(properties) ? properties : {};
    const engines = textsOf(given.Engine, template);
    const aurora = engines.length > 0 && engines.every((engine) => /^aurora/i.test(engine));
    if (type === INSTANCE && (given.DBClusterIdentifier !== undefined || aurora)) members += 1;
    if (type === CLUSTER && engines.length > 0 && !engines.some((engine) => /^aurora/i.test(engine)))
      multiAz += 1;
  }
  return new Map([
    ...(members > 0 ? [[INSTANCE, { as: CLUSTER, count: members }] as const] : []),
    ...(multiAz > 0 ? [[CLUSTER, { as: INSTANCE, count: multiAz }] as const] : []),
  ]);
}

/** What stands beside databases belongs to Aurora where a file has no other database. */
export function withDatabaseParts(found: Found): Found {
  const left = (type: string, count: number) => count - (found.parts?.get(type)?.count ?? 0);
  const types = [...found.types].filter(([type]) => !found.notInUse?.has(type));
  const rest = types.filter(([type]) => EITHER.test(type) && !AURORA.test(type) && !ALONE.test(type));
  const onlyAurora =
    types.some(([type, count]) => AURORA.test(type) && left(type, count) > 0) &&
    !types.some(([type, count]) => ALONE.test(type) && left(type, count) > 0) &&
    !found.parts?.has(CLUSTER);
  if (!onlyAurora || rest.length === 0) return found;
  return {
    ...found,
    parts: new Map([
      ...(found.parts ?? []),
      ...rest.map(([type, count]) => [type, { as: CLUSTER, count }] as const),
    ]),
  };
}

const MOST_VALUES = 50;

/**
 * What a value of a template can be, as far as the template itself says it: written out, the default of a parameter, or an entry
 * of a mapping. Where a mapping is asked by something known only on deployment, every entry of that name. None when unknown.
 */
function textsOf(value: unknown, template: Json): readonly string[] {
  const text = asText(value);
  if (text !== null) return [text];
  if (!isObject(value)) return [];
  const parameters = isObject(template.Parameters) ? template.Parameters : {};
  const name = asText(value.Ref);
  if (name !== null) {
    const parameter = parameters[name];
    const fallback = isObject(parameter) ? asText(parameter.Default) : null;
    return fallback === null ? [] : [fallback];
  }
  const [, yes, no] = asArray(value['Fn::If']);
  if (yes !== undefined) {
    const both = [yes, no].map((side) => (isObject(side) && 'Fn::If' in side ? [] : textsOf(side, template)));
    return both.every((side) => side.length > 0) ? both.flat() : [];
  }
  return mappedTexts(asArray(value['Fn::FindInMap']), template);
}

/** The first values of a part of a mapping, looked up once: thousands of resources may ask for the same. */
function firstValues(of: Json): readonly unknown[] {
  const known = FIRST_VALUES.get(of);
  if (known) return known;
  const first = Object.values(of).slice(0, MOST_VALUES);
  FIRST_VALUES.set(of, first);
  return first;
}
const FIRST_VALUES = new WeakMap<Json, readonly unknown[]>();

function mappedTexts([map, first, second]: readonly unknown[], template: Json): readonly string[] {
  const mappings = isObject(template.Mappings) ? template.Mappings : {};
  const keys = (key: unknown, of: Json): readonly unknown[] => {
    const known = isObject(key) && 'Fn::FindInMap' in key ? [] : textsOf(key, template);
    return known.length > 0 ? known.map((name) => of[name]) : firstValues(of);
  };
  const name = asText(map);
  const mapping = name === null ? null : mappings[name];
  if (!isObject(mapping)) return [];
  return keys(first, mapping)
    .filter(isObject)
    .flatMap((entry) => keys(second, entry))
    .flatMap((value) => asText(value) ?? [])
    .slice(0, MOST_VALUES);
}
