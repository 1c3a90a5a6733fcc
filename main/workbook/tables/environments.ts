import type { Environment } from '../../contract/environments.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

export const listEnvironments = (db: ReadDb): readonly Environment[] =>
  db.all<Environment>('SELECT id, name, account, regions FROM environment ORDER BY name COLLATE NOCASE, id');

/** Adds an environment, or replaces the one with its id. */
export const writeEnvironment = (db: WriteDb, environment: Environment): void => {
  db.run(
    `INSERT INTO environment (id, name, account, regions) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, account = excluded.account, regions = excluded.regions`,
    environment.id,
    environment.name,
    environment.account,
    environment.regions,
  );
};
export const deleteEnvironment = (db: WriteDb, id: string): number =>
  db.run('DELETE FROM environment WHERE id = ?', id);
