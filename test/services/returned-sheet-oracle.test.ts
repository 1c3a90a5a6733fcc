import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { Card } from '../../main/contract/assignments.ts';
import { STATUS_LABELS } from '../../main/domain/sheets/cell-words.ts';
import fc, { runs } from '../support/property.ts';
import { type RoundTrip, startRoundTrip } from '../support/returned-sheet.ts';

// What a sender did is known by the script alone: nothing below asks Demarc's own reader what stands in a file.
const RUNS = runs(2);

type Value = ExcelJS.CellValue;
/** What somebody writes into a cell, and what it means there; null where it means nothing that the column could hold. */
interface Written {
  readonly heading: string;
  readonly value: Value;
  readonly means: string | null;
}
const text = (heading: string, value: string | null): Written => ({ heading, value, means: value ?? '' });
const freely = fc.oneof(
  fc.constantFrom(
    'Zoe\u0308 prüft jährlich — 毎月 🗝️',
    'Two\nlines, "quoted"; and\ta tab',
    '=SUM(A1:A9)',
    '-5',
    '@home',
    '<b>&amp;</b>',
    '0012',
    'x'.repeat(3000),
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((sign) => /^\p{L}/u.test(sign)),
);
const written: fc.Arbitrary<Written> = fc.oneof(
  { weight: 4, arbitrary: freely.map((value) => text('Note', value)) },
  fc.constantFrom<Written>(
    text('Note', null),
    { heading: 'Note', value: { formula: '6*7', result: 42 } as Value, means: '42' },
    { heading: 'Note', value: { formula: 'TODAY()' } as Value, means: null },
    { heading: 'Note', value: 12.5, means: '12.5' },
    text('Status', 'Implemented'),
    { heading: 'Status', value: 'in progress', means: 'In progress' },
    { heading: 'Status', value: 'Nearly', means: null },
    text('Due', '2027-03-31'),
    { heading: 'Due', value: new Date('2027-06-30T00:00:00Z'), means: '2027-06-30' },
    { heading: 'Due', value: 'soon', means: null },
    { heading: 'Due', value: '2027-02-30', means: null },
    text('Ownership', 'Acme'),
    { heading: 'Ownership', value: 'Acme + AWS', means: 'AWS + Acme' },
    { heading: 'Ownership', value: 'Somebody', means: null },
    text('Acme: named person', 'Ann Lee'),
    { heading: 'Acme: named person', value: 'ben  ray', means: 'Ben Ray' },
    { heading: 'Acme: named person', value: 'Nobody Known', means: null },
    text('Parked', 'Yes'),
    { heading: 'Parked', value: 'perhaps', means: null },
    text('Evidence', 'E-1'),
    { heading: 'Evidence', value: 'E-77', means: null },
    { heading: 'Review', value: 'Accepted', means: null },
    { heading: 'Suggested', value: 'Whoever', means: null },
  ),
);
const structures = [
  'none',
  'sort',
  'insert',
  'delete',
  'hide',
  'columns',
  'copy',
  'rename',
  'stamp',
] as const;
const script = fc.record({
  edits: fc.array(fc.tuple(fc.nat(), written), { minLength: 1, maxLength: 14 }),
  structure: fc.uniqueArray(fc.constantFrom(...structures), { minLength: 1, maxLength: 2 }),
  seed: fc.nat(1000),
});
type Script = typeof script extends fc.Arbitrary<infer T> ? T : never;

const plain = (value: string) => value.normalize('NFC').replaceAll('\r\n', '\n').trim();

/** The register as the other library has it: headings, and the text below each by ref. */
async function tableOf(path: string, name = 'Register') {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  const rows = sheet.getSheetValues().map((row) => (Array.isArray(row) ? row.slice(1) : []));
  const head = (rows[1] ?? []).map(String);
  return { book, sheet, head, rows: rows.slice(2) };
}
type Table = Awaited<ReturnType<typeof tableOf>>;
const shown = (value: Value | undefined): string =>
  value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
const cellsByRef = ({ head, rows }: Table) =>
  new Map(
    rows.map((row) => [String(row[head.indexOf('Ref')]), (of: string) => shown(row[head.indexOf(of)])]),
  );

/** Does what the script says; gives what it did, by ref and heading, and where that stands now. */
async function sendBack(table: Table, to: string, { edits, structure, seed }: Script) {
  const { book, sheet, head } = table;
  const ref = head.indexOf('Ref');
  let rows = table.rows.map((row) => Array.from(head, (_, at) => (row as Value[])[at] ?? null));
  const did = new Map<string, Written & { readonly ref: string }>();
  for (const [at, what] of edits) {
    const row = rows[at % rows.length] ?? [];
    row[head.indexOf(what.heading)] = what.value ?? null;
    did.set(`${row[ref]} ${what.heading}`, { ...what, ref: String(row[ref]) });
  }
  let headings: string[] = head;
  let name = sheet.name;
  for (const what of structure) {
    if (what === 'sort') rows = rows.toSorted((a, b) => String(b[ref]).localeCompare(String(a[ref])));
    else if (what === 'insert') rows.splice(seed % rows.length, 0, [], []);
    else if (what === 'delete') {
      for (const gone of rows.splice(seed % rows.length, 3))
        for (const heading of head) did.delete(`${gone[ref]} ${heading}`);
    } else if (what === 'hide') {
      sheet.getRow(5).hidden = true;
      sheet.getColumn(3).hidden = true;
    } else if (what === 'columns') {
      const order = headings
        .map((_, at) => at)
        .toSorted((a, b) => ((a * 7 + seed) % 31) - ((b * 7 + seed) % 31));
      headings = order.map((at) => headings[at] ?? '');
      rows = rows.map((row) => (row.length === 0 ? row : order.map((at) => row[at] ?? null)));
    } else if (what === 'rename') name = 'Antworten';
    else if (what === 'stamp')
      for (const { id } of book.worksheets.filter((other) => other !== sheet)) book.removeWorksheet(id);
  }
  const write = (into: ExcelJS.Worksheet) =>
    [headings, ...rows].forEach((row, at) => {
      // Each cell anew, so that nothing of what stood there stays.
      for (let column = 0; column < head.length; column += 1)
        into.getCell(at + 1, column + 1).value = row[column] ?? null;
    });
  for (let extra = rows.length + 2; extra <= sheet.rowCount; extra += 1) sheet.getRow(extra).values = [];
  write(sheet);
  if (structure.includes('copy')) write(book.addWorksheet(`${name} (2)`));
  sheet.name = name;
  await book.xlsx.writeFile(to);
  const places = new Map<string, string>();
  const at = headings.indexOf('Ref');
  for (const [index, row] of rows.entries())
    for (const [column, heading] of headings.entries())
      places.set(`${row[at]} ${heading}`, sheet.getCell(index + 2, column + 1).address);
  return { did, places, name };
}

async function statusKept(trip: RoundTrip, ref: string): Promise<string> {
  const { assignment } = (await trip.call('assignments.card', { ref })) as Card;
  return assignment === null ? '' : STATUS_LABELS[assignment.status];
}

async function judge(trip: RoundTrip, how: Script): Promise<number> {
  const exported = await trip.exported();
  const table = await tableOf(exported);
  const before = cellsByRef(table);
  const path = exported.replace('.xlsx', '-back.xlsx');
  const { did, places, name } = await sendBack(table, path, how);
  const preview = await trip.preview(path);
  const changes = new Map(preview.changes.map((change) => [`${change.ref} ${change.title}`, change]));
  const told = new Map(
    preview.unplaced.filter(({ sheet }) => sheet === name).map((each) => [each.cell, each]),
  );

  // Nothing in silence: each edit is a change, says what stood there, or is named by its cell.
  for (const [key, { ref, heading, means }] of did) {
    const stood = plain(before.get(ref)?.(heading) ?? '');
    const named =
      told.has(places.get(key) ?? '') || preview.notes.some((note) => note.includes(places.get(key) ?? '?'));
    if (means === null) expect(named, `${key} is named`).toBe(true);
    else if (plain(means) !== stood)
      expect(plain(changes.get(key)?.after ?? '(nothing)'), `${key} is a change`).toBe(plain(means));
    else expect(changes.has(key), `${key} is as it was`).toBe(false);
  }
  // Nothing beside it.
  expect([...changes.keys()].filter((key) => !did.has(key))).toEqual([]);
  const edited = new Set([...did.keys()].map((key) => places.get(key)));
  expect([...told.values()].filter(({ cell }) => !edited.has(cell))).toEqual([]);

  await trip.apply(path);
  const after = cellsByRef(await tableOf(await trip.exported()));
  const refused = new Set<string>();
  for (const [key, { refusal, ref, title }] of changes) {
    const means = plain(did.get(key)?.means ?? '');
    if (refusal !== null) refused.add(key);
    // A duty that nobody owns yet has no status in any document: it is kept with the duty.
    else if (title === 'Status' && after.get(ref)?.('Ownership') === 'Unanswered')
      expect(await statusKept(trip, ref), key).toBe(means);
    else expect(plain(after.get(ref)?.(title) ?? ''), key).toBe(means);
  }
  const again = await trip.preview(path);
  expect(again.changes.filter(({ ref, title }) => !refused.has(`${ref} ${title}`))).toEqual([]);
  return changes.size;
}

it(`whatever is done to an exported register comes in, says nothing new or is named, in ${RUNS} scripts of edits`, {
  timeout: 300_000 + RUNS * 30_000,
}, async () => {
  const trip = await startRoundTrip();
  let changes = 0;
  const property = fc.asyncProperty(script, async (how) => {
    changes += await judge(trip, how);
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: process.env.DEMARC_SHRINK === undefined });
  expect(changes).toBeGreaterThan(0);
});
