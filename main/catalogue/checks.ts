import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckName, CheckTables, ConfigControl, ProwlerCheck } from '../domain/evidence/check-tables.ts';
import { findDataFolder } from './data-folder.ts';
import type { Manifest } from './schema.ts';

let loaded: CheckTables | undefined;

/**
 * Which responsibilities the checks of Prowler, Security Hub, AWS Config and other tools bear on. Read when findings first come
 * in, not with the catalogue. Throws an Error that names the file when it is not the one that the manifest lists.
 */
export function loadChecks(): CheckTables {
  loaded ??= readChecks(findDataFolder());
  return loaded;
}

interface ProwlerTable {
  readonly serviceNames: Readonly<Record<string, string>>;
  readonly formerly: Readonly<Record<string, readonly string[]>>;
  readonly checks: readonly ProwlerCheck[];
}
interface ToolTable {
  readonly names: Readonly<Record<string, CheckName>>;
  readonly benchmarks: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly tools: readonly {
    readonly tool: string;
    readonly duties: readonly {
      readonly responsibilities: readonly string[];
      readonly checks: readonly string[];
    }[];
  }[];
}

/** Reads and verifies the tables of one folder. */
export function readChecks(folder: string): CheckTables {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const read = (name: string): unknown => {
    const bytes = readFileSync(join(folder, name));
    if (createHash('sha256').update(bytes).digest('hex') !== manifest.files[name])
      throw new Error(
        `The catalogue file ${name} is not the one that this version shipped. Install Demarc again.`,
      );
    return JSON.parse(bytes.toString('utf8'));
  };
  const prowler = read('checks/prowler.json') as ProwlerTable;
  const hub = read('checks/security-hub.json') as { readonly checks: readonly ConfigControl[] };
  return {
    prowler: prowlerChecks(prowler),
    serviceNames: new Map(Object.entries(prowler.serviceNames)),
    controls: new Map(hub.checks.map((check) => [check.control.toLowerCase(), check])),
    rules: new Map(hub.checks.flatMap((check) => check.configRules.map((rule) => [rule, check] as const))),
    ...otherChecks(read('checks/other-tools.json') as ToolTable),
  };
}

/** By every id that a check has or had; what was one check and is several now bears on what all of them do. */
function prowlerChecks({ checks, formerly }: ProwlerTable): ReadonlyMap<string, ProwlerCheck> {
  const byId = new Map(checks.map((check) => [check.check, check]));
  for (const [check, names] of Object.entries(formerly)) {
    const now = names.flatMap((name) => byId.get(name) ?? []);
    const [first] = now;
    if (first)
      byId.set(check, {
        check,
        service: first.service,
        responsibilities: [...new Set(now.flatMap(({ responsibilities }) => responsibilities))],
      });
  }
  return byId;
}

function otherChecks({
  names,
  benchmarks,
  tools,
}: ToolTable): Pick<CheckTables, 'names' | 'benchmarks' | 'others' | 'beginnings'> {
  const all = tools.flatMap(({ tool, duties }) =>
    duties.flatMap(({ responsibilities, checks }) =>
      checks.map((check): [string, readonly string[]] => [`${tool}/${check}`, responsibilities]),
    ),
  );
  return {
    names: new Map(Object.entries(names)),
    benchmarks: new Map(
      Object.entries(benchmarks).flatMap(([id, duties]) =>
        Object.entries(duties).map(([item, all]): [string, readonly string[]] => [`${id} ${item}`, all]),
      ),
    ),
    others: new Map(all.filter(([check]) => !check.endsWith('*'))),
    beginnings: all
      .filter(([check]) => check.endsWith('*'))
      .map(([check, duties]): [string, readonly string[]] => [check.slice(0, -1), duties])
      .sort(([a], [b]) => b.length - a.length),
  };
}
