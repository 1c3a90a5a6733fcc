import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { demarc, PROJECT } from '../support/cli.ts';
import { SHOP } from '../support/cli-shop.ts';
import { shownChanges } from '../support/shown-changes.ts';
import { temporaryFolder } from '../support/temp.ts';

const DOCS = join(PROJECT, 'docs');
const pages = readdirSync(DOCS).filter((name) => name.endsWith('.md'));
const read = (path: string) => readFileSync(path, 'utf8');
/** The words of a command, "in quotes" or not. */
const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|((?:[^\s"]|"[^"]*")+)/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('"', ''),
  );
const commandsOf = (page: string) =>
  [...read(join(DOCS, page)).matchAll(/^ {4}demarc (.+)$/gm)].map(([, line = '']) => line);

/** Takes services out of the example: a long register takes long to write, again and again. */
const without = (...services: readonly string[]) =>
  `steps:\n${services.map((service) => `  - remove service: {service: ${service}}\n`).join('')}`;
/** What the page does not name, and what it names no more once documents are made. */
const SHORTER = without(
  'shop-front',
  'shop-cdn',
  'shop-web',
  'shop-web-scaling',
  'shop-web-disks',
  'shop-lb',
  'shop-api',
  'shop-functions',
  'access',
  'keys',
  'audit-trail',
  'certificates',
  'edge-waf',
);
const SHORTEST = without('reporting-db', 'orders-db-test', 'order-queue');

/**
 * What makes a workbook of the page shorter once a line has been run that begins so: one that is new, or that was just given a framework
 * with many controls, lists every one of them in each of its documents.
 */
const SHORTER_AFTER: readonly (readonly [begins: string, ...commands: readonly (readonly string[])[]])[] = [
  ['new shop.demarc ', ['apply', 'shop.demarc', 'shorter.yaml']],
  ['scope shop.demarc --title ', ['scope', 'shop.demarc', '--framework', 'iso-27001-2022']],
  ['rules shop.demarc ', ['apply', 'shop.demarc', 'shortest.yaml']],
  [
    'export shop.demarc --layout oscal-component-definition ',
    ['scope', 'shop.demarc', '--framework', 'iso-27017-2026'],
  ],
  ['new year.demarc ', ['scope', 'year.demarc', '--framework', 'iso-27017-2026']],
  ['apply year.demarc changes.yaml', ['scope', 'year.demarc', '--framework', 'iso-27017-2026']],
];

test('every command of the page on the command line does what it says, one after the other', {
  tags: 'long',
}, () => {
  const folder = temporaryFolder();
  copyFileSync(SHOP, join(folder, 'template.yaml'));
  writeFileSync(join(folder, 'minutes.pdf'), '%PDF-1.4\n');
  writeFileSync(join(folder, 'changes.yaml'), shownChanges());
  writeFileSync(join(folder, 'shorter.yaml'), SHORTER);
  writeFileSync(join(folder, 'shortest.yaml'), SHORTEST);
  const inventory = (name: string) => readFileSync(join(PROJECT, 'test', 'fixtures', 'importers', name));
  mkdirSync(join(folder, 'cdk.out'));
  writeFileSync(join(folder, 'cdk.out', 'manifest.json'), inventory('manifest.json'));
  writeFileSync(join(folder, 'bill.csv.gz'), gzipSync(inventory('cur-2.csv')));
  writeFileSync(join(folder, 'arns.txt'), inventory('mail.txt'));
  writeFileSync(join(folder, 'accounts.json'), inventory('accounts.json'));
  writeFileSync(join(folder, 'systems.csv'), 'System,Engine,Stage,Owner\nMail,SES,prod,Ann Lee\n');
  const findings = (name: string) => readFileSync(join(PROJECT, 'test', 'fixtures', 'findings', name));
  writeFileSync(join(folder, 'prowler-output.csv'), findings('prowler-3.csv'));
  writeFileSync(join(folder, 'guardduty.json'), findings('guardduty.json'));
  writeFileSync(join(folder, 'cis-2027.json'), findings('steampipe.json'));
  writeFileSync(join(folder, 'findings.json'), findings('macie.json'));
  const env = { DEMARC_DATA_DIR: join(folder, 'data') };
  const commands = commandsOf('command-line.md');
  expect(commands.length).toBeGreaterThan(25);
  for (const line of commands) {
    const { status, err } = demarc(words(line), { cwd: folder, env });
    expect({ line, status, err: Number(status) > 1 ? err : '' }).toEqual({
      line,
      // The example has gaps of that severity.
      status: line.includes('--fail-on') ? 1 : 0,
      err: '',
    });
    const [, ...shorter] = SHORTER_AFTER.find(([begins]) => line.startsWith(begins)) ?? [''];
    for (const each of shorter)
      expect(demarc(each, { cwd: folder, env })).toMatchObject({ status: 0, err: '' });
  }
  const named = commands.flatMap((line) => words(line)).filter((word) => /^[\w-]+\.\w{3,6}$/.test(word));
  expect(named.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
});

test('the commands of the pages are ones that the program knows, with their options', () => {
  const folder = temporaryFolder();
  const lines = pages.flatMap((page) => commandsOf(page));
  expect(lines.length).toBeGreaterThan(40);
  const helps = new Map<string, ReturnType<typeof demarc>>();
  for (const line of lines) {
    const [command = '', second = '', ...rest] = words(line);
    const asked = /^[a-z-]+$/.test(second) && !second.startsWith('-') ? [command, second] : [command];
    const help = helps.get(asked.join(' ')) ?? demarc([...asked, '--help'], { cwd: folder });
    helps.set(asked.join(' '), help);
    const { status, out } = help;
    expect({ line, status }).toEqual({ line, status: 0 });
    for (const option of [second, ...rest].filter((word) => word.startsWith('--')))
      expect(out).toContain(`${option} `);
  }
});

describe.each([...pages.map((page) => join('docs', page)), 'README.md'])('%s', (page) => {
  const path = join(PROJECT, page);
  test('leads only to pages and pictures that are there', () => {
    const targets = [...read(path).matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(resolve(dirname(path), target)))).toEqual([]);
  });
});

test('every page and picture of the guide is reached', () => {
  const index = [...read(join(DOCS, 'README.md')).matchAll(/\]\(([\w-]+\.md)\)/g)].map(
    ([, target]) => target,
  );
  const guide = pages.filter((page) => index.includes(page));
  expect([...guide].sort()).toEqual([...index].sort());
  // In the program in the same order.
  const screen = read(join(PROJECT, 'renderer', 'features', 'guide', 'pages.ts'));
  expect([...screen.matchAll(/\{ id: '([\w-]+)'/g)].map(([, id]) => `${id}.md`)).toEqual(index);
  const shown = [...pages.map((page) => join(DOCS, page)), join(PROJECT, 'README.md')].map(read).join('\n');
  const pictures = readdirSync(join(DOCS, 'pictures'));
  expect(pictures.filter((name) => !shown.includes(`pictures/${name}`) && !isTaught(name))).toEqual([]);
});
/** A picture of the Learn pages. */
const isTaught = (name: string) =>
  read(join(PROJECT, 'renderer', 'features', 'learn', 'pages', 'steps.tsx')).includes(`/${name}'`);

test('what the page on the file asks of sqlite3 is answered, and the bytes of evidence come out whole', () => {
  const folder = temporaryFolder();
  const env = { DEMARC_DATA_DIR: join(folder, 'data') };
  expect(demarc(['new', 'shop.demarc', '--example', 'ecommerce'], { cwd: folder, env }).status).toBe(0);
  const queries = [...read(join(DOCS, 'file-format.md')).matchAll(/```sql\n([\s\S]*?)```/g)].map(
    ([, query = '']) => query,
  );
  expect(queries).toHaveLength(5);
  const db = new Database(join(folder, 'shop.demarc'), { readonly: true });
  try {
    for (const query of queries.slice(0, 4)) expect(db.prepare(query).all().length).toBeGreaterThan(0);
    const tables = [...read(join(DOCS, 'file-format.md')).matchAll(/^\| ([a-z_, ]+) \|/gm)]
      .flatMap(([, names = '']) => names.split(', '))
      .filter((name) => name !== 'table');
    const has = db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck();
    expect(tables.filter((name) => has.get(name) !== 1)).toEqual([]);

    // As the program sqlite3 has it.
    const written: { name: string; sha256: string }[] = [];
    db.function('writefile', (name, bytes) => {
      const sha256 = createHash('sha256')
        .update(bytes as Buffer)
        .digest('hex');
      written.push({ name: String(name), sha256 });
      return (bytes as Buffer).length;
    });
    db.prepare(queries[4] ?? '').all();
    const first =
      "SELECT file_name AS name, sha256 FROM evidence WHERE kind = 'file' ORDER BY number LIMIT 1";
    expect(written).toEqual([db.prepare(first).get()]);
  } finally {
    db.close();
  }
});
