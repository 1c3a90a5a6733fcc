import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MergeConflict, Resolution } from '../../../main/contract/merge.ts';
import { startCore } from '../../support/core.ts';
import { mergeFiles, undoLast } from '../../support/merge-files.ts';
import { perform } from '../../support/perform.ts';
import fc from '../../support/property.ts';
import { randomSteps } from '../../support/random-commands.ts';
import { contentOf, problemsIn } from '../../support/two-copies.ts';
import { fell, held, type Part, type Random } from '../part.ts';

const edits = fc
  .array(randomSteps, { minLength: 1, maxLength: 16, size: 'max' })
  .map((steps) => steps.flat());

/** Two copies that went their own ways, merged from either side, again, and taken back. */
export const merges: Part = {
  name: 'merges',
  title: 'merges, each taken back',
  weight: 2,
  limitMs: 120_000,
  async start(folder) {
    const base = join(folder, 'base.demarc');
    const { core } = startCore(folder);
    await core.createAt(base, { title: 'Acme 2026', organisation: 'Acme' });
    await core.close();
    await perform(base, 'Lea', [
      {
        name: 'services.add',
        input: { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] },
      },
      { name: 'people.add', input: { name: 'Zoë Müller' } },
      { name: 'environments.add', input: { name: 'Production' } },
      { name: 'parties.add', input: { name: 'Managed SOC', kind: 'third-party' } },
      {
        name: 'assignments.answer',
        input: { ref: 'orders-db/restore-testing', answer: { owners: ['organisation'] } },
      },
      { name: 'actions.add', input: { title: 'Write it down', subject: 'orders-db' } },
    ]);
    return {
      async attempt({ folder: own, random }) {
        const file = (name: string, from: string) => {
          const path = join(own, `${name}.demarc`);
          copyFileSync(from, path);
          return path;
        };
        const [ann, ben] = [file('ann', base), file('ben', base)];
        await perform(ann, 'Ann', sample(random));
        await perform(ben, 'Ben', sample(random));
        const dice = random.below(1000);
        const [intoAnn, intoBen] = [file('into-ann', ann), file('into-ben', ben)];
        const plan = await mergeFiles(intoAnn, ben, decideBy(dice, false));
        await mergeFiles(intoBen, ann, decideBy(dice, true));
        const differences = differing(contentOf(intoAnn), contentOf(intoBen));
        if (differences.length > 0) return fell('two results', differences.join('\n'));
        const problems = [...problemsIn(intoAnn), ...problemsIn(intoBen)];
        if (problems.length > 0) return fell('unsound', JSON.stringify(problems));
        if (plan.nothing) return held('nothing to take');
        undoLast(intoAnn);
        // Times are in no change log, so that no undo takes them back.
        const logged = (path: string) => contentOf(path).filter((row) => !row.startsWith('time_spent '));
        const left = differing(logged(intoAnn), logged(ann));
        if (left.length > 0) return fell('not taken back', left.join('\n'));
        const after = problemsIn(intoAnn);
        return after.length > 0 ? fell('unsound', JSON.stringify(after)) : held('merged and taken back');
      },
    };
  },
};

const sample = (random: Random) => fc.sample(edits, { seed: random.below(2 ** 31), numRuns: 1 })[0] ?? [];

/** A person's decision, made up from the question alone; `turned` decides the same way from the other side. */
const decideBy =
  (dice: number, turned: boolean) =>
  ({ key, both }: MergeConflict): Resolution => {
    const value = [...key].reduce((sum, sign) => sum + sign.charCodeAt(0), dice);
    if (both !== null && value % 3 === 0) return 'both';
    return (value % 2 === 0) === turned ? 'theirs' : 'mine';
  };

const differing = (a: readonly string[], b: readonly string[]): string[] => [
  ...a.filter((row) => !b.includes(row)).map((row) => `only in one: ${row}`),
  ...b.filter((row) => !a.includes(row)).map((row) => `only in the other: ${row}`),
];
