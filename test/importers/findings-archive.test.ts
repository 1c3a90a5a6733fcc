import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { invalidInput } from '../../main/contract/errors.ts';
import type { Finding } from '../../main/contract/findings.ts';
import { isOfOneFramework, mayHoldFindings, sameRun } from '../../main/domain/evidence/scan-files.ts';
import { type ReadEntry, readFindingsArchive } from '../../main/importers/findings/archive.ts';
import { openArchive } from '../../main/importers/findings/archive-files.ts';
import { readFindings } from '../../main/importers/findings/read-findings.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { writeZip } from '../support/bombs.ts';
import { temporaryFolder } from '../support/temp.ts';
import { makeZip } from '../support/zip.ts';
import { findingsFixture } from './findings-support.ts';
import { fixture } from './support.ts';

const folder = temporaryFolder();
const RUN = 'output/prowler-output-111122223333-20261120080000';
const CSV = `CHECK_ID;STATUS;RESOURCE_UID\n${['a', 'b'].map((bucket) => `s3_x;FAIL;arn:aws:s3:::${bucket}\n`).join('')}`;
const EMPTY = '{"Findings": []}';

async function place(name: string, entries: Parameters<typeof makeZip>[0]): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await makeZip(entries));
  return path;
}
async function readZip(entries: Parameters<typeof makeZip>[0], name = 'scan.zip') {
  const path = await place(name, entries);
  const findings: Finding[] = [];
  const zip = await openArchive(name, path);
  try {
    const { signal } = new AbortController();
    const summary = await readFindingsArchive(
      name,
      zip,
      1000,
      (entry, bytes, budget) =>
        readFindings(entry, bytes, (finding) => findings.push(finding), signal, undefined, budget),
      signal,
    );
    return { summary, findings, path };
  } finally {
    await zip.close();
  }
}

describe('a ZIP file of findings', () => {
  it('is read file by file as one result, each named with what came of it', async () => {
    const { summary, findings, path } = await readZip({
      [`${RUN}.csv`]: CSV,
      [`${RUN}.ocsf.json`]: findingsFixture('findings.ocsf.json'),
      [`${RUN}.html`]: '<html></html>',
      'output/compliance/cis.csv': 'PROVIDER;REQUIREMENTS_ID;STATUS;CHECKID\naws;1.1;FAIL;s3_x\n',
      'scoutsuite-results/scoutsuite_results_aws-1.js': findingsFixture('scoutsuite_results_aws.js'),
      'scoutsuite-report/helpers.js': 'var a = 1;',
      'macie.json.gz': gzipSync(findingsFixture('macie.json')),
      'ar.yaml': findingsFixture('assessment-results.yaml'),
      'package.json': '{"name": "x"}',
      'risks.xlsx': 'x',
      'cdk.out/asset.1.zip': 'x',
      'cut.json': Buffer.from(findingsFixture('guardduty.json')).subarray(0, 700),
    });
    expect(summary).toMatchObject({ file: 'scan.zip', format: 'archive', findings: 12, unreadable: 1 });
    expect(findings).toHaveLength(12);
    expect(summary.results.fail).toBe(findings.filter(({ result }) => result === 'fail').length);
    const said = summary.notes.join('\n');
    expect(said).toContain(`${RUN}.csv: Prowler, CSV, 2 findings.`);
    expect(said).toContain('macie.json.gz: Amazon Macie, 2 findings.');
    expect(said).toContain('ar.yaml: OSCAL assessment results, 4 findings.');
    expect(said).toContain(`same run in another form and was not read: ${RUN}.ocsf.json.`);
    expect(said).toContain(
      "output/compliance/cis.csv. Each is Prowler's table for one compliance framework.",
    );
    expect(said).toContain('1 file in which no findings were recognised: package.json.');
    expect(said).toContain('1 spreadsheet or archive in it not opened: risks.xlsx. Give it by itself.');
    expect(said).toContain('3 files of other kinds not opened.');
    expect(summary.problems.map(({ why }) => why)).toEqual([expect.stringContaining('cut.json')]);
    expect(await recogniseFile(path, 'scan.zip')).toMatchObject({ kind: 'findings' });
  });

  it('has the same run read in another form where the first one cannot be', async () => {
    const { summary } = await readZip({
      [`${RUN}.asff.json`]: findingsFixture('get-findings.json'),
      [`${RUN}.csv`]: 'CHECK_ID;STATUS;RESOURCE_UID\n"',
      [`${RUN}.ocsf.json`]: findingsFixture('findings.ocsf.json'),
    });
    expect(summary.notes[0]).toMatch(/\.ocsf\.json: OCSF, /);
    expect(summary.notes.at(-1)).toMatch(/another form and was not read: .*\.asff\.json/);
    expect(summary.problems.map(({ why }) => why).join()).toContain(`${RUN}.csv`);
  });

  it('is a clean scan only if nothing else is in it', async () => {
    expect((await readZip({ 'a.json': EMPTY, 'b.json': EMPTY })).summary).toMatchObject({ findings: 0 });
    for (const other of [{ 'b.html': 'x' }, { 'b.txt': 'Notes' }, { 'b.json': '{"Findings": [' }])
      await expect(readZip({ 'a.json': EMPTY, ...other })).rejects.toThrow(/scan\.zip holds no findings/);
    // What only tells of it, and the page that Prowler writes beside what it found.
    const head = 'CHECK_ID;STATUS;RESOURCE_UID\n';
    const beside = { 'output/README.md': '# Scan', LICENSE: 'x', [`${RUN}.html`]: '<html></html>' };
    expect((await readZip({ [`${RUN}.csv`]: head, ...beside })).summary).toMatchObject({ findings: 0 });
    for (const other of [{ [`${RUN}.html`]: 'x' }, { 'README-findings.md': 'x' }])
      await expect(readZip({ 'a.json': EMPTY, ...other })).rejects.toThrow(/scan\.zip holds no findings/);
  });
  it.each([
    ['nothing that is read', { 'package.json': '{}', 'a.html': 'x' }, /2 files, and none with findings/],
    ['no file', {}, /0 files, and none with findings/],
    ['a file that is cut off', { 'a.json': '{"Findings": [{"Id": "x"' }, /none with findings.*a\.json/],
    [
      'a document',
      { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' },
      /text document/,
    ],
  ])('is refused with %s', async (_what, entries, why) => {
    await expect(readZip(entries as Record<string, string>)).rejects.toThrow(why);
  });
  it('has one budget of findings for all of its files, those that are refused counted, and ends with it', async () => {
    const path = await place('many.zip', { 'a.csv': `${CSV}"`, 'b.csv': CSV, 'c.csv': CSV });
    const zip = await openArchive('many.zip', path);
    const { signal } = new AbortController();
    const few = { left: 3 };
    const readEntry: ReadEntry = (name, bytes) => readFindings(name, bytes, () => {}, signal, undefined, few);
    await expect(readFindingsArchive('many.zip', zip, 1, readEntry, signal)).rejects.toThrow(
      /b\.csv holds more than 1,000,000 findings/,
    );
    const budgets = new Set<unknown>();
    const failing: ReadEntry = (name, _bytes, budget) => {
      budgets.add(budget);
      return Promise.reject(invalidInput(name));
    };
    await expect(readFindingsArchive('many.zip', zip, 1, failing, signal)).rejects.toThrow('many.zip');
    expect([...budgets]).toEqual([{ left: 1_000_000 }]);
    await zip.close();
  });
  it('says how many remarks on many files are not listed', async () => {
    const many = Object.fromEntries(Array.from({ length: 205 }, (_, at) => [`scan-${at}.csv`, CSV]));
    const { summary } = await readZip({ ...many, 'package.json': '{}' });
    expect(summary.findings).toBe(410);
    expect(summary.notes.slice(200)).toEqual([
      '5 further remarks on its files not listed.',
      '1 file in which no findings were recognised: package.json.',
    ]);
  });
  it('is refused by name where it is no whole ZIP file', async () => {
    const path = await place('cut.zip', { 'a.csv': CSV });
    writeFileSync(path, (await makeZip({ 'a.csv': CSV })).subarray(0, 60));
    await expect(openArchive('cut.zip', path)).rejects.toThrow(/^cut\.zip cannot be unpacked/);
  });
  it('is not unpacked without end', async () => {
    const path = await writeZip(join(folder, 'bomb.zip'), {
      'a.csv': [['a', 65 * 1024 ** 2]],
      'b.csv': [CSV],
    });
    const zip = await openArchive('bomb.zip', path);
    const { signal } = new AbortController();
    const readEntry: ReadEntry = async (name, bytes) => {
      for await (const _ of bytes);
      throw invalidInput(name);
    };
    await expect(readFindingsArchive('bomb.zip', zip, 1, readEntry, signal)).rejects.toThrow(
      /a\.csv goes beyond what is unpacked of one archive/,
    );
    await zip.close();
  });

  it.each([
    ['templates', { 'shop.yaml': 'shop.yaml', 'plan.json': 'plan.json' }, { 'scan.csv': CSV }],
    ['findings', { 'shop.yaml': 'shop.yaml' }, { 'scan.csv': CSV, 'b.json': EMPTY }],
    ['templates', { 'shop.yaml': 'shop.yaml' }, {}],
  ])('is called %s by what most of it is', async (kind, templates, findings) => {
    const path = await place('mixed.zip', {
      ...Object.fromEntries(
        Object.entries(templates).map(([name, from]) => [name, readFileSync(fixture(from).path)]),
      ),
      ...findings,
    });
    const { kind: is, why } = await recogniseFile(path, 'mixed.zip');
    expect(is).toBe(kind);
    if (Object.keys(findings).length > 0)
      expect(why).toContain(kind === 'findings' ? '"demarc discover"' : '"demarc findings"');
  });
});

describe('files of a scan', () => {
  it.each([
    ['prowler-output-1.csv', true],
    ['a/b.OCSF.JSON.gz', true],
    ['scoutsuite-results/scoutsuite_results_aws-1.js', true],
    ['web-1.cklb', true],
    ['scoutsuite-report/inc-jquery/jquery.js', false],
    ['node_modules/x/a.json', false],
    ['__MACOSX/a.csv', false],
    ['report.html', false],
    ['output/README.md', false],
    ['License.txt', false],
    ['readme/a.csv', true],
    ['readme-findings.md', true],
    ['report.md', true],
  ])('%s may hold findings: %s', (path, may) => expect(mayHoldFindings(path)).toBe(may));

  const ALL = [
    'o/x.csv',
    'o/x.ocsf.json',
    'o/x.asff.json',
    'p/x.csv',
    'o/prowler-output-1.json',
    'o/prowler-output-1.csv',
    'o/y.json',
    'o/y.csv',
    'o/z.ocsf.json',
    'o/z.asff.json',
  ];
  it.each([
    ['o/x.ocsf.json', 'o/x.csv'],
    ['o/x.asff.json', 'o/x.csv'],
    ['o/x.csv', null],
    ['o/prowler-output-1.json', 'o/prowler-output-1.csv'],
    ['o/z.asff.json', 'o/z.ocsf.json'],
    ['o/z.ocsf.json', null],
    // Any tool may have written these.
    ['o/y.json', null],
  ])('%s is the same run as %s', (path, better) => expect(sameRun(path, ALL)).toBe(better));
  it.each([
    ['output/compliance/prowler-output-1-2_cis_3.0_aws.csv', true],
    ['output/prowler-output-1-2.csv', false],
    ['compliance/findings.csv', false],
  ])('%s is of one framework: %s', (path, is) => expect(isOfOneFramework(path)).toBe(is));
});
