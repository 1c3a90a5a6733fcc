import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

test.skipIf(findProgram('poppler') === null)(
  'on paper numbers and the head of their column end alike, at the right',
  async () => {
    const folder = temporaryFolder();
    const portfolio = join(folder, 'estate.portfolio');
    const paper = join(folder, 'overview.pdf');
    // A number of one digit and one of several in each column.
    for (const [name, people] of [
      ['one', 1],
      ['two', 9],
    ] as const) {
      const path = await teamWorkbook(folder, name, {
        title: name,
        more: async ({ call }) => {
          for (let at = 0; at < people; at += 1) await call('people.add', { name: `P${at}` });
        },
      });
      expect(await runAtOnce('publish', path, '--to', portfolio)).toMatchObject({ status: 0 });
    }
    const { out } = await runAtOnce('portfolio', 'overview', '--from', portfolio, '--json');
    const { workbooks } = JSON.parse(out).body as {
      workbooks: readonly { asked: number; revision: number }[];
    };
    expect(await runAtOnce('portfolio', 'overview', '--from', portfolio, '--to', paper)).toMatchObject({
      status: 0,
    });
    expect(workbooks.map(({ revision }) => String(revision).length).sort()).toEqual([1, 2]);
    const words = [...pdfText(paper, '-bbox').matchAll(/xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</g)].map(
      ([, end, word]) => ({ end: Number(end), word }),
    );
    const endsOf = (wanted: string) => words.filter(({ word }) => word === wanted).map(({ end }) => end);
    for (const [head, numbers] of [
      ['Asked', workbooks.map(({ asked }) => asked)],
      ['Revision', workbooks.map(({ revision }) => revision)],
    ] as const) {
      const [end = 0] = endsOf(head);
      for (const number of numbers)
        expect(endsOf(String(number)).some((each) => Math.abs(each - end) < 0.5)).toBe(true);
    }
  },
);
