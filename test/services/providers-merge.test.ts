import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EditionLook } from '../../main/contract/providers.ts';
import { problemsOf } from '../support/alterations.ts';
import { as, LANDING, type Link, openChain, TEAMS } from '../support/chain-of-workbooks.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import fc, { runs } from '../support/property.ts';
import { type Copy, twoCopies } from '../support/two-copies.ts';

const RUNS = runs(3);
const DUTIES = ['encryption-at-rest', 'restore-testing', 'encryption-in-transit'] as const;

const take = (copy: Copy, from: Link, more: object = {}) =>
  copy.run('providers.take', { file: copy.register(from.path).handle, ...more }) as Promise<EditionLook>;

test('two editions that were taken in two copies are one question, and rows of them are never mixed', async () => {
  const [landing] = await openChain(LANDING);
  const { ann, ben } = await twoCopies(async (base) => {
    await base.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders' }] });
    await take(base, landing, as('Landing zone'));
  });
  await landing.call('assignments.update', { ref: `landing-zone/${DUTIES[0]}`, status: 'in-progress' });
  await take(ann, landing);
  await landing.call('common.remove', { ref: `landing-zone/${DUTIES[1]}` });
  await take(ben, landing);
  await ben.close();
  const { conflicts } = await ann.preview(ben.path);
  expect(conflicts).toMatchObject([{ place: 'Provider Landing zone', field: 'Edition' }]);
  expect(conflicts[0]?.theirs.text).toMatch(/^"Landing zone", revision \d+ of /);
  await ann.merge(ben.path, { [conflicts[0]?.key ?? '']: 'theirs' });
  expect(await ann.call('providers.list', {})).toMatchObject([{ duties: 1, ended: [{ duty: DUTIES[1] }] }]);
});

type Change =
  | { readonly kind: 'status'; readonly duty: (typeof DUTIES)[number]; readonly done: boolean }
  | { readonly kind: 'left'; readonly duty: (typeof DUTIES)[number]; readonly text: string }
  | { readonly kind: 'gone'; readonly duty: (typeof DUTIES)[number] };
const duty = fc.constantFrom(...DUTIES);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), duty, done: fc.boolean() }),
  fc.record({ kind: fc.constant('left' as const), duty, text: fc.constantFrom('Tick it.', 'Say how.') }),
  fc.record({ kind: fc.constant('gone' as const), duty }),
);

async function make({ call }: Link, done: Change): Promise<void> {
  const ref = `landing-zone/${done.duty}`;
  if (done.kind === 'gone') await call('common.remove', { ref }).catch(() => undefined);
  else if (done.kind === 'status')
    await call('common.set', {
      refs: [ref],
      reach: { everywhere: true },
      status: done.done ? 'implemented' : 'in-progress',
    });
  else
    await call('common.set', {
      refs: [ref],
      reach: { everywhere: true },
      owners: ['landing-zone', 'organisation'],
      duties: { organisation: done.text },
    });
}

test('an edition that is taken, changed and undone leaves what was there before, and no altered row passes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const [landing, team] = await openChain(LANDING, TEAMS[0]);
      const state = async () => {
        const { rows } = await team.call('assignments.register', { filter: {}, limit: 1000 });
        const gaps = await team.call('gaps.list', {});
        return { rows, gaps, providers: await team.call('providers.list', {}) };
      };
      const states = [await state()];
      await team.take(landing, as('Landing zone'));
      states.push(await state());
      await team.call('common.ownPart', { ref: `orders/${DUTIES[1]}`, part: { text: 'Restored.' } });
      states.push(await state());
      for (const each of changes) {
        await make(landing, each);
        const { difference } = await team.take(landing);
        if (difference.added.length + difference.changed.length + difference.gone.length === 0) {
          // What says the same is another edition all the same, unless nothing at all was done.
          const last = (await team.call('providers.list', {}))[0]?.edition.rev;
          if (last === states.at(-1)?.providers[0]?.edition.rev) continue;
        }
        states.push(await state());
      }
      expect((await team.run('workbook.verify', {})) as object).toMatchObject({ ok: true });
      for (const before of states.slice(0, -1).reverse()) {
        await team.call('workbook.undo', {});
        expect(await state()).toEqual(before);
      }
      await team.call('workbook.redo', {});
      expect(await state()).toEqual(states[1]);
    }),
    { numRuns: RUNS },
  );
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await team.take(landing, as('Landing zone'));
  await team.core.close();
  pastTheGuards(
    team.path,
    `UPDATE provider_edition SET content = replace(content, 'Keeps copies', 'Keeps none')`,
  );
  expect(await problemsOf(join(team.path))).toEqual([
    expect.stringContaining('What was taken from the provider "landing-zone"'),
  ]);
});
