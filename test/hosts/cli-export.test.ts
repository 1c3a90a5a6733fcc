import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run, bytes, freshWorkbook } = cliShop();

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
it('writes for the paper asked for, and refuses what is none', () => {
  expect(run('export', 'shop.demarc', '--pdf', 'letter.pdf', '--paper', 'Letter').status).toBe(0);
  const text = bytes('letter.pdf').toString('latin1');
  expect(text).toContain('/MediaBox [0 0 612 792]');
  expect(text).not.toContain('595.28');
  const refused = (words: RegExp, ...more: readonly string[]) =>
    expectRefusal(run('export', 'shop.demarc', ...more), 2, 'INVALID_INPUT', words);
  refused(/"a5" is no size of paper here\. Give a4 or letter\./, '--pdf', 'no.pdf', '--paper', 'a5');
  refused(
    /--paper is for the Excel workbook, the PDF and the Word document/,
    '--csv',
    'no.csv',
    '--paper',
    'letter',
  );
});
it('writes summary, decisions and controls as Word and HTML, also of a part, and none takes the place of another', () => {
  const { files } = json<{
    files: { path: string; format: string; reconciliation: { ok: boolean; texts: number } }[];
  }>(run('export', 'shop.demarc', '--docx', 'o.docx', '--html', 'o.html', '--paper', 'letter', '--json'));
  expect(files.map(({ path, format }) => [path, format])).toEqual([
    ['o.docx', 'docx'],
    ['o.html', 'html'],
  ]);
  for (const { reconciliation } of files) {
    expect(reconciliation.ok).toBe(true);
    expect(reconciliation.texts).toBeGreaterThan(100);
  }
  expect(bytes('o.html').toString('utf8')).toContain('For whoever decides</h2>');
  const part = run('export', 'shop.demarc', '--html', 'part.html', '--only', 'domain=resilience');
  expect(part.out).toMatch(/read back and complete: [\d,]+ texts/);
  expect(bytes('part.html').toString('utf8')).toMatch(/This document holds only \d+ of \d+ rows/);
});
it('gives the Word and HTML documents to an auditor, marked, and to no client', () => {
  const marked = run(
    'export',
    'shop.demarc',
    '--html',
    'auditor.html',
    '--audience',
    'auditor',
    '--classification',
    'TLP:AMBER',
  );
  expect(marked).toMatchObject({ status: 0, err: '' });
  const page = bytes('auditor.html').toString('utf8');
  expect(page).toContain('<p class="mark">TLP:AMBER, prepared for an auditor</p>');
  expect(page).toContain('<dt>Left out</dt><dd>Prepared for an auditor. Left out: notes on duties');
  for (const audience of ['client', 'public'])
    expectRefusal(
      run('export', 'shop.demarc', '--docx', 'no.docx', '--audience', audience),
      2,
      'INVALID_INPUT',
      /Choose Excel, PDF or CSV for them\./,
    );
});
it('exports only the rows that fit, and says which', () => {
  const all = json<{ files: { reconciliation: { found: { rows: number } } }[] }>(
    run('export', 'shop.demarc', '--csv', 'all.csv', '--json'),
  ).files[0]?.reconciliation.found.rows;
  const { extract, files } = json<{
    extract: { of: number; by: string[] };
    files: { reconciliation: { ok: boolean; found: { rows: number } } }[];
  }>(
    run(
      'export',
      'shop.demarc',
      '--csv',
      'part.csv',
      '--only',
      'domain=resilience',
      '--only',
      'owner=Unanswered',
      '--json',
    ),
  );
  expect(extract).toEqual({ of: all, by: ['domain Resilience and recovery', 'owner Unanswered'] });
  expect(files[0]?.reconciliation.ok).toBe(true);
  const found = files[0]?.reconciliation.found.rows ?? 0;
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(extract.of);
  const lines = bytes('part.csv').toString('utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(found + 1);
  expect(lines.slice(1).every((line) => line.includes('Resilience and recovery'))).toBe(true);
  expect(run('export', 'shop.demarc', '--csv', 'text.csv', '--only', 'text=backup').out).toMatch(
    new RegExp(`^Only \\d+ of ${all} rows: text "backup"\n`),
  );
});
it('names the nearest key or value where --only asks for what there is not', () => {
  const refused = (only: readonly string[], words: RegExp) =>
    expectRefusal(
      run('export', 'shop.demarc', '--csv', 'no.csv', ...only.flatMap((entry) => ['--only', entry])),
      2,
      'INVALID_INPUT',
      words,
    );
  refused(['statuss=in-progress'], /does not know "statuss"\. Did you mean "status"\?/);
  refused(['status=in-progres'], /no status "in-progres"\. Did you mean "in-progress"\?/);
  refused(['domain=resiliense'], /no domain "resiliense" in this workbook\. Did you mean "resilience"\?/);
  refused(['gap=unanswred'], /no gap "unanswred"\. Did you mean "unanswered"\?/);
  refused(['status'], /"status" is not key=value/);
  refused(['status=implemented', 'status=in-progress'], /--only status is given twice/);
  expect(readdirSync(folder)).not.toContain('no.csv');
  const whole = ['--only', 'status=implemented'];
  expectRefusal(
    run('export', 'shop.demarc', '--pack', 'p.zip', ...whole),
    2,
    'INVALID_INPUT',
    /A pack is of the whole/,
  );
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
  for (const again of ['same', './same', join(folder, 'same')])
    expectRefusal(
      run('export', 'shop.demarc', '--csv', 'same', '--pdf', again),
      2,
      'INVALID_INPUT',
      /its own/,
    );
});
it('never takes the place of a workbook, its own or another, by name or by link', () => {
  const [own, other] = [freshWorkbook(), freshWorkbook()];
  symlinkSync(own, join(folder, 'link-to-workbook'));
  writeFileSync(join(folder, 'secret.txt'), 'a password of the test');
  const before = bytes(own);
  for (const how of [
    ['--xlsx', own],
    ['--pdf', `./${own}`],
    ['--csv', 'link-to-workbook'],
    ['--csv', other],
    ['--pack', join(folder, own)],
    ['--pack', own, '--pack-password-file', 'secret.txt'],
    ['--layout', 'soc2-csoc', '--out', own],
    ['--layout', 'oscal-ssp', '--out', other],
  ])
    expectRefusal(run('export', own, ...how), 2, 'INVALID_INPUT', /is a Demarc workbook, and no export/);
  expectRefusal(run('compare', own, other, '--xlsx', other), 2, 'INVALID_INPUT', /is a Demarc workbook/);
  expect(Buffer.compare(bytes(own), before)).toBe(0);
  expect(Buffer.compare(bytes(other), before)).toBe(0);
  expect(readdirSync(folder).filter((name) => /\.tmp$|demarc-pack/.test(name))).toEqual([]);
});
it.skipIf(process.platform === 'win32')('never takes the place of a device or a pipe', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const how of [
    ['--csv', pipe],
    ['--layout', 'soc2-csoc', '--out', pipe],
  ])
    expectRefusal(run('export', 'shop.demarc', ...how), 2, 'INVALID_INPUT', /pipe is a device or a pipe/);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
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
