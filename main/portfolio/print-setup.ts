import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { migrateStatements } from './migrate.ts';
import { SCHEMA } from './server.ts';
import { SETUP_STATEMENTS } from './setup.ts';
import type { Tables } from './tables.ts';

/** Every statement by which a portfolio is set up on an empty server, in their order, without asking one. */
export async function setupStatements(options: {
  readonly now: string;
  readonly program: string;
}): Promise<readonly string[]> {
  const statements: string[] = [];
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (asked) => new PostgresIntrospector(asked),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => {
      statements.push(withValues(query));
    },
  });
  const run = async (statement: string): Promise<void> => {
    statements.push(statement);
  };
  await migrateStatements({ db: db.withSchema(SCHEMA), engine: 'postgres', run }, options);
  return ['BEGIN', ...statements, ...SETUP_STATEMENTS, 'COMMIT'];
}

/** Only the list of steps has values. */
const withValues = ({ sql, parameters }: CompiledQuery): string =>
  sql.replace(/\$(\d+)/g, (_, number: string) => {
    const value = parameters[Number(number) - 1];
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  });
