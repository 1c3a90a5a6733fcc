import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckTables, ConfigControl, ProwlerCheck } from '../domain/evidence/findings.ts';
import { findDataFolder } from './data-folder.ts';
import type { Manifest } from './schema.ts';

let loaded: CheckTables | undefined;

/**
 * Which responsibilities the checks of Prowler, Security Hub and AWS Config bear on. Read when findings first come in, not
 * with the catalogue. Throws an Error that names the file when it is not the one that the manifest lists.
 */
export function loadChecks(): CheckTables {
  loaded ??= readChecks(findDataFolder());
  return loaded;
}

/** Reads and verifies the two tables of one folder. */
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
  const prowler = read('checks/prowler.json') as {
    readonly serviceNames: Readonly<Record<string, string>>;
    readonly checks: readonly ProwlerCheck[];
  };
  const hub = read('checks/security-hub.json') as { readonly checks: readonly ConfigControl[] };
  return {
    prowler: new Map(prowler.checks.map((check) => [check.check, check])),
    serviceNames: new Map(Object.entries(prowler.serviceNames)),
    controls: new Map(hub.checks.map((check) => [check.control.toLowerCase(), check])),
    rules: new Map(hub.checks.flatMap((check) => check.configRules.map((rule) => [rule, check] as const))),
  };
}
