import type { Connection } from '../connection.ts';
import { initial } from './0010-initial.ts';
import { desk } from './0020-desk.ts';
import { findings } from './0030-findings.ts';
import { claims } from './0040-claims.ts';
import { controlTexts } from './0050-control-texts.ts';
import { merge } from './0060-merge.ts';

/** One step of the schema. Versions go up in tens, steps are only ever added at the end. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [initial, desk, findings, claims, controlTexts, merge];
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/** Brings a file from its own version to `upTo`, each step in its own transaction; returns the steps taken. */
export function migrate(connection: Connection, from: number, upTo: number = SCHEMA_VERSION): number {
  const steps = MIGRATIONS.filter((step) => step.version > from && step.version <= upTo);
  for (const step of steps)
    connection.write(() => {
      connection.raw.exec(step.sql);
      connection.raw.pragma(`user_version = ${step.version}`);
    });
  return steps.length;
}
