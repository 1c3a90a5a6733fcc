import { expect, test } from 'vitest';
import { connect } from '../../main/workbook/connection.ts';
import { type Entry, holdApart } from '../../main/workbook/guard/second-hold.ts';
import { openTestWorkbook } from '../support/core.ts';
import fc, { runs } from '../support/property.ts';

const DUTIES = ['guest-os-patching', 'restore-testing', 'encryption-in-transit', 'workload-logging'];
const ref = fc.constantFrom(...DUTIES).map((duty) => `orders-db/${duty}`);
const owners = fc.constantFrom(['aws'], ['organisation'], ['aws', 'organisation']);
const call = fc.oneof(
  fc.record({
    name: fc.constant('assignments.answer'),
    input: fc.record({ ref, answer: fc.record({ owners }), reason: fc.constant('Agreed in the room.') }),
  }),
  fc.record({ name: fc.constant('assignments.clear'), input: fc.record({ ref }) }),
  fc.record({
    name: fc.constant('assignments.update'),
    input: fc.record({ ref, note: fc.stringMatching(/^[a-z]{1,8}$/) }),
  }),
  fc.record({
    name: fc.constant('services.add'),
    input: fc.constant({ services: [{ catalogueId: 's3' }] }),
  }),
);
/** Whether the program came to rest after the call, so that what waited was put by. */
const steps = fc.array(fc.record({ call, rests: fc.boolean() }), { minLength: 1, maxLength: 14 });

test('what was taken in is held whole, whenever the program came to rest and whatever becomes of the file', () =>
  fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const book = await openTestWorkbook();
      await book.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
      const file = connect(book.path, { readonly: true });
      const hold = holdApart(file);
      const since = (rev: number) => file.all<Entry>('SELECT * FROM change WHERE rev > ? ORDER BY rev', rev);
      const begun = file.get<{ rev: number }>('SELECT max(rev) AS rev FROM change')?.rev ?? 0;
      let rev = begun;
      for (const { call, rests } of all) {
        await book.call(call.name as never, call.input as never).catch(() => undefined);
        const entries = since(rev);
        hold.put(entries);
        rev = entries.at(-1)?.rev ?? rev;
        if (rests) await new Promise((resolve) => setImmediate(resolve));
      }
      const [entries, bases] = [
        since(begun),
        file.all<{ hash: string }>('SELECT * FROM basis ORDER BY hash'),
      ];
      // From here on nothing can be read from it.
      file.close();
      const kept = hold.all();
      expect(kept?.all('SELECT * FROM change ORDER BY rev') ?? []).toEqual(entries);
      expect(kept?.all('SELECT * FROM basis ORDER BY hash') ?? []).toEqual(bases);
      hold.close();
      await book.core.close();
    }),
    { numRuns: runs(6) },
  ));
