import { expect, it } from 'vitest';
import { openRegister } from '../../main/importers/returned-sheet/read-register.ts';
import fc, { runs } from '../support/property.ts';
import { startRoundTrip } from '../support/returned-sheet.ts';

/** Every cell of an exported register: ref -> heading -> text. */
async function cellsOf(path: string): Promise<Map<string, Map<string, string>>> {
  const parties = [
    { id: 'aws', name: 'AWS' },
    { id: 'organisation', name: 'Acme' },
  ];
  const file = await openRegister(path, path, { parties });
  try {
    const found = new Map<string, Map<string, string>>();
    const ref = file.columns.findIndex(({ id }) => id === 'ref');
    for await (const batch of file.rows())
      for (const { cells } of batch)
        found.set(
          cells[ref]?.text ?? '',
          new Map(file.columns.map(({ title }, at) => [title, cells[at]?.text ?? ''])),
        );
    return found;
  } finally {
    await file.close();
  }
}

const text = fc
  .string({
    unit: fc.constantFrom('a', 'é', '雪', ' ', '\n', '=', '+', '-', '@', "'", '"', ',', ';', '<', '&', '😀'),
    maxLength: 30,
  })
  .map((value) => value.trim());
/** Each exports four times; a longer run sets more. */
const RUNS = runs(1);
const day = fc
  .integer({ min: 0, max: 4000 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));

/** A heading and what somebody writes below it; where the register would word it otherwise, also that. */
const edit = fc.oneof(
  fc.record({ heading: fc.constant('Note'), value: text }),
  fc.record({ heading: fc.constant('Reason for deviation'), value: text }),
  fc.record({
    heading: fc.constant('Status'),
    value: fc.constantFrom('Not started', 'In progress', 'Implemented', 'Risk accepted'),
  }),
  fc.record({ heading: fc.constant('Due'), value: fc.oneof(day, fc.constant('')) }),
  fc.record({ heading: fc.constantFrom('Parked', 'To confirm'), value: fc.constantFrom('Yes', '') }),
  fc.record({ heading: fc.constant('Evidence'), value: fc.constantFrom('', 'E-1', 'E-1, E-2', 'E-2') }),
  fc.record({ heading: fc.constant('Acme: named person'), value: fc.constantFrom('Ann Lee', 'Ben Ray', '') }),
  fc.record({ heading: fc.constant('Acme: what it does'), value: text }),
  fc.record({ heading: fc.constant('Ownership'), value: fc.constantFrom('Acme', 'AWS + Acme') }),
);

it('brings every edit back exactly, and leaves every other cell as it was', async () => {
  const trip = await startRoundTrip();
  await trip.call('evidence.addNote', { refs: ['media/key-management'], title: 'Key list', text: 'Kept.' });
  const first = await cellsOf(await trip.exported());
  const ofOrganisation = [...first]
    .filter(([ref, row]) => ref.startsWith('orders-db/') && row.get('Ownership')?.includes('Acme'))
    .map(([ref]) => ref);
  const shared = await trip.edited(({ set }) => {
    for (const ref of ofOrganisation) set(ref, 'Ownership', 'AWS + Acme');
  });
  const { changes } = await trip.preview(shared);
  const refused = new Set(changes.filter(({ refusal }) => refusal !== null).map(({ ref }) => ref));
  // All of the edits below are possible there: no owner is one that wants a reason, because it is a known misconception.
  const refs = ofOrganisation.filter((ref) => !refused.has(ref));
  expect(refs.length).toBeGreaterThan(20);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...refs), edit), { minLength: 20, maxLength: 60 }),
      async (edits) => {
        const before = await cellsOf(await trip.exported());
        const wanted = structuredClone(before);
        const reowned = new Set<string>();
        const path = await trip.edited(({ set }) => {
          for (const [ref, { heading, value }] of edits) {
            set(ref, heading, value === '' ? null : value);
            wanted.get(ref)?.set(heading, value);
          }
        });
        for (const [ref] of edits)
          if (wanted.get(ref)?.get('Ownership') !== before.get(ref)?.get('Ownership')) reowned.add(ref);
        const preview = await trip.preview(path);
        expect(preview.unplaced).toEqual([]);
        expect(preview.changes.filter(({ refusal }) => refusal !== null)).toEqual([]);
        const changed = new Set(preview.changes.map(({ ref }) => ref));
        await trip.apply(path);
        expect((await trip.preview(path)).changes).toEqual([]);
        const after = await cellsOf(await trip.exported());
        for (const [ref, row] of wanted)
          for (const [heading, value] of row) {
            // Demarc itself says when and by whom an answer was given, what of it differs from the catalogue, and what it rests on.
            if (
              reowned.has(ref) &&
              /^(Answered|Differs|Known misconception|AWS:|Reason for deviation)/.test(heading)
            )
              continue;
            expect(`${ref} ${heading}: ${after.get(ref)?.get(heading)}`).toBe(`${ref} ${heading}: ${value}`);
          }
        // One undo, and everything is as before.
        if (changed.size > 0) {
          await trip.call('workbook.undo', {});
          expect(await cellsOf(await trip.exported())).toEqual(before);
          await trip.call('workbook.redo', {});
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
});
