import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/cli.ts';
import { cliShop, expectRefusal, json, SHOP } from '../support/cli-shop.ts';

const { folder, run, bytes, freshWorkbook } = cliShop();

describe('usage', () => {
  it.each([
    [[], /Usage: demarc/],
    [['servces'], /Did you mean services\?/],
    [['services'], /Missing required argument 'file'/],
    [['services', 'a', 'b'], /Too many arguments/],
    [['export', 'shop.demarc', '--xslx', 'x'], /Unknown option '--xslx'/],
    [['export', 'shop.demarc', '--xlsx'], /argument missing/],
  ])('%j is refused with status 2', (args, words) => {
    const result = run(...args);
    expect(result).toMatchObject({ status: 2, out: '' });
    expect(result.err).toMatch(words);
  });
  it('prints help and version on standard output', () => {
    for (const command of [
      'open',
      'serve',
      'new',
      'discover',
      'services',
      'matrix',
      'gaps',
      'log',
      'answer',
      'attach',
      'export',
      'verify',
      'catalogue',
    ]) {
      const help = run(command, '--help');
      expect(help).toMatchObject({ status: 0, err: '' });
      expect(help.out).toContain('--json');
    }
    expect(run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('new', () => {
  it('makes one file and says what is in it', () => {
    const made = json(run('new', 'made.demarc', '--title', 'Größe "A"', '--organisation', 'Acme', '--json'));
    expect(made).toMatchObject({ file: 'made.demarc', title: 'Größe "A"', organisation: 'Acme', rev: 1 });
    expect(readdirSync(folder).filter((name) => name.startsWith('made'))).toEqual(['made.demarc']);
  });
  it('leaves a file alone that is there', () => {
    const before = bytes('shop.demarc');
    expectRefusal(run('new', 'shop.demarc'), 2, 'CONFLICT', /shop\.demarc/);
    expect(Buffer.compare(bytes('shop.demarc'), before)).toBe(0);
  });
  it('knows its examples', () => {
    expectRefusal(run('new', 'x.demarc', '--example', 'bank'), 2, 'INVALID_INPUT', /ecommerce/);
    expect(existsSync(join(folder, 'x.demarc'))).toBe(false);
    expect(run('new', 'example.demarc', '--example', 'ecommerce').status).toBe(0);
    expect(
      json<{ services: unknown[] }>(run('services', 'example.demarc', '--json')).services.length,
    ).toBeGreaterThan(10);
  });
});

describe('what cannot be opened', () => {
  it.each([
    ['a file that is not there', 'nothing.demarc', null],
    ['a file of another kind', 'note.demarc', 'just a note\n'],
    ['an empty file', 'empty.demarc', ''],
  ])('is refused with status 3 and untouched: %s', (_what, name, content) => {
    if (content !== null) writeFileSync(join(folder, name), content);
    for (const args of [
      ['services'],
      ['gaps'],
      ['verify'],
      ['export', '--csv', 'never.csv'],
      ['discover', SHOP],
    ]) {
      const [command = '', ...rest] = args;
      const result = run(command, name, ...rest);
      expect(result).toMatchObject({ status: 3, out: '' });
      expect(result.err).toMatch(/^demarc: [A-Z_]+: .*\n$/);
    }
    if (content !== null) expect(bytes(name).toString()).toBe(content);
    else expect(existsSync(join(folder, name))).toBe(false);
    expect(existsSync(join(folder, 'never.csv'))).toBe(false);
  });
  it('a workbook that is open elsewhere is read, and not changed', async () => {
    const name = freshWorkbook();
    const other = await serve(['serve', name], { cwd: folder });
    try {
      expect(json<{ services: unknown[] }>(run('services', name, '--json')).services).toHaveLength(3);
      expectRefusal(run('discover', name, SHOP), 3, 'WORKBOOK_LOCKED', /open elsewhere/);
    } finally {
      await other.stop();
    }
    expect(run('discover', name, SHOP).status).toBe(0);
  });
});

it('takes catalogue names as people write them', () => {
  expect(json<{ services: unknown[] }>(run('catalogue', '--json')).services.length).toBe(232);
  for (const name of ['s3', 'S3', 'amazon s3'])
    expect(json<{ service: { id: string } }>(run('catalogue', name, '--json')).service.id).toBe('s3');
  expectRefusal(run('catalogue', 'dynamodbb'), 2, 'NOT_FOUND', /Did you mean "dynamodb"\?/);
});
