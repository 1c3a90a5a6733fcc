import { expect, it } from 'vitest';
import { rowOf, startRoundTrip } from '../support/returned-sheet.ts';

const DUTY = 'orders-db/restore-testing';
const TEXT = 'Acme: what it does';

it('a sheet without its stamp erases no text that came from the catalogue with its owner, and is nothing when it comes twice', async () => {
  const trip = await startRoundTrip();
  await trip.call('assignments.clear', { ref: DUTY });
  // Somebody answers a duty that nobody had answered, and leaves the text to whoever knows: there is none in the sheet.
  const returned = await trip.edited(({ set, get, sheet }) => {
    expect([get(DUTY, 'Ownership'), get(DUTY, TEXT)]).toEqual(['Unanswered', '']);
    set(DUTY, 'Ownership', 'Acme');
    set(DUTY, 'Note', 'Every month.');
    for (const other of sheet.workbook.worksheets.filter(({ name }) => name !== sheet.name))
      sheet.workbook.removeWorksheet(other.id);
  });
  const first = await trip.preview(returned);
  expect(first.exported).toBeNull();
  expect(first.changes.map(({ ref, field, after }) => [ref, field, after])).toEqual([
    [DUTY, 'owners', 'Acme'],
    [DUTY, 'note', 'Every month.'],
  ]);
  await trip.apply(returned);
  const { shares } = await rowOf(trip, DUTY);
  expect(shares).toMatchObject([
    { party: 'organisation', text: expect.stringMatching(/^Restores on a schedule/) },
  ]);

  const { rev } = await trip.call('workbook.info', {});
  const again = await trip.preview(returned);
  expect([again.changes, again.unplaced]).toEqual([[], []]);
  expect(await trip.apply(returned)).toMatchObject({ applied: 0 });
  expect(await trip.call('workbook.info', {})).toMatchObject({ rev });

  // A text that somebody wrote here is no such text: that the sheet has none of it is shown, and decided by a person.
  await trip.call('assignments.update', { ref: DUTY, duties: { organisation: 'Restores by hand.' } });
  const third = await trip.preview(returned);
  expect(third.changes.map(({ ref, field, before, after }) => [ref, field, before, after])).toEqual([
    [DUTY, 'text/organisation', 'Restores by hand.', ''],
  ]);
});
