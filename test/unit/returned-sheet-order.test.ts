import { describe, expect, it } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { labelReader, strangeWords } from '../../main/domain/returned-sheet/labels.ts';
import { movedCells } from '../../main/domain/returned-sheet/moved-cells.ts';
import type { RegisterColumnId } from '../../main/domain/sheets/register-cells.ts';
import fc, { runs } from '../support/property.ts';

const COLUMNS: readonly RegisterColumnId[] = ['ref', 'ownership', 'status', 'organisation:text', 'note'];
const OWNERS = ['AWS', 'Acme', 'AWS + Acme'];
const STATUSES = ['Not started', 'In progress', 'Implemented'];
const ROWS = 40;
/** A register as it was exported: every text of its own, a note here and there. */
const exported = Array.from({ length: ROWS }, (_, at) => [
  `db/duty-${at}`,
  OWNERS[(at * 7) % 3] ?? '',
  STATUSES[(at * 5) % 3] ?? '',
  `Does number ${at}`,
  at % 6 === 0 ? `Note ${at}` : '',
]);
const column = (id: RegisterColumnId) => COLUMNS.indexOf(id);

function moved(sheet: readonly (readonly string[])[]): Record<string, readonly number[]> {
  const survey = movedCells(COLUMNS.map((id) => ({ id })));
  for (const [at, texts] of sheet.entries()) {
    const own = exported[at] ?? [];
    survey.feed({ number: at, texts, now: own, exported: own });
  }
  return Object.fromEntries(
    [...survey.take()].map(([index, rows]) => [COLUMNS[index], [...rows].sort((a, b) => a - b)]),
  );
}
/** The sheet with one column as `change` makes it. */
const withColumn = (id: RegisterColumnId, change: (texts: readonly string[]) => readonly string[]) => {
  const texts = change(exported.map((row) => row[column(id)] ?? ''));
  return exported.map((row, at) =>
    row.map((text, index) => (index === column(id) ? (texts[at] ?? '') : text)),
  );
};

describe('cells that hold what belongs to other rows', () => {
  it('are found below a deleted cell, and below an inserted one', () => {
    const up = moved(
      withColumn('organisation:text', (texts) => [...texts.slice(0, 10), ...texts.slice(11), '']),
    );
    expect(up).toEqual({ 'organisation:text': Array.from({ length: 29 }, (_, at) => 10 + at) });
    const down = moved(
      withColumn('organisation:text', (texts) => [...texts.slice(0, 30), '', ...texts.slice(30, -1)]),
    );
    expect(down).toEqual({ 'organisation:text': Array.from({ length: 9 }, (_, at) => 31 + at) });
  });

  it('are found where few words stand in a column, and where most cells are empty', () => {
    expect(Object.keys(moved(withColumn('ownership', (texts) => ['AWS', ...texts.slice(0, -1)])))).toEqual([
      'ownership',
    ]);
    const notes = moved(withColumn('note', (texts) => ['', ...texts.slice(0, -1)]));
    expect(notes.note).toEqual([1, 6, 7, 12, 13, 18, 19, 24, 25, 30, 31, 36, 37]);
  });

  it('are found in a column that was sorted by itself', () => {
    const sorted = moved(withColumn('organisation:text', (texts) => [...texts].sort()));
    expect(sorted['organisation:text']?.length).toBeGreaterThan(30);
    expect(Object.keys(moved(withColumn('status', (texts) => [...texts].sort())))).toEqual(['status']);
  });

  it('are never those that people fill in: the same down a column, or anything anywhere', () => {
    expect(moved(withColumn('status', (texts) => texts.map(() => 'Implemented')))).toEqual({});
    expect(moved(withColumn('note', (texts) => texts.map(() => '')))).toEqual({});
    const edit = fc.tuple(
      fc.nat(ROWS - 1),
      fc.oneof(
        fc.constantFrom(...STATUSES).map((text) => [column('status'), text] as const),
        fc.constantFrom(...OWNERS).map((text) => [column('ownership'), text] as const),
        fc.string({ maxLength: 8 }).map((text) => [column('note'), text] as const),
        fc.string({ maxLength: 8 }).map((text) => [column('organisation:text'), text] as const),
      ),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 14 }), (edits) => {
        const sheet = exported.map((row) => [...row]);
        for (const [at, [index, text]] of edits) (sheet[at] as string[])[index] = text;
        expect(moved(sheet)).toEqual({});
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('the words beside a ref', () => {
  const row = (subject: string, label: string, duty: string) =>
    ({
      ref: `${subject}/${duty}`,
      subject,
      responsibility: duty,
      subjectLabel: label,
      responsibilityName: `The ${duty}`,
    }) as RegisterRow;
  const db = row('db', 'Orders database', 'backups');
  const rows = [db, row('db', 'Orders database', 'keys'), row('media', 'Médias', 'backups')];
  const agreement = (service: string, responsibility: string, sameCatalogue = false) =>
    labelReader({
      rows,
      exported: (now) => ({ ...now, subjectLabel: now.subject === 'db' ? 'orders-db' : now.subjectLabel }),
      otherServices: ['billing'],
      otherDuties: ['Patching'],
      sameCatalogue,
    })({ service, responsibility }, db).is;

  it.each([
    ['agree in other capitals, blanks and composition', 'ORDERS  database', 'the BACKUPS', 'agrees'],
    ['agree by the name that the service had at export', 'Orders-DB', 'The backups', 'agrees'],
    ['agree where one of them was left out', '', 'The backups', 'agrees'],
    ['say nothing where both were', '', '', 'silent'],
    ['disagree by another service', 'Me\u0301dias', 'The backups', 'disagrees'],
    ['disagree by a service that is gone', 'Billing', 'The backups', 'disagrees'],
    ['disagree by another duty', 'Orders database', 'The keys', 'disagrees'],
    ['disagree by a duty that is asked nowhere here', 'Orders database', 'Patching', 'disagrees'],
    ['disagree where neither is known', 'Tills', 'Counting', 'disagrees'],
    ['are strange by a name that nothing has', 'Tills', 'The backups', 'strange'],
    ['are strange by what may be the text of another catalogue', 'Orders database', 'Backing up', 'strange'],
  ])('%s', (_what, service, responsibility, is) => {
    expect(agreement(service, responsibility)).toBe(is);
  });

  it('disagree by a strange duty where the catalogue is the same', () => {
    expect(agreement('Orders database', 'Backing up', true)).toBe('disagrees');
  });

  it('are a new name only where every row of the service has them', () => {
    const once = strangeWords();
    const strange = { is: 'strange' as const, service: 'tills', responsibility: null };
    once.note({ service: 'Tills', responsibility: 'The backups' }, db);
    expect(once.isName(strange, db)).toBe(true);
    once.note({ service: 'Orders database', responsibility: 'The keys' }, db);
    expect(once.isName(strange, db)).toBe(false);
  });
});
