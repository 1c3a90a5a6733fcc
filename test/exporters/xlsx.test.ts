import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { fieldOfColumn } from '../../main/domain/answers/fields.ts';
import type { Report } from '../../main/domain/report/report.ts';
import type { RegisterColumnId } from '../../main/domain/sheets/register-cells.ts';
import { reconcileXlsx } from '../../main/exporters/reconcile/xlsx.ts';
import { registerColumns } from '../../main/exporters/register-columns.ts';
import { cleanText } from '../../main/exporters/safe-text.ts';
import { columnLetters } from '../../main/exporters/xlsx/cells.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { findProgram } from '../support/programs.ts';
import { sampleReport } from '../support/sample-report.ts';
import { HARD_TEXTS } from '../support/sample-texts.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('xlsx');
const path = join(folder, 'sample.xlsx');
const report = sampleReport({ services: 14, seed: 3 });
const SHEETS =
  'About|Summary|Services|Matrix|Register|Evidence|Gaps|RACI|Actions|Accepted risks|Decisions|Proposals|Parked|Meetings|Sign-offs|People|Frameworks|Lists|Counts|Demarc'.split(
    '|',
  );

beforeAll(async () => {
  expect(await writeXlsx(report, path)).toEqual({ warnings: [] });
});

test('the About sheet names who signed, what, over which digest, and what changed since', async () => {
  const cells = (await readSheet(path, 'About')).flat().map(String);
  for (const entry of report.signOffs) {
    expect(cells.some((cell) => cell.startsWith(entry.name))).toBe(true);
    expect(
      cells.some((cell) => cell.includes(`Digest ${entry.digest}`) && cell.includes(entry.statement)),
    ).toBe(true);
  }
  const claims = cells.flatMap((cell) => cell.match(/(Signed with|Recorded as).*/)?.[0] ?? []);
  expect(claims).toEqual([
    'Signed with the key abcd abcd abcd abcd, which calls itself Ingrid Aalto.',
    'Recorded as signed by Rahel Obi, without a key.',
  ]);
  expect(cells).toContain('3 duties changed since, by Rahel Obi');
  expect(cells).toContain('Unchanged since');
});

/** The register as text, dates as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, empty cells as ''. */
function expectedRegister(of: Report): readonly (readonly string[])[] {
  const columns = registerColumns(of);
  const rows = [...of.rows()].map((row) =>
    columns.map((column) => {
      const text = column.read(row) ?? '';
      return column.kind === 'instant' ? text.slice(0, 16) : cleanText(text).text;
    }),
  );
  return [columns.map((column) => column.header), ...rows];
}
const changed = (rows: (all: RegisterRow[]) => readonly RegisterRow[]): Report => ({
  ...report,
  rows: () => rows([...report.rows()]),
});

const lettersOf = (id: RegisterColumnId): string =>
  columnLetters(registerColumns(report).findIndex((column) => column.id === id) + 1);

/** The Python that has openpyxl, or null. */
const python = findProgram('openpyxl');
const OPENPYXL = `
import json, sys, openpyxl, datetime
book = openpyxl.load_workbook(sys.argv[1])
def text(cell):
    v = cell.value
    if v is None: return ''
    if isinstance(v, datetime.datetime):
        return v.strftime('%Y-%m-%d' if cell.number_format == 'yyyy-mm-dd' else '%Y-%m-%dT%H:%M')
    return str(v)
register = book['Register']
gaps = book['Gaps']
print(json.dumps({
  'sheets': book.sheetnames,
  'hidden': [s.title for s in book if s.sheet_state != 'visible'],
  'register': [[text(c) for c in row] for row in register.iter_rows()],
  'formulas': [[s.title, c.value] for s in book for row in s.iter_rows() for c in row if c.data_type == 'f'],
  'quoted': [c.value for row in register.iter_rows() for c in row if c.quotePrefix],
  'freeze': {s.title: s.freeze_panes for s in book},
  'filter': register.tables['Register'].autoFilter.ref,
  'tables': {s.title: [(t.name, t.ref) for t in s.tables.values()] for s in book if s.tables},
  'names': sorted(book.defined_names.keys()),
  'locked': sorted({c.column_letter for c in register[2] if c.protection.locked}),
  'open': sorted({c.column_letter for c in register[2] if not c.protection.locked}),
  'protected': {s.title: bool(s.protection.password or s.protection.hashValue) for s in book if s.protection.sheet},
  'prompts': {str(v.sqref): [v.type, v.prompt] for v in register.data_validations.dataValidation},
  'rules': {str(r.sqref): len(r.rules) for r in register.conditional_formatting},
  'proof': [[c.value, c.hyperlink.location] for c in register[sys.argv[2]] if c.hyperlink],
  'supports': [[c.value, c.hyperlink.location] for c in book['Evidence']['P'] if c.hyperlink],
  'charts': {s.title: len(s._charts) for s in book if s._charts},
  'lists': {str(v.sqref): v.formula1 for v in register.data_validations.dataValidation},
  'offered': [[c.value for c in col if c.value is not None] for col in book['Lists'].iter_cols()],
  'titles': [register.print_title_rows, register.print_title_cols],
  'links': [[c.value, c.hyperlink.location] for c in gaps['F'] if c.hyperlink],
  'properties': [book.properties.title, book.properties.creator],
}))`;

describe('the Excel file, read by other programs', () => {
  test('read-excel-file finds every cell of the register', async () => {
    const cells = await readSheet(path, 'Register', { trim: false });
    const columns = registerColumns(report);
    const texts = cells.map((row, index) =>
      row.map((cell, column) => {
        if (cell instanceof Date)
          return cell.toISOString().slice(0, columns[column]?.kind === 'date' ? 10 : 16);
        // This reader leaves Excel's escape for a literal "_x0041_" as it stands in the file.
        return index === 0 || cell === null ? String(cell ?? '') : String(cell).replaceAll('_x005F_', '_');
      }),
    );
    expect(texts).toEqual(expectedRegister(report));
  });

  test('openpyxl finds every cell, formulas only over our own names, lists, filters, panes and links', ({
    skip,
  }) => {
    skip(!python, 'Python with openpyxl is not installed here.');
    const out = execFileSync(python ?? '', ['-c', OPENPYXL, path, lettersOf('evidence')], {
      maxBuffer: 1 << 28,
      encoding: 'utf8',
    });
    const book = JSON.parse(out);
    // openpyxl, too, gives the escape back as written.
    const register = (book.register as string[][]).map((row) =>
      row.map((cell) => cell.replaceAll('_x005F_', '_')),
    );
    expect(register).toEqual(expectedRegister(report));
    expect(book.sheets).toEqual(SHEETS);
    expect(book.hidden).toEqual(['Lists', 'Counts', 'Demarc']);
    const formulas = book.formulas as [string, string][];
    expect(new Set(formulas.map(([sheet]) => sheet))).toEqual(new Set(['Summary', 'Frameworks', 'Counts']));
    // Nothing that changes by itself or leaves the file, and no text of a user: only our names, places and functions.
    for (const [, formula] of formulas)
      expect(formula).toMatch(
        /^=((SUMPRODUCT|COUNTIFS?|COUNTA|SUM|IF)\(|\)|,|[-+/=:0]|\$?[A-Z]{1,2}\$?\d+|Counts!|(Register|Owners|Gaps)_\w+|"=[A-Z][a-z ]+")+$/,
      );
    for (const text of HARD_TEXTS.filter((text) => /^[=+\-@\t']/.test(text)))
      expect(book.quoted).toContain(text);
    expect(book.freeze).toMatchObject({ Register: 'B2', Matrix: 'C5', Gaps: 'A2' });
    const last = report.counts.rows + 1;
    expect(book.filter).toMatch(new RegExp(`^A1:[A-Z]+${last}$`));
    expect(book.titles).toEqual(['$1:$1', '$A:$A']);
    const rows = {
      Services: report.services.length,
      Evidence: report.evidence.length,
      Gaps: report.gaps.length,
    };
    for (const [name, length] of Object.entries({ ...rows, Register: report.counts.rows }))
      expect(book.tables[name], name).toEqual([
        [name, expect.stringMatching(new RegExp(`^A1:[A-Z]+${length + 1}$`))],
      ]);
    expect(book.names).toEqual(
      expect.arrayContaining([
        'Register_Owner',
        'Register_Status',
        'Owners_shared',
        'Gaps_Severity',
        'Judged_as_of',
      ]),
    );
    const columns = registerColumns(report);
    const letters = (filled: boolean) =>
      columns.flatMap(({ id }) => ((fieldOfColumn(id) !== null) === filled ? [lettersOf(id)] : [])).sort();
    expect([book.locked, book.open]).toEqual([letters(false), letters(true)]);
    expect(book.protected).toEqual({ Register: false });
    expect(book.prompts[`${lettersOf('due')}2:${lettersOf('due')}${last}`]).toEqual([
      'date',
      expect.stringContaining('2027-03-31'),
    ]);
    for (const id of ['ownership', 'status', 'due'] as const)
      expect(book.rules[`${lettersOf(id)}2:${lettersOf(id)}${last}`], id).toBeGreaterThan(0);
    expect(book.charts).toEqual({ Summary: 3 });
    // Evidence is linked both ways: a cell with numbers leads to the first, and that leads to the first row that it supports.
    const proved = [...report.rows()].filter((row) => row.evidence.length > 0);
    expect(book.proof.length).toBe(proved.length);
    for (const [numbers, location] of book.proof as [string, string][]) {
      const row = Number(/^'Evidence'!A(\d+)$/.exec(location)?.[1]);
      expect(`E-${report.evidence[row - 2]?.number}`).toBe(numbers.split(', ')[0]);
    }
    expect(book.supports.length).toBe(report.evidence.filter(({ links }) => links.length > 0).length);
    for (const [refs, location] of book.supports as [string, string][]) {
      const row = Number(/^'Register'!A(\d+)$/.exec(location)?.[1]);
      expect(register[row - 1]?.[0]).toBe(refs.split('\n')[0]);
    }
    expect(book.lists[`J2:J${last}`]).toMatch(/^Lists!\$A\$2:\$A\$\d+$/);
    expect(book.offered[0]).toEqual([
      'Ownership',
      'AWS',
      'Kalliope Retail',
      'Landing-zone team',
      'Norddata GmbH',
      'Marketplace sellers',
      'AWS + Kalliope Retail',
      'AWS + Landing-zone team',
      'AWS + Norddata GmbH',
      'AWS + Marketplace sellers',
      // What else the register says.
      'AWS + Kalliope Retail + Norddata GmbH',
      'Kalliope Retail + Norddata GmbH',
      'Not applicable',
      'Unanswered',
    ]);
    expect(book.links.length).toBe(report.gaps.filter((gap) => gap.ref !== null).length);
    for (const [ref, location] of book.links as [string, string][]) {
      const row = Number(/^'Register'!A(\d+)$/.exec(location)?.[1]);
      expect(register[row - 1]?.[0]).toBe(ref);
    }
    expect(book.properties).toEqual([report.meta.title, 'Demarc']);
  });
});

describe('reading back', () => {
  test('agrees with the workbook', async () => {
    const { rows, notes, evidence } = report.counts;
    expect(await reconcileXlsx(path, report)).toEqual({
      ok: true,
      expected: { rows, notes, evidence },
      found: { rows, notes, evidence },
      problems: [],
    });
  });

  test('names a row that is missing, one too many, and a changed text', async () => {
    const [, second] = [...report.rows()];
    const missing = await reconcileXlsx(
      path,
      changed((rows) => [...rows.slice(0, 1), ...rows.slice(2)]),
    );
    expect(missing.ok).toBe(false);
    expect(missing.problems[0]).toContain(`Row 2 is "${second?.ref}"`);

    const more = await reconcileXlsx(
      path,
      changed((rows) => [...rows, { ...(rows[0] as RegisterRow), ref: 'a/b' }]),
    );
    expect(more.problems).toEqual([`The register ends after row ${report.counts.rows}; a/b is missing.`]);

    const other = await reconcileXlsx(
      path,
      changed((rows) => rows.map((row, index) => (index === 4 ? { ...row, note: 'Another note' } : row))),
    );
    expect(other.problems).toHaveLength(1);
    expect(other.problems[0]).toContain('Note: ');
    expect(other.problems[0]).toContain('instead of "Another note"');
  });

  test('misses a note, a piece of evidence and a changed hash', async () => {
    const counted = await reconcileXlsx(path, {
      ...report,
      counts: { ...report.counts, notes: report.counts.notes + 1 },
    });
    expect(counted.problems).toEqual([
      `The file holds ${report.counts.notes} notes, the workbook ${report.counts.notes + 1}.`,
    ]);
    const hashes = await reconcileXlsx(path, {
      ...report,
      evidence: report.evidence.map((item) =>
        item.number === 2 ? { ...item, sha256: '0'.repeat(64) } : item,
      ),
    });
    expect(hashes.problems).toEqual(['E-2 has another SHA-256.']);
    const fewer = await reconcileXlsx(path, { ...report, gaps: report.gaps.slice(1) });
    expect(fewer.problems).toEqual([
      `The sheet Gaps has ${report.gaps.length} rows, not ${report.gaps.length - 1}.`,
    ]);
  });

  test('does not take a damaged or cut file for whole', async () => {
    const bytes = readFileSync(path);
    const zip = await ZipReader.open(path);
    expect(zip.names).toContain('xl/worksheets/sheet5.xml');
    await zip.close();
    const damaged = join(folder, 'damaged.xlsx');
    for (const at of [0.3, 0.5, 0.7]) {
      const copy = Buffer.from(bytes);
      const place = Math.floor(copy.length * at);
      copy[place] = (copy[place] ?? 0) ^ 0x55;
      writeFileSync(damaged, copy);
      expect((await reconcileXlsx(damaged, report)).ok, `byte ${place}`).toBe(false);
    }
    writeFileSync(damaged, bytes);
    truncateSync(damaged, bytes.length - 100);
    expect((await reconcileXlsx(damaged, report)).problems.join()).toContain('cannot be read back');
    writeFileSync(damaged, 'not a workbook');
    expect((await reconcileXlsx(damaged, report)).ok).toBe(false);
  });
});

test('texts that Excel cannot keep are listed and continued, and found again', async () => {
  const long = 'A sentence that goes on and on. '.repeat(1_500);
  const awkward = changed((rows) =>
    rows.map((row, index) =>
      index === 0
        ? { ...row, note: long }
        : index === 1
          ? { ...row, note: 'bell \u0007 and half \ud800' }
          : row,
    ),
  );
  const hard: Report = {
    ...awkward,
    counts: { ...report.counts, notes: [...awkward.rows()].filter((row) => row.note).length },
    evidence: report.evidence.map((item) =>
      item.kind === 'note' ? { ...item, text: 'n'.repeat(100_000) } : item,
    ),
  };
  const target = join(folder, 'hard.xlsx');
  const { warnings } = await writeXlsx(hard, target);
  const texts = 1 + report.evidence.filter((item) => item.kind === 'note').length;
  expect(warnings).toEqual([
    `Texts longer than an Excel cell: ${texts}. Each goes on in the sheet "Export notes".`,
    'Characters that Excel cannot keep: 2. Each is shown by a sign and listed in the sheet "Export notes".',
  ]);
  expect(await reconcileXlsx(target, hard)).toMatchObject({ ok: true, problems: [] });
  const notes = await readSheet(target, 'Export notes', { trim: false });
  const parts = notes.filter((row) => row[0] === 'Register' && row[3] !== null).map((row) => row[4]);
  const noteColumn = registerColumns(hard).findIndex((column) => column.id === 'note');
  const register = await readSheet(target, 'Register', { trim: false });
  const head = String(register[1]?.[noteColumn]);
  expect(head.slice(0, head.lastIndexOf('\n[')) + parts.join('') === long).toBe(true);
  expect(register[2]?.[noteColumn]).toBe('bell ␇ and half �');
});

test('reports progress in rows, and stops when it is told to', async () => {
  const large = sampleReport({ services: 60 });
  const seen: number[] = [];
  const stop = new AbortController();
  const target = join(folder, 'cancelled.xlsx');
  const writing = writeXlsx(large, target, {
    signal: stop.signal,
    progress: (done, total) => {
      expect(total).toBe(large.counts.rows);
      seen.push(done);
      if (done >= 1000) stop.abort();
    },
  });
  await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(seen).toEqual([500, 1000]);
});

test('says why a file cannot be written', async () => {
  await expect(writeXlsx(report, join(folder, 'absent', 'a.xlsx'))).rejects.toMatchObject({ code: 'ENOENT' });
  const narrow: Report = { ...report, counts: { ...report.counts, rows: 2_000_000 } };
  await expect(writeXlsx(narrow, join(folder, 'b.xlsx'))).rejects.toThrow('Export the CSV instead');
});

test('an empty workbook gives whole sheets with nothing in them', async () => {
  const empty = sampleReport({ services: 0 });
  const bare: Report = {
    ...empty,
    evidence: [],
    gaps: [],
    people: [],
    frameworks: [],
    counts: { services: 0, rows: 0, answered: 0, notes: 0, evidence: 0, gaps: 0, people: 0 },
    matrix: { ...empty.matrix, cells: [], subjects: [] },
    rows: () => [],
  };
  const target = join(folder, 'empty.xlsx');
  await writeXlsx(bare, target);
  expect(await reconcileXlsx(target, bare)).toMatchObject({
    ok: true,
    found: { rows: 0, notes: 0, evidence: 0 },
  });
});
