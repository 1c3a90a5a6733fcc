import { INITIAL_TABLES } from './0010-initial.ts';
import { makeViews } from './0020-views.ts';
import { addEditions } from './0030-editions.ts';
import { makeTables } from './make-tables.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema in its order, the same on both engines. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 10, name: 'tables', up: (portfolio) => makeTables(portfolio, INITIAL_TABLES) },
  { version: 20, name: 'views and access', up: makeViews },
  { version: 30, name: 'editions of providers, duties of controls', up: addEditions },
];
export const PORTFOLIO_SCHEMA = Math.max(...MIGRATIONS.map(({ version }) => version));
