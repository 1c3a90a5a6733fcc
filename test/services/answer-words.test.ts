import { expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import type { CellField } from '../../main/contract/cells.ts';
import { COLUMN_HEADERS } from '../../main/domain/sheets/register-cells.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { startRoundTrip } from '../support/returned-sheet.ts';

type Field = 'owners' | 'status' | 'dueOn';
const ORGANISATION = ['organisation'];
const BOTH = ['aws', 'organisation'];
const HEADINGS = { owners: 'Ownership', status: 'Status', dueOn: 'Due' } as const;
const OPTIONS = { owners: '--owner', status: '--status', dueOn: '--due' } as const;

/** What people write, and what it means whichever way it comes; null where it is refused. */
const TABLE: readonly (readonly [field: Field, written: string, meant: string | readonly string[] | null])[] =
  [
    ['owners', 'aws + ACME', BOTH],
    ['owners', 'AWS and Acme', BOTH],
    ['owners', 'Acme, AWS', BOTH],
    ['owners', 'Customer', ORGANISATION],
    ['owners', 'Shared', BOTH],
    ['owners', 'A\u200bcme', ORGANISATION],
    ['owners', 'Nobody Ltd', null],
    ['owners', 'n/a', 'not-applicable'],
    ['status', 'done', 'implemented'],
    ['status', 'In  Progress', 'in-progress'],
    ['status', 'implemented', 'implemented'],
    ['status', 'nearly', null],
    ['dueOn', '25 Nov 2026', '2026-11-25'],
    ['dueOn', '25.11.2026', '2026-11-25'],
    ['dueOn', 'November 25, 2026', '2026-11-25'],
    ['dueOn', '2026-11-25', '2026-11-25'],
    ['dueOn', '3/4/2027', null],
    ['dueOn', '2026-02-30', null],
  ];

const meaning = (row: RegisterRow | undefined, field: Field) =>
  field !== 'owners'
    ? row?.[field]
    : row?.notApplicable != null
      ? 'not-applicable'
      : row?.shares.map(({ party }) => party);

test('words mean the same in a paste, in a returned sheet and on the command line', async () => {
  const trip = await startRoundTrip();
  const { call, core, path: file } = trip;
  const rows = async () =>
    (await call('assignments.register', { filter: { subject: 'orders-db' }, limit: 100 })).rows;
  // Each word has a row of its own, in which none of the meanings stands before.
  const refs = (await rows()).map(({ ref }) => ref).slice(0, TABLE.length);
  expect(refs).toHaveLength(TABLE.length);
  const before = { owners: ['third'], reason: 'For now.', status: 'risk-accepted' } as const;
  await call('parties.add', { name: 'Third', kind: 'third-party' });
  await call('assignments.bulk', { refs, set: { ...before, owners: [...before.owners] } });
  const reason = 'As agreed.';
  const expected = TABLE.map(([field, written, meant]) => [
    written,
    meant ?? (field === 'owners' ? before.owners : field === 'status' ? before.status : null),
  ]);
  const found = async () => {
    const now = new Map((await rows()).map((row) => [row.ref, row]));
    return TABLE.map(([field, written], at) => [written, meaning(now.get(refs[at] ?? ''), field)]);
  };

  await call('assignments.applyCells', {
    changes: TABLE.flatMap(([field, value], at) => [
      { ref: refs[at] ?? '', field: field as CellField, value },
      { ref: refs[at] ?? '', field: 'reason' as const, value: reason },
    ]),
  });
  expect(await found()).toEqual(expected);
  await call('workbook.undo', {});

  const returned = await trip.edited((sheet) => {
    for (const [at, [field, written]] of TABLE.entries()) {
      sheet.set(refs[at] ?? '', HEADINGS[field], written);
      if (field !== 'owners') continue;
      sheet.set(refs[at] ?? '', COLUMN_HEADERS.deviation, reason);
      if (written === 'n/a') sheet.set(refs[at] ?? '', COLUMN_HEADERS['not-applicable'], reason);
    }
  });
  await trip.apply(returned);
  expect(await found()).toEqual(expected);
  await call('workbook.undo', {});

  await core.close();
  const said: unknown[] = [];
  for (const [at, [field, written, meant]] of TABLE.entries()) {
    // A reason makes it "not applicable", which has an option of its own here.
    if (meant === 'not-applicable') continue;
    const args = ['answer', file, refs[at] ?? '', OPTIONS[field], written, '--reason', reason, '--json'];
    const { status, out, err } = await runAtOnce(...args);
    expect(status, `${written}: ${err}`).toBe(meant === null ? 2 : 0);
    said.push([written, meant === null ? null : meaning(JSON.parse(out), field)]);
  }
  expect(said).toEqual(
    TABLE.flatMap(([, written, meant]) => (meant === 'not-applicable' ? [] : [[written, meant]])),
  );
});
