import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyText } from '../../main/portfolio/copy-text.ts';
import { parseAddress } from '../../main/portfolio/target.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import fc, { runs } from '../support/property.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

test.each([
  [
    'postgresql://ann@db.example:5433/estate?sslmode=verify-full',
    { host: 'db.example', port: 5433, user: 'ann', database: 'estate', sslMode: 'verify-full' },
  ],
  [
    'postgres://db.example',
    { host: 'db.example', port: 5432, user: 'osuser', database: 'osuser', sslMode: 'prefer' },
  ],
  ['postgresql:///estate?host=/var/run/postgresql', { host: '/var/run/postgresql', database: 'estate' }],
  ['postgresql://ann%40corp@[::1]/my%20estate', { host: '::1', user: 'ann@corp', database: 'my estate' }],
  ['postgresql://', { host: 'localhost', user: 'osuser' }],
])('%s is read as libpq reads it', (address, meant) => {
  expect(parseAddress(address, { USER: 'osuser' })).toMatchObject(meant);
});

test('what an address leaves out comes from the environment', () => {
  const env = {
    PGHOST: 'h',
    PGPORT: '6000',
    PGUSER: 'u',
    PGDATABASE: 'd',
    PGSSLMODE: 'require',
    PGSSLROOTCERT: 'r',
  };
  expect(parseAddress('postgresql://', env)).toMatchObject({
    name: 'postgresql://u@h:6000/d',
    sslMode: 'require',
    sslRootCert: 'r',
  });
});

test('the roots of the system are used to check the name as well, and with nothing less, as libpq has it', () => {
  const system = { sslMode: 'verify-full', sslRootCert: 'system' };
  expect(parseAddress('postgresql://db/estate?sslrootcert=system', {})).toMatchObject(system);
  expect(parseAddress('postgresql://db/estate', { PGSSLROOTCERT: 'system' })).toMatchObject(system);
  expect(
    parseAddress('postgresql://db/estate?sslrootcert=system&sslmode=verify-full', { PGSSLMODE: 'prefer' }),
  ).toMatchObject(system);
  for (const mode of ['disable', 'allow', 'prefer', 'require', 'verify-ca']) {
    const weak = `sslmode=${mode} is too weak`;
    expect(() => parseAddress(`postgresql://db/estate?sslrootcert=system&sslmode=${mode}`, {})).toThrow(weak);
    expect(() => parseAddress('postgresql://db/?sslrootcert=system', { PGSSLMODE: mode })).toThrow(weak);
  }
});

test.each([
  ['mysql://db/estate', 'neither'],
  ['postgresql://db/estate?sslmode=maybe', 'There are: disable, allow'],
  ['postgresql://db/estate?passfile=x', '"passfile", which is not known'],
  ['postgresql://db:99999/estate', 'cannot be read'],
  ['postgresql://db/estate?port=0', 'whole number'],
  ['postgresql://db/%zz', 'a % that begins no character'],
])('%s is refused', (address, why) => {
  expect(() => parseAddress(address, {})).toThrow(why);
});

test('a password in an address is refused with the remedy, and stands in no message, file or log', async () => {
  const folder = temporaryFolder();
  const path = await teamWorkbook(folder, 'a', { title: 'A' });
  for (const address of [
    'postgresql://ann:hunter2secret@localhost:1/estate',
    'postgresql://ann@localhost:1/estate?password=hunter2secret',
    'postgresql://localhost:1/estate?sslpassword=hunter2secret',
  ]) {
    const told = await runAtOnce('publish', path, '--to', address, '--json');
    expect([told.status, told.err]).toEqual([2, expect.stringContaining('PGPASSWORD')]);
    expect(`${told.out}${told.err}`).not.toContain('hunter2secret');
  }
  process.env.PGPASSWORD = 'hunter2secret';
  const unreachable = await runAtOnce(
    'publish',
    path,
    '--to',
    'postgresql://ann@localhost:1/estate',
    '--json',
  );
  delete process.env.PGPASSWORD;
  expect([unreachable.status, JSON.parse(unreachable.out)]).toMatchObject([
    3,
    { error: { code: 'UNREACHABLE' } },
  ]);
  const data = process.env.DEMARC_DATA_DIR ?? '';
  const files = [folder, data]
    .filter(existsSync)
    .flatMap((root) =>
      readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    );
  for (const entry of files)
    expect(readFileSync(join(entry.parentPath, entry.name), 'latin1'), entry.name).not.toContain(
      'hunter2secret',
    );
  expect(`${unreachable.out}${unreachable.err}`).not.toContain('hunter2secret');
});

/** What COPY does with a line of its text format, from its documentation. */
function readCopy(line: string): readonly (string | null)[] {
  expect(line.endsWith('\n')).toBe(true);
  const back: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
  return line
    .slice(0, -1)
    .split('\t')
    .map((cell) =>
      cell === '\\N' ? null : cell.replace(/\\(.)/g, (_, letter: string) => back[letter] ?? letter),
    );
}

test('whatever stands in a cell comes out of COPY as it went in', () => {
  const cell = fc.option(
    fc.string({ unit: fc.constantFrom('a', '\\', '\n', '\r', '\t', 'N', 'n', 'é', '😀', '.') }),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
      const line = copyText(cells);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(readCopy(line)).toEqual(cells);
    }),
    { numRuns: runs(200) },
  );
});
