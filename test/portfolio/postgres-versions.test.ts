import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setupStatements } from '../../main/portfolio/print-setup.ts';
import { PROJECT } from '../support/cli.ts';

/**
 * What PostgreSQL 14, the oldest that docs/portfolio.md promises, does not have, by the version that brought it
 * (https://www.postgresql.org/docs/release/15.0/ and so on). The server of the tests is newer and would take it.
 */
const NEWER: readonly (readonly [version: number, what: RegExp])[] = [
  [15, /\bMERGE\s+INTO\b|\.mergeInto\(/i],
  [15, /\bNULLS\s+NOT\s+DISTINCT\b/i],
  [15, /\bsecurity_invoker\b/i],
  [15, /\bregexp_(count|instr|like|substr)\s*\(/i],
  [15, /\bGRANT\s+(SET|ALTER\s+SYSTEM)\s+ON\b/i],
  [15, /\bON\s+DELETE\s+SET\s+(NULL|DEFAULT)\s*\(/i],
  [15, /\bhas_parameter_privilege\b|\bpg_wal_\w+_recordinfo\b|\brange_agg\s*\(\s*\w*multirange/i],
  [16, /\bJSON_(ARRAY|OBJECT)(AGG)?\s*\(|\bIS\s+(NOT\s+)?JSON\b/i],
  [16, /\bany_value\s*\(|\barray_(shuffle|sample)\s*\(|\brandom_normal\s*\(|\bdate_(add|subtract)\s*\(/i],
  [16, /\bWITH\s+(INHERIT|SET)\s+(TRUE|FALSE|OPTION)\b|\bSYSTEM_USER\b|\bpg_input_is_valid\b/i],
  [16, /\b0x[0-9a-f]+::|\b\d+_\d+\b/i],
  [17, /\bJSON_(TABLE|EXISTS|QUERY|VALUE|SCALAR|SERIALIZE)\b|\bMERGE_ACTION\b/i],
  [17, /\bpg_maintain\b|\bGRANT\s+MAINTAIN\b|\bON_ERROR\b|\brandom\s*\(\s*\d/i],
  [
    18,
    /\buuidv[47]\s*\(|\bVIRTUAL\b|\bRETURNING\s+(WITH|old\.|new\.)|\bWITHOUT\s+OVERLAPS\b|\bNOT\s+ENFORCED\b/i,
  ],
];
const tooNew = (sql: string): readonly string[] =>
  NEWER.flatMap(([version, what]) => {
    const found = what.exec(sql);
    return found ? [`${found[0]} (PostgreSQL ${version})`] : [];
  });

test('nothing that the portfolio says to a server needs more than PostgreSQL 14', async () => {
  const setup = await setupStatements({ now: '2026-11-29T00:00:00.000Z', program: '1' });
  expect(setup.length).toBeGreaterThan(50);
  expect(setup.flatMap(tooNew)).toEqual([]);
  const folder = join(PROJECT, 'main', 'portfolio');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
  expect(sources.length).toBeGreaterThan(20);
  for (const path of sources) {
    const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^\s*)\/\/.*$/gm, '');
    expect({ path, newer: tooNew(code.replaceAll(/\b\d{1,3}(_\d{3})+\b/g, '0')) }).toEqual({
      path,
      newer: [],
    });
  }
  const page = readFileSync(join(PROJECT, 'docs', 'portfolio.md'), 'utf8');
  for (const [, statement = ''] of page.matchAll(/```sql \w+\n([\s\S]*?)```/g))
    expect(tooNew(statement)).toEqual([]);
});

test('what is newer would be found', () => {
  for (const statement of [
    'MERGE INTO duty USING incoming ON true WHEN MATCHED THEN DELETE',
    'CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT',
    'CREATE VIEW v WITH (security_invoker = true) AS SELECT 1',
    'SELECT any_value(title) FROM publication',
    'SELECT * FROM JSON_TABLE(x, y)',
    'SELECT uuidv7()',
  ])
    expect(tooNew(statement)).toHaveLength(1);
});
