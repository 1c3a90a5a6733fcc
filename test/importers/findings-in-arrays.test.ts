import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { findingsFixture, readAll } from './findings-support.ts';

const folder = temporaryFolder();
const samples = readdirSync(fileURLToPath(new URL('../fixtures/findings/', import.meta.url)));

describe('what `jq -s` puts into one array', () => {
  it('pages put into one array say what they say one behind the other, each of its own workload', async () => {
    const answer = (QuestionId: string) => ({ QuestionId, QuestionTitle: 't', Risk: 'HIGH' });
    const pages = [
      { WorkloadId: 'one', AnswerSummaries: [answer('a'), answer('b')] },
      { ImprovementSummaries: [answer('c')], WorkloadId: 'two' },
      { WorkloadId: 'none', AnswerSummaries: [] },
      { AnswerSummaries: [answer('d')], LensAlias: 'x' },
      { WorkloadId: 'three', AnswerSummaries: [answer('a')], NextToken: 'more' },
    ];
    const lines = await readAll('answers.json', pages.map((page) => JSON.stringify(page)).join('\n'));
    for (const size of [7, 1000]) {
      const { summary, findings } = await readAll('answers.json', pages, size);
      expect(findings).toEqual(lines.findings);
      expect(summary).toEqual(lines.summary);
      expect(findings.map(({ resource, check }) => [resource, check])).toEqual([
        ['one', 'well-architected/a'],
        ['one', 'well-architected/b'],
        ['two', 'well-architected/c'],
        [null, 'well-architected/d'],
        ['three', 'well-architected/a'],
      ]);
    }
    await expect(readAll('a.json', [{ WorkloadId: 'w', ImprovementSummaries: [] }])).rejects.toThrow(
      /list-answers/,
    );
  });
  it.each(['evidence', 'findings', 'Findings'])(
    'a finding of an array that has a list called %s is a finding',
    async (name) => {
      const found = JSON.parse(Buffer.from(findingsFixture('prowler-3.ocsf.json')).toString()) as object[];
      const whole = await readAll('a.json', found);
      for (const list of [[], [{ data: 'x' }]])
        expect(
          await readAll(
            'a.json',
            found.map((each) => ({ ...each, [name]: list })),
          ),
        ).toEqual(whole);
    },
  );
  it('a page that is larger than any finding is a page, alone, in arrays and before others', async () => {
    const { Findings } = JSON.parse(Buffer.from(findingsFixture('get-findings.json')).toString()) as {
      readonly Findings: readonly object[];
    };
    const long = { Findings: Findings.map((each) => ({ ...each, Note: 'x'.repeat(1_500_000) })) };
    expect(JSON.stringify(long).length).toBeGreaterThan(5_000_000);
    const whole = await readAll('a.json', { Findings });
    const twice = [...whole.findings, ...whole.findings];
    expect((await readAll('a.json', long, 70_000)).findings).toEqual(whole.findings);
    for (const pages of [
      [long, { Findings }],
      [[[{ Findings }]], [long]],
    ])
      expect((await readAll('a.json', pages, 70_000)).findings).toEqual(twice);
  });
  it('says where a list is that is not read', async () => {
    await expect(readAll('a.json', { FINDINGS: [{ Id: 'a' }] })).rejects.toThrow(
      /a\.json .*has a list called "FINDINGS"/,
    );
    await expect(readAll('a.json', { Findings: [], results: [{ Id: 'a' }] })).rejects.toThrow(
      /a\.json holds an empty list of findings, and beside it results, which is not read/,
    );
    await expect(readAll('a.json', { Findings: [], NextToken: 'x' })).rejects.toThrow(/Export all of them/);
    // The last of several pages says that there are no more.
    const pages = [{ Findings: [], NextToken: 'x' }, { Findings: [] }];
    expect((await readAll('a.json', pages)).summary).toMatchObject({ format: 'empty', findings: 0 });
    expect((await readAll('a.json', pages)).summary.notes.join()).not.toContain('further pages');
  });
  it.each([
    { next_token: 'x' },
    { NextMarker: 'x' },
    { nextPage: 2 },
    { IsTruncated: true },
    { hasMore: 'true' },
  ])('is a page of several by %j', async (member) => {
    const finding = (
      JSON.parse(Buffer.from(findingsFixture('get-findings.json')).toString()) as {
        Findings: readonly object[];
      }
    ).Findings[0];
    for (const page of [
      { Findings: [], ...member },
      { ...member, Findings: [] },
    ])
      await expect(readAll('a.json', page)).rejects.toThrow(/Export all of them/);
    const { summary } = await readAll('a.json', { ...member, Findings: [finding] });
    expect(summary.notes.join()).toMatch(/has further pages/);
  });
  it.each([
    { error: 'AccessDenied' },
    { errorMessage: 'Rate exceeded' },
    { message: 'User is not authorized to perform this' },
    { status: 'IN_PROGRESS' },
    { regions_failed: 3 },
    { success: false },
  ])('is no clean scan by %j', async (member) => {
    for (const page of [
      { findings: [], ...member },
      { ...member, findings: [] },
    ])
      await expect(readAll('a.json', page)).rejects.toThrow(/a\.json .* not all went well/);
  });
  it.each([
    { NextToken: '', hasMore: false, next: null, IsTruncated: 'false' },
    { error: null, errors: [], errorCount: 0, status: 'COMPLETED', success: true, message: '' },
    { total: 0, count: '0', warnings: 0, failed: false },
  ])('is a clean scan with %j', async (member) =>
    expect((await readAll('a.json', { ...member, findings: [] })).summary.format).toBe('empty'),
  );
  it('a count of findings in a text speaks of findings as a number does', async () => {
    await expect(readAll('a.json', { findings: [], totalCount: '12' })).rejects.toThrow(/totalCount/);
  });
  const ofOneDocument = ['steampipe.json', 'assessment-results.json'];
  it.each(samples.filter((name) => name.endsWith('.json') && !ofOneDocument.includes(name)))(
    'several of %s in one array hold what each of them does',
    async (name) => {
      const bytes = findingsFixture(name);
      const text = Buffer.from(bytes).toString();
      const document: unknown = JSON.parse(text);
      const one = await readAll(name, bytes);
      const two = await readAll(name, [document, document]);
      expect(two.findings).toEqual([...one.findings, ...one.findings]);
      expect(two.summary.unreadable).toBe(one.summary.unreadable * 2);
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify([document, document], null, 2));
      expect(await recogniseFile(path, name)).toMatchObject({ kind: 'findings' });
    },
  );
});
