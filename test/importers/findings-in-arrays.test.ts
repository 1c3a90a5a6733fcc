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
  it.each(samples.filter((name) => name.endsWith('.json') && name !== 'steampipe.json'))(
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
