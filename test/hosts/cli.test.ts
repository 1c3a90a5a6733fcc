import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MethodOf } from '../../main/contract/index.ts';
import type { InputOf } from '../../main/contract/method.ts';
import { type CliResult, demarc, ensureBuilt, PROJECT, serve } from '../support/cli.ts';
import { callers, startCore } from '../support/core.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const SHOP = join(PROJECT, 'test', 'fixtures', 'hosts', 'shop.yaml');
const run = (...args: string[]): CliResult => demarc(args, { cwd: folder });
const json = <T = Record<string, unknown>>(result: CliResult): T => {
  expect(result.err).toBe('');
  return JSON.parse(result.out) as T;
};
/** `demarc: CODE: what happened. What to do.` and nothing on standard output. */
const expectRefusal = (result: CliResult, status: number, code: string, words: RegExp) => {
  expect(result).toMatchObject({ status, out: '' });
  expect(result.err).toMatch(new RegExp(`^demarc: ${code}: .+[.?]\\n$`));
  expect(result.err).toMatch(words);
};
let copies = 0;
/** A workbook of the test's own: three services found in a template. */
const freshWorkbook = (): string => {
  copies += 1;
  const name = `copy-${copies}.demarc`;
  copyFileSync(join(folder, 'shop.demarc'), join(folder, name));
  return name;
};
/** Makes actions in a workbook, as the window does: the command line only reads them. */
const addActions = async (name: string, actions: readonly InputOf<MethodOf<'actions.add'>>[]) => {
  const { core } = startCore(temporaryFolder());
  const { id } = await core.openPath(join(folder, name));
  const { call } = callers(core, id);
  for (const action of actions) await call('actions.add', action);
  await core.close();
};
const bytes = (name: string) => readFileSync(join(folder, name));

beforeAll(() => {
  ensureBuilt();
  expect(run('new', 'shop.demarc', '--title', 'Shop 2026', '--organisation', 'Acme').status).toBe(0);
  expect(run('discover', 'shop.demarc', SHOP).status).toBe(0);
});

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
    expect(json<unknown[]>(run('services', 'example.demarc', '--json')).length).toBeGreaterThan(10);
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
      expect(json<unknown[]>(run('services', name, '--json'))).toHaveLength(3);
      expectRefusal(run('discover', name, SHOP), 3, 'WORKBOOK_LOCKED', /open elsewhere/);
    } finally {
      await other.stop();
    }
    expect(run('discover', name, SHOP).status).toBe(0);
  });
});

describe('discover', () => {
  type Found = {
    files: {
      file: string;
      format: string | null;
      resources: number;
      types: unknown[];
      unmapped: unknown[];
      refused: unknown;
    }[];
    services: { ref: string; catalogueId: string; resources: unknown[] }[];
    added: number;
  };
  it('shows and adds nothing on a dry run', () => {
    run('new', 'dry.demarc');
    const before = bytes('dry.demarc');
    const found = json<Found>(run('discover', 'dry.demarc', SHOP, '--dry-run', '--json'));
    expect(found.files).toEqual([
      expect.objectContaining({
        file: SHOP,
        format: 'cloudformation',
        resources: 4,
        unmapped: [{ type: 'AWS::NoSuchService::Thing', count: 1 }],
        refused: null,
      }),
    ]);
    expect(found.services.map(({ catalogueId }) => catalogueId).sort()).toEqual(['dynamodb', 'lambda', 's3']);
    expect(found.added).toBe(0);
    expect(Buffer.compare(bytes('dry.demarc'), before)).toBe(0);
    expect(run('discover', 'dry.demarc', SHOP, '--dry-run').out).toMatch(
      /3 services would be added; nothing was changed/,
    );
  });
  it('names the services by the refs that they then have, with where they were found', () => {
    run('new', 'added.demarc');
    const { services, added } = json<Found>(run('discover', 'added.demarc', SHOP, '--json'));
    const inUse = json<{ ref: string; foundIn: unknown[] }[]>(run('services', 'added.demarc', '--json'));
    expect(added).toBe(3);
    expect(inUse.map(({ ref }) => ref).sort()).toEqual(services.map(({ ref }) => ref).sort());
    // The name alone: the workbook will travel, and should not tell where files lay on this machine.
    expect(JSON.stringify(inUse)).toContain('"shop.yaml"');
    expect(JSON.stringify(inUse)).not.toContain(PROJECT);
  });
  it('adds nothing twice', () => {
    const again = json<Found>(run('discover', freshWorkbook(), SHOP, '--json'));
    expect(again.added).toBe(0);
    expect(run('discover', freshWorkbook(), SHOP).out).toMatch(/Nothing new to add/);
  });
  it('refuses one file by name, reads the others, and ends with status 1', () => {
    run('new', 'mixed.demarc');
    writeFileSync(join(folder, 'broken.json'), '{ "Resources": ');
    const result = run('discover', 'mixed.demarc', 'broken.json', 'missing.yaml', SHOP, '--json');
    expect(result).toMatchObject({ status: 1, err: '' });
    const { files, added } = JSON.parse(result.out) as Found;
    expect(files.map(({ file, refused }) => [file, refused === null])).toEqual([
      ['broken.json', false],
      ['missing.yaml', false],
      [SHOP, true],
    ]);
    expect(added).toBe(3);
    expect(json<unknown[]>(run('services', 'mixed.demarc', '--json'))).toHaveLength(3);
  });
});

describe('answer', () => {
  const REF = 's3/encryption-at-rest';
  const answered = (name: string, ref = REF) => {
    const [subject] = ref.split('/');
    const matrix = json<{
      subjects: { ref: string }[];
      responsibilities: { id: string }[];
      cells: [number, number, string, number][];
    }>(run('matrix', name, '--json'));
    const at = [
      matrix.subjects.findIndex((each) => each.ref === subject),
      matrix.responsibilities.findIndex(({ id }) => ref.endsWith(`/${id}`)),
    ];
    return matrix.cells.find(([s, r]) => s === at[0] && r === at[1])?.[2];
  };
  const ref = (name: string) => {
    const [first] = json<{ ref: string; catalogueId: string }[]>(run('services', name, '--json')).filter(
      ({ catalogueId }) => catalogueId === 's3',
    );
    return `${first?.ref}/encryption-at-rest`;
  };

  it('records owners by id and by name, with texts and status', () => {
    const name = freshWorkbook();
    const result = json<{ shares: { party: string; text: string }[]; status: string }>(
      run(
        'answer',
        name,
        ref(name),
        '--owner',
        'AWS, acme',
        '--duty',
        'aws=Holds the = keys',
        '--status',
        'implemented',
        '--reason',
        'Decided in the workshop',
        '--json',
      ),
    );
    expect(result.status).toBe('implemented');
    expect(result.shares.map(({ party }) => party)).toEqual(['aws', 'organisation']);
    expect(result.shares[0]?.text).toBe('Holds the = keys');
    expect(answered(name, ref(name))).toBe('aws+organisation');
  });
  it('records that something is not applicable, with its reason', () => {
    const name = freshWorkbook();
    expect(run('answer', name, ref(name), '--not-applicable', '--reason', 'No data is kept').out).toMatch(
      /Not applicable/,
    );
    expect(answered(name, ref(name))).toBe('-');
  });
  it.each<[string, string[], string, RegExp]>([
    ['nothing to record', [], 'INVALID_INPUT', /--owner/],
    [
      'a party that nobody knows',
      ['--owner', 'organistion'],
      'INVALID_INPUT',
      /Did you mean "organisation"\?/,
    ],
    ['two answers', ['--owner', 'aws', '--not-applicable', '--reason', 'x'], 'INVALID_INPUT', /not both/],
    ['not applicable without a reason', ['--not-applicable'], 'INVALID_INPUT', /--reason/],
    ['a person where nobody is listed', ['--owner', 'aws', '--person', 'Maria'], 'INVALID_INPUT', /Maria/],
    ['a status of no kind', ['--owner', 'aws', '--status', 'implementd'], 'INVALID_INPUT', /implemented/],
    [
      'a duty of somebody else',
      ['--owner', 'aws', '--duty', 'organisation=x'],
      'INVALID_INPUT',
      /not among the owners/,
    ],
    ['a duty without its party', ['--owner', 'aws', '--duty', 'text only'], 'INVALID_INPUT', /party=text/],
  ])('refuses %s and changes nothing', (_what, args, code, words) => {
    const name = freshWorkbook();
    const target = ref(name);
    const before = bytes(name);
    expectRefusal(run('answer', name, target, ...args), 2, code, words);
    expect(Buffer.compare(bytes(name), before)).toBe(0);
  });
  it.each(['no-slash', 'Upper/case', 'unknown/encryption-at-rest'])('refuses the ref %s', (bad) => {
    const result = run('answer', 'shop.demarc', bad, '--owner', 'aws');
    expect(result.status).toBe(2);
    expect(result.err).toMatch(/^demarc: (INVALID_INPUT|NOT_FOUND): /);
  });
  it('warns of a misconception before it is recorded', () => {
    const name = freshWorkbook();
    const target = ref(name).replace('encryption-at-rest', 'backup-configuration');
    const result = run('answer', name, target, '--owner', 'aws');
    expect(result.status).toBe(2);
    expect(result.err).toMatch(/^demarc: RULE_VIOLATION: /);
    expect(
      run('answer', name, target, '--owner', 'aws', '--reason', 'A contract of our own says so').status,
    ).toBe(0);
  });
});

describe('attach', () => {
  const ref = (name: string) => {
    const list = json<{ ref: string; catalogueId: string }[]>(run('services', name, '--json'));
    return `${list.find(({ catalogueId }) => catalogueId === 's3')?.ref}/encryption-at-rest`;
  };
  it('keeps files and links, with their hashes and dates', () => {
    const name = freshWorkbook();
    writeFileSync(join(folder, 'policy.txt'), 'All buckets are encrypted.');
    const kept = json<
      { kind: string; sha256: string | null; expires: string | null; fileName: string | null }[]
    >(
      run(
        'attach',
        name,
        ref(name),
        'policy.txt',
        'https://example.com/policy',
        '--expires',
        '2027-03-31',
        '--json',
      ),
    );
    expect(kept).toMatchObject([
      {
        kind: 'file',
        fileName: 'policy.txt',
        expires: '2027-03-31',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      { kind: 'link', expires: '2027-03-31' },
    ]);
    expect(run('verify', name).status).toBe(0);
  });
  it.each<[string, string[], RegExp]>([
    ['a missing file behind a good one', ['policy.txt', 'missing.pdf'], /missing\.pdf/],
    ['an address of another kind', ['ftp://example.com/x'], /ftp/],
    ['a date that is none', ['policy.txt', '--expires', '2027-02-30'], /--expires/],
    ['one title for two', ['policy.txt', 'https://example.com', '--title', 'T'], /One title/],
  ])('refuses %s and attaches nothing', (_what, args, words) => {
    const name = freshWorkbook();
    writeFileSync(join(folder, 'policy.txt'), 'All buckets are encrypted.');
    const target = ref(name);
    const before = bytes(name);
    expectRefusal(run('attach', name, target, ...args), 2, 'INVALID_INPUT', words);
    expect(Buffer.compare(bytes(name), before)).toBe(0);
  });
});

describe('gaps, matrix, export and verify', () => {
  it('fails on gaps of the severity that was named, or worse', () => {
    expect(run('gaps', 'shop.demarc').status).toBe(0);
    const severities = json<{ severity: string }[]>(run('gaps', 'shop.demarc', '--json')).map(
      ({ severity }) => severity,
    );
    for (const [limit, counted] of [
      ['low', ['high', 'medium', 'low']],
      ['medium', ['high', 'medium']],
      ['high', ['high']],
    ] as const)
      expect(run('gaps', 'shop.demarc', '--fail-on', limit).status).toBe(
        severities.some((each) => (counted as readonly string[]).includes(each)) ? 1 : 0,
      );
    expectRefusal(
      run('gaps', 'shop.demarc', '--fail-on', 'worst'),
      2,
      'INVALID_INPUT',
      /high, medium or low/,
    );
  });
  it('marks what an action covers; only one that is not overdue keeps a gap from failing', async () => {
    const name = freshWorkbook();
    const gaps = json<{ rule: string }[]>(run('gaps', name, '--json'));
    const rules = [...new Set(gaps.map((gap) => gap.rule))];
    await addActions(
      name,
      rules.map((rule) => ({ title: `About ${rule}`, rule, subject: null, dueOn: '2999-12-31' })),
    );
    const covered = run('gaps', name, '--fail-on', 'low');
    expect(covered).toMatchObject({ status: 0, err: '' });
    expect(covered.out).toMatch(/\bA-1\b/);
    expect(covered.out).toContain(`; ${gaps.length} in hand`);
    await addActions(name, [{ title: 'Late', subject: null, dueOn: '2001-01-01' }]);
    const late = run('gaps', name, '--fail-on', 'medium');
    expect(late.status).toBe(1);
    expect(late.out).toContain(`A-${rules.length + 1} (overdue)`);
  });
  it('shows the matrix without colours, aligned', () => {
    const { out, status } = run('matrix', 'shop.demarc');
    expect(status).toBe(0);
    expect(out).not.toContain('\u001b');
    expect(out).toMatch(/A AWS {3}C Acme/);
    expect(out.split('\n').some((line) => line.endsWith(' '))).toBe(false);
  });
  it('exports everything at once and says what it counted', () => {
    const before = bytes('shop.demarc');
    const { files } = json<{
      files: { path: string; bytes: number; reconciliation: { ok: boolean; found: { rows: number } } }[];
    }>(run('export', 'shop.demarc', '--xlsx', 'o.xlsx', '--pdf', 'o.pdf', '--csv', 'o.csv', '--json'));
    expect(files.map(({ path }) => path)).toEqual(['o.xlsx', 'o.pdf', 'o.csv']);
    for (const { path, bytes: size, reconciliation } of files) {
      expect(bytes(path)).toHaveLength(size);
      expect(reconciliation.ok).toBe(true);
      expect(reconciliation.found.rows).toBeGreaterThan(50);
    }
    expect(Buffer.compare(bytes('shop.demarc'), before)).toBe(0);
    expect(run('export', 'shop.demarc', '--csv', 'o2.csv').out).toMatch(/read back and complete: \d+ rows/);
  });
  it('says so when an export cannot be written, and leaves nothing half-written', () => {
    mkdirSync(join(folder, 'taken.csv'));
    for (const path of ['missing-folder/o.csv', 'taken.csv']) {
      const result = run('export', 'shop.demarc', '--csv', path);
      expect(result.status).toBe(2);
      expect(result.err).toMatch(/^demarc: INVALID_INPUT: /);
      expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
    }
    expectRefusal(run('export', 'shop.demarc'), 2, 'INVALID_INPUT', /--xlsx/);
    expectRefusal(
      run('export', 'shop.demarc', '--csv', 'same', '--pdf', 'same'),
      2,
      'INVALID_INPUT',
      /its own/,
    );
  });
  it('finds a sound workbook sound, and a changed one not', () => {
    expect(json(run('verify', 'shop.demarc', '--json'))).toMatchObject({ ok: true, problems: [] });
    const name = freshWorkbook();
    const changed = bytes(name);
    const at = changed.indexOf('Shop 2026');
    expect(at).toBeGreaterThan(0);
    for (let found = at; found !== -1; found = changed.indexOf('Shop 2026', found + 1))
      changed.write('Shop 2027', found);
    writeFileSync(join(folder, name), changed);
    const result = run('verify', name);
    expect([1, 3]).toContain(result.status);
  });
});

it('takes catalogue names as people write them', () => {
  expect(json<unknown[]>(run('catalogue', '--json')).length).toBe(208);
  for (const name of ['s3', 'S3', 'amazon s3'])
    expect(json<{ service: { id: string } }>(run('catalogue', name, '--json')).service.id).toBe('s3');
  expectRefusal(run('catalogue', 'dynamodbb'), 2, 'NOT_FOUND', /Did you mean "dynamodb"\?/);
});
