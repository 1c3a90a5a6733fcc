import type { Connection } from '../connection.ts';
import { initial } from './0010-initial.ts';
import { desk } from './0020-desk.ts';
import { findings } from './0030-findings.ts';
import { claims } from './0040-claims.ts';
import { controlTexts } from './0050-control-texts.ts';
import { merge } from './0060-merge.ts';
import { closedFindings } from './0070-closed-findings.ts';
import { state } from './0080-state.ts';
import { signatures } from './0090-signatures.ts';
import { meetings } from './0100-meetings.ts';
import { contents } from './0110-contents.ts';
import { parking } from './0120-parking.ts';
import { tags } from './0130-tags.ts';
import { marks } from './0140-marks.ts';
import { twoPairsOfEyes } from './0150-two-pairs-of-eyes.ts';
import { erasure } from './0160-erasure.ts';
import { commonControls } from './0170-common-controls.ts';
import { houseRules } from './0180-house-rules.ts';
import { begunFrom } from './0190-begun-from.ts';
import { providers } from './0200-providers.ts';
import { serviceEnvironments } from './0210-service-environments.ts';
import { waysOfWorking } from './0220-ways-of-working.ts';
import { proposals } from './0230-proposals.ts';
import type { Migration } from './migration.ts';
import present from './schema.snapshot.json' with { type: 'json' };

export const MIGRATIONS: readonly Migration[] = [
  initial,
  desk,
  findings,
  claims,
  controlTexts,
  merge,
  closedFindings,
  state,
  signatures,
  meetings,
  contents,
  parking,
  tags,
  marks,
  twoPairsOfEyes,
  erasure,
  commonControls,
  houseRules,
  begunFrom,
  providers,
  serviceEnvironments,
  waysOfWorking,
  proposals,
];
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/**
 * Brings a file from its own version to `upTo`, each step in its own transaction; returns the steps taken. The version is asked of the
 * connection: after a kill the first page on the disk may still say the one from before, while the log beside it has every step.
 * An empty file gets the present schema at once, in a tenth of the time that its steps take one after the other.
 */
export function migrate(connection: Connection, upTo: number = SCHEMA_VERSION): number {
  const from = connection.raw.pragma('user_version', { simple: true }) as number;
  const steps = MIGRATIONS.filter((step) => step.version > from && step.version <= upTo);
  const written = from === 0 && upTo === present.version ? [{ version: upTo, sql: presentSchema() }] : steps;
  for (const step of written)
    connection.write(() => {
      connection.raw.exec(step.sql);
      connection.raw.pragma(`user_version = ${step.version}`);
    });
  return steps.length;
}

/** What all steps come to, statement by statement as SQLite has them after the last. */
const presentSchema = (): string => Object.values(present.objects).join(';\n');
