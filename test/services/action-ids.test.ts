import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { ReturnedActions } from '../../main/contract/actions.ts';
import { mergeFiles } from '../support/merge-files.ts';
import { type Copy, openCopy, twoCopies } from '../support/two-copies.ts';

// What went out to a tracker comes back to the action that it was, whichever copies were merged meanwhile, in whatever order.

type Row = Readonly<Record<string, string>>;
const issuesOf = async ({ call }: Copy): Promise<readonly Row[]> =>
  parse((await call('actions.issues', {})).csv, { bom: true, columns: true });
/** As versions before 0.2 gave ids. */
const withoutMark = (text: string): string => text.replaceAll(/(-A-\d+)-[0-9a-f]{8}/g, '$1');

/** A tracker in which these issues are done, with the columns that are named. */
async function back(copy: Copy, folder: string, issues: readonly Row[], columns: readonly string[]) {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = issues.map((issue) =>
    [...columns.map((name) => quoted(issue[name] ?? '')), 'Done'].join(','),
  );
  const path = join(folder, 'tracker.csv');
  writeFileSync(path, [[...columns, 'Status'].join(','), ...lines].join('\n'));
  return (await copy.run('actions.readStates', { file: copy.register(path).handle })) as ReturnedActions;
}

test('an id means one action for ever: exported before, merged in any order, imported after', async () => {
  const { ann, ben, base, folder } = await twoCopies((lead) =>
    lead.call('actions.add', { title: 'Lead 1', subject: null }),
  );
  const third = join(folder, 'cem.demarc');
  copyFileSync(base, third);
  const cem = await openCopy(third, 'Cem');
  const copies = [ann, ben, cem];
  const add = (title: string) => ({ step: 'add action' as const, with: { title } });
  for (const copy of copies) {
    // Two by one change, which are added at one moment; and one that no copy keeps.
    await copy.call('workbook.apply', {
      steps: [add(`${copy.who} 1`), add(`${copy.who} 2`)],
      from: 'plan.csv',
    });
    const gone = await copy.call('actions.add', { title: `${copy.who} gone`, subject: null });
    await copy.call('actions.add', { title: `${copy.who} 3`, subject: null });
    await copy.call('actions.remove', { number: gone.number });
  }
  const exported = await Promise.all(copies.map(issuesOf));
  const issues = exported.flat().filter(({ Summary }) => Summary !== 'Lead 1');
  expect(issues).toHaveLength(9);
  expect(new Set(issues.map((issue) => withoutMark(issue['Demarc ID'] ?? ''))).size).toBe(3);

  // Before any merge, what is Ben's alone is nobody's of Ann's.
  for (const form of [(text: string) => text, withoutMark]) {
    const early = issues
      .filter(({ Summary }) => Summary?.startsWith('Ben'))
      .map((issue) => ({ ...issue, 'Demarc ID': form(issue['Demarc ID'] ?? '') }));
    expect(await back(ann, folder, early, ['Demarc ID', 'Summary'])).toMatchObject({ named: 0, changes: [] });
  }
  for (const copy of copies) await copy.close();

  for (const order of ['ABC', 'BCA', 'CBA']) {
    const [first = ann, ...others] = [...order].map((letter) => copies['ABC'.indexOf(letter)] ?? ann);
    const merged = join(folder, `${order}.demarc`);
    copyFileSync(first.path, merged);
    for (const other of others) await mergeFiles(merged, other.path, ({ key }) => expect.unreachable(key));
    const copy = await openCopy(merged, 'Ann');
    const all = new Map((await copy.call('actions.list', {})).map(({ number, title }) => [number, title]));
    expect(all.size).toBe(10);
    // One list for each copy, since each has its own issue for what is theirs.
    for (const list of exported) {
      const told = ({ changes }: ReturnedActions) =>
        changes.map(({ number, title }) => [title, all.get(number)]).toSorted();
      const own = list.map(({ Summary }) => [Summary, Summary]).toSorted();
      const read = await back(copy, folder, list, ['Demarc ID', 'Summary']);
      expect({ order, problems: read.problems, told: told(read) }).toEqual({
        order,
        problems: [],
        told: own,
      });
      // With another summary in the tracker, or none, the id alone has to do.
      const renamed = list.map((issue) => ({ ...issue, Summary: 'Called otherwise' }));
      for (const read of [
        await back(copy, folder, renamed, ['Demarc ID', 'Summary']),
        await back(copy, folder, list, ['Labels']),
      ])
        expect({ order, problems: read.problems, told: told(read) }).toEqual({
          order,
          problems: [],
          told: own,
        });
      // An id of an earlier version is the right action by what the issue is called, or is refused.
      const old = list.map((issue) => ({ ...issue, 'Demarc ID': withoutMark(issue['Demarc ID'] ?? '') }));
      expect(told(await back(copy, folder, old, ['Demarc ID', 'Summary']))).toEqual(own);
      const unsaid = await back(copy, folder, old, ['Demarc ID']);
      expect(told(unsaid)).toEqual([['Lead 1', 'Lead 1']]);
      expect(unsaid.problems).toHaveLength(3);
    }
    await copy.close();
  }
});
