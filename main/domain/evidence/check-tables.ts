import type { Finding } from '../../contract/findings.ts';

// Which responsibilities the checks of scanners bear on.

export interface ProwlerCheck {
  readonly check: string;
  readonly service: string;
  /** The most direct one first. */
  readonly responsibilities: readonly string[];
}
export interface ConfigControl {
  readonly control: string;
  readonly configRules: readonly string[];
  readonly responsibilities: readonly string[];
}
export interface CheckName {
  readonly title: string;
  /** As the names of `serviceNames`. */
  readonly service: string;
}
export interface CheckTables {
  /** Today's ids, and those that a check had before. */
  readonly prowler: ReadonlyMap<string, ProwlerCheck>;
  /** Prowler's short name of a service -> the name that the catalogue can recognise. */
  readonly serviceNames: ReadonlyMap<string, string>;
  /** By control id in lower case. */
  readonly controls: ReadonlyMap<string, ConfigControl>;
  /** By the name of the AWS Config rule. */
  readonly rules: ReadonlyMap<string, ConfigControl>;
  /** Of checks whose files give an id only. */
  readonly names: ReadonlyMap<string, CheckName>;
  /** Recommendations of editions of CIS that are no frameworks here, by `cis-aws-1.4 1.12`. */
  readonly benchmarks: ReadonlyMap<string, readonly string[]>;
  /** Checks of other tools, by `tool/check`, and what they begin with, the longest first. */
  readonly others: ReadonlyMap<string, readonly string[]>;
  readonly beginnings: readonly (readonly [string, readonly string[]])[];
}

/**
 * The responsibilities that a check bears on, the most direct first; undefined for an unknown one. By Prowler's check id;
 * else by control id; else by the Config rule, whose deployed name has additions; else by the tool that it names.
 */
export function responsibilitiesOf(
  finding: Pick<Finding, 'source' | 'check' | 'rule'>,
  tables: CheckTables,
): readonly string[] | undefined {
  const { source, check } = finding;
  if (check.includes('/')) {
    const known =
      tables.others.get(check) ?? tables.beginnings.find(([begin]) => check.startsWith(begin))?.[1];
    if (known) return known;
  }
  if (source === 'prowler') return tables.prowler.get(check)?.responsibilities;
  return controlOf(finding, tables)?.responsibilities;
}

/** The control of Security Hub that a check is, or whose AWS Config rule it is; undefined for an unknown one. */
export function controlOf(
  { check, rule }: Pick<Finding, 'check' | 'rule'>,
  { controls, rules }: CheckTables,
): ConfigControl | undefined {
  const names = ruleNames(rule ?? check).map((name) => rules.get(name));
  return controls.get(check.toLowerCase()) ?? names.find((known) => known !== undefined);
}

/** The finding with the name and the service of its check, where its file gives only an id. */
export function nameFinding(finding: Finding, { names }: CheckTables): Finding {
  const name = names.get(finding.check);
  if (!name) return finding;
  const { title, service } = finding;
  return {
    ...finding,
    title: title === finding.check ? name.title : title,
    service: service ?? name.service,
  };
}

/** `securityhub-<rule>-<random>` and `<rule>-conformance-pack-<random>` -> the name as written, then the rule's own. */
export function ruleNames(deployed: string): readonly string[] {
  const plain = deployed.replace(/^securityhub-/, '').replace(/-conformance-pack-[a-z0-9]+$/i, '');
  return [...new Set([deployed, plain, plain.replace(/-[a-z0-9]{6,10}$/i, '')])];
}
