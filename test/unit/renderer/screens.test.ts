import { describe, expect, test } from 'vitest';
import { screenOf } from '../../../renderer/app/shell/screens.ts';
import {
  exportFileName,
  extractWords,
  reconciliationLines,
} from '../../../renderer/features/export/model.ts';
import {
  checkEmail,
  checkName,
  checkPeriod,
  orNull,
  toggle,
} from '../../../renderer/features/scope/model.ts';
import {
  backupFolderMissing,
  backupsAfter,
  recentOnly,
  suggestFileName,
} from '../../../renderer/features/start/model.ts';
import { startSearch } from '../../../renderer/features/start/search.ts';

describe('shell', () => {
  test('the screen of a path', () => {
    expect(screenOf('/w/w1/walk/orders-db')?.id).toBe('walk');
    expect(screenOf('/w/w1/export')?.label).toBe('Export');
    expect(screenOf('/')).toBeUndefined();
  });
});

describe('start', () => {
  test.each([
    ['Payments 2026', 'Payments 2026.demarc'],
    ['a/b: c?', 'a b c.demarc'],
    ['..', 'workbook.demarc'],
    ['Überblick\n', 'Überblick.demarc'],
  ])('%j is saved as %j', (title, name) => {
    expect(suggestFileName(title)).toBe(name);
  });
  test('a workbook that is open is not listed a second time', () => {
    const recent = (id: string) => ({
      id,
      title: 'Shop',
      organisation: 'Acme',
      fileName: 'shop.demarc',
      folder: '~',
      openedAt: '',
      missing: false,
    });
    const open = [{ recent: '1' }];
    expect(recentOnly([recent('1'), recent('2')], open).map((entry) => entry.id)).toEqual(['2']);
    expect(recentOnly([recent('1')], [])).toHaveLength(1);
  });
  test('a damaged workbook leads to its backups, any other failure does not', () => {
    const failure = { code: 'WORKBOOK_DAMAGED', message: '' } as const;
    expect(backupsAfter(failure, null)).toBeNull();
    expect(backupsAfter(failure, 'a')).toBe('a');
    expect(backupsAfter({ ...failure, details: { recent: 'b' } }, null)).toBe('b');
    expect(backupsAfter({ ...failure, code: 'READ_ONLY' }, 'a')).toBeNull();
  });
  test('a folder for backups that is not there is told, with where they go instead', () => {
    const there = { folder: '/media/safe', chosen: 'setting', instead: null } as const;
    expect(backupFolderMissing(there)).toBeNull();
    expect(backupFolderMissing({ ...there, instead: '~/backups' })).toBe(
      'The folder for backups, /media/safe, is not there or cannot be written. Until it is back, copies are kept in ~/backups.',
    );
  });
  test('what was asked for elsewhere', () => {
    expect(startSearch({ do: 'new' })).toEqual({ do: 'new' });
    expect(startSearch({ do: 'format-disk' })).toEqual({});
  });
});

describe('scope', () => {
  test('checks of what is typed', () => {
    expect(checkName('  ')).not.toBeNull();
    expect(checkName('a')).toBeNull();
    expect(checkEmail('')).toBeNull();
    expect(checkEmail('ada@acme')).not.toBeNull();
    expect(checkEmail(' ada@acme.example ')).toBeNull();
    expect(checkPeriod('2026-02-01', '2026-01-31')).not.toBeNull();
    expect(checkPeriod('2026-02-01', '2026-02-01')).toBeNull();
    expect(checkPeriod(null, '2026-02-01')).toBeNull();
  });
  test('frameworks keep the order of choosing', () => {
    expect(toggle(['b'], 'a', true)).toEqual(['b', 'a']);
    expect(toggle(['b', 'a'], 'b', true)).toEqual(['a', 'b']);
    expect(toggle(['b', 'a'], 'b', false)).toEqual(['a']);
    expect(orNull('  ')).toBeNull();
  });
});

describe('export', () => {
  test('file names carry title and day', () => {
    expect(exportFileName({ title: 'A/B' }, 'xlsx', '2026-11-25')).toBe('A B 2026-11-25.xlsx');
    expect(exportFileName({ title: 'Shop' }, 'csv', '2026-11-25', 'Zoë', true)).toBe(
      'Shop for Zoë extract 2026-11-25.csv',
    );
  });
  test('an extract says how many rows it holds, and of what', () => {
    const by = ['domain Backups', 'status In progress'];
    expect(extractWords({ rows: 37, extract: { of: 2014, by } })).toMatchObject({
      title: 'Only the 37 rows in view: domain Backups, status In progress',
      sentence: expect.stringMatching(/^Of 2,014 in the workbook\./),
    });
    expect(extractWords({ rows: 1, extract: { of: 2014, by } }).title).toMatch(/^Only the one row in view: /);
    expect(extractWords({ rows: 0, extract: { of: 2014, by } })).toMatchObject({
      title: 'No row fits: domain Backups, status In progress',
      sentence: expect.stringContaining('None of the 2,014 rows'),
    });
  });
  test('each count says both numbers, and a difference is marked', () => {
    const lines = reconciliationLines({
      ok: false,
      expected: { rows: 2014, notes: 1, evidence: 3 },
      found: { rows: 2013, notes: 1, evidence: 3 },
      problems: ['one row is missing'],
    });
    expect(lines).toEqual([
      { ok: false, text: '2,014 rows in the workbook, 2,013 in the file' },
      { ok: true, text: '1 note in the workbook, 1 in the file' },
      { ok: true, text: '3 pieces of evidence in the workbook, 3 in the file' },
    ]);
  });
  test('a document without a register says how many texts were found', () => {
    const none = { rows: 0, notes: 0, evidence: 0 };
    expect(reconciliationLines({ ok: true, expected: none, found: none, texts: 4320, problems: [] })).toEqual(
      [{ ok: true, text: '4,320 texts of the document, each found in the file' }],
    );
  });
});
