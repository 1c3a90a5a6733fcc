import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import type { Found, PartsOf } from '../found.ts';

// Amazon Aurora, Amazon RDS, Amazon DocumentDB and Amazon Neptune share resource types: an AWS::RDS::DBInstance is a member of an Aurora cluster or an instance of
// its own, an AWS::RDS::DBCluster is Aurora or a Multi-AZ DB cluster of RDS (User Guide, "Multi-AZ DB cluster deployments"), and
// subnet groups, parameter groups and proxies are of either.

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
/** What only Aurora has, an instance of its own, and what stands beside either; in the words of each kind of file. */
const AURORA =
  /^(AWS::RDS::(DBCluster|GlobalCluster)|aws_rds_(cluster|global_cluster)|rds:(cluster|global-cluster)|aws:rds\/(cluster|clusterInstance|globalCluster):\w+|aws-native:rds:(D[bB]Cluster|GlobalCluster))$/;
const ALONE =
  /^(AWS::RDS::DBInstance|aws_db_instance|rds:db|aws:rds\/instance:Instance|aws-native:rds:D[bB]Instance)$/;
const EITHER = /^(AWS::RDS::|aws_db_|rds:|aws:rds\/|aws-native:rds:)/;

/** Whether a type is one that only Aurora has, as far as the engine does not say otherwise. */
export const isAurora = (type: string): boolean => AURORA.test(type);

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
    ...(members > 0 ? [[INSTANCE, [{ as: CLUSTER, count: members }]] as const] : []),
    ...(multiAz > 0 ? [[CLUSTER, [{ as: INSTANCE, count: multiAz }]] as const] : []),
  ]);
}

/** What stands for a database of an engine, as an inventory says it of each: of a cluster of Aurora a cluster, so that what nothing is said of is known. */
export class Databases {
  readonly #parts = new Map<string, Map<string, number>>();

  /** `cluster`: what the inventory calls the cluster that it is a member of, if any. */
  note(type: string, engine: unknown, cluster: unknown = null): void {
    const as = standsFor(type, asText(engine) ?? '', asText(cluster) !== null);
    if (as === null) return;
    const counts = this.#parts.get(type) ?? new Map<string, number>();
    this.#parts.set(type, counts.set(as, (counts.get(as) ?? 0) + 1));
  }

  get parts(): PartsOf {
    return new Map(
      [...this.#parts].map(([type, counts]) => [type, [...counts].map(([as, count]) => ({ as, count }))]),
    );
  }
}

const CLUSTERS: readonly (readonly [engine: RegExp, type: string])[] = [
  [/^aurora/i, CLUSTER],
  [/^docdb/i, 'AWS::DocDB::DBCluster'],
  [/^neptune/i, 'AWS::Neptune::DBCluster'],
];

function standsFor(type: string, engine: string, isMember: boolean): string | null {
  const isAlone = ALONE.test(type);
  if (!isAlone && !AURORA.test(type)) return null;
  const known = CLUSTERS.find(([of]) => of.test(engine))?.[1];
  if (isAlone) return known ?? (isMember && engine === '' ? CLUSTER : null);
  if (known !== undefined) return known;
  // A Multi-AZ DB cluster of RDS has an engine that is none of theirs.
  return engine === '' ? null : INSTANCE;
}

/** What stands beside databases belongs to Aurora where a file has no other database. */
export function withDatabaseParts(found: Found): Found {
  const left = (type: string, count: number) => count - partsAside(found, type);
  const types = [...found.types].filter(([type]) => !found.notInUse?.has(type));
  const rest = types.filter(([type]) => EITHER.test(type) && !AURORA.test(type) && !ALONE.test(type));
  const onlyAurora =
    types.some(([type, count]) => AURORA.test(type) && left(type, count) > 0) &&
    !types.some(([type, count]) => ALONE.test(type) && left(type, count) > 0) &&
    partsAside(found, CLUSTER) === 0;
  const members = types.filter(([type, count]) => ALONE.test(type) && left(type, count) > 0);
  const clusters = types.filter(
    ([type, count]) => /cluster$/i.test(type) && AURORA.test(type) && left(type, count) > 0,
  );
  const isSaid = [...(found.parts?.keys() ?? [])].some((type) => partsAside(found, type) > 0);
  if (TELLS_NO_MEMBERS.has(found.format) && members.length > 0 && clusters.length > 0 && !isSaid)
    return {
      ...found,
      notes: [
        ...found.notes,
        'It has database clusters and instances, and does not say which instances are members of a cluster. Where all are, Amazon Aurora is in use and Amazon RDS is not.',
      ],
    };
  if (!onlyAurora || rest.length === 0) return found;
  return {
    ...found,
    parts: new Map([
      ...(found.parts ?? []),
      ...rest.map(([type, count]) => [type, [{ as: CLUSTER, count }]] as const),
    ]),
  };
}

/** How many of a type are something else than it says by itself: a cluster of Aurora is a cluster. */
const partsAside = ({ parts }: Found, type: string): number =>
  (parts?.get(type) ?? []).reduce(
    (sum, { as, count }) => (as === CLUSTER && AURORA.test(type) ? sum : sum + count),
    0,
  );

/** How many clusters are taken for Aurora's though nothing says of which engine they are. */
export const clustersGuessed = ({ format, types, parts }: Found): number =>
  TELLS_NO_MEMBERS.has(format)
    ? [...types].reduce((sum, [type, count]) => {
        const said = (parts?.get(type) ?? []).reduce((all, part) => all + part.count, 0);
        return AURORA.test(type) ? sum + count - said : sum;
      }, 0)
    : 0;

/** Kinds of files that list databases without their engines. */
const TELLS_NO_MEMBERS: ReadonlySet<string> = new Set(['resource-explorer', 'tag-editor', 'config', 'arns']);

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
