import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { NO_OWNER, ownershipWords } from '../../main/domain/duties/ownership.ts';
import { ONE_FRAMEWORK, openTestWorkbook } from '../support/core.ts';

// A party may bear the name of an answer that names none: no document, and nobody who sends one back, takes the one for the other.

const NAMES = [
  'Unanswered',
  'UNANSWERED',
  'Not applicable',
  'not\u00a0 applicable',
  'N/A',
  'na',
  ' unanswered',
] as const;
const EMPTY = new Map<string, string>();
const NONE = [
  ownershipWords({ kind: 'unanswered' }, EMPTY),
  ownershipWords({ kind: 'not-applicable' }, EMPTY),
  ...Object.values(NO_OWNER).flat(),
].map((words) => words.toLowerCase());

test.each(NAMES)('the party "%s" is no word for nobody', (name) => {
  for (const ownership of [
    { kind: 'single', party: 'p' },
    { kind: 'shared', parties: ['p', 'aws'] },
  ] as const) {
    const words = ownershipWords(
      ownership,
      new Map([
        ['p', name],
        ['aws', 'AWS'],
      ]),
    );
    expect(NONE).not.toContain(words.trim().replace(/\s+/g, ' ').toLowerCase());
    expect(words).toContain(name);
  }
});

describe.each(['Unanswered', 'Not applicable', 'NA'])('a party called %s', (name) => {
  const REF = 'orders-db/restore-testing';
  const OPEN = 'orders-db/backup-configuration';

  test('is told from an undecided row in CSV and Excel, in its counts, and on the way back', async () => {
    const { call, run, core, folder } = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
    await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
    const { id } = await call('parties.add', { name, kind: 'third-party' });
    await call('assignments.answer', { ref: REF, answer: { owners: [id] } });
    await call('assignments.answer', {
      ref: 'orders-db/encryption-at-rest',
      answer: { owners: ['aws', id] },
    });
    const path = (format: string) => join(folder, `a.${format}`);
    await run('exports.run', {
      files: (['csv', 'xlsx'] as const).map((format) => ({
        format,
        target: core.files.registerTarget(path(format)).handle,
      })),
    });
    const [head = [], ...body] = parse(readFileSync(path('csv'), 'utf8'), { bom: true }) as string[][];
    const owner = (ref: string) => body.find(([first]) => first === ref)?.[head.indexOf('Ownership')];
    expect(owner(OPEN)).toBe('Unanswered');
    expect(owner(REF)).toBe(`${name} (a party)`);
    const [xlsxHead = [], ...rows] = await readSheet(path('xlsx'), 'Register');
    const column = xlsxHead.indexOf('Ownership');
    expect(rows.find(([ref]) => ref === REF)?.[column]).toBe(`${name} (a party)`);
    expect(rows.filter((row) => row[column] === name).length).toBe(
      name === 'Unanswered' ? rows.length - 2 : 0,
    );
    for (const format of ['csv', 'xlsx']) {
      const { changes, unplaced } = (await run('sheets.preview', {
        file: core.files.registerSource(path(format)).handle,
      })) as { changes: readonly unknown[]; unplaced: readonly unknown[] };
      expect([changes, unplaced], format).toEqual([[], []]);
    }
    // Whoever writes the party into an undecided row, or says that nobody owns theirs, is understood.
    const edited = join(folder, 'edited.csv');
    const open = body.map((row) =>
      row[0] === OPEN || row[0] === REF
        ? row.map((cell, at) =>
            at === head.indexOf('Ownership') ? (row[0] === OPEN ? `${name} (a party)` : 'Unanswered') : cell,
          )
        : row,
    );
    const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
    writeFileSync(edited, [head, ...open].map((row) => row.map(field).join(',')).join('\r\n'));
    const { changes } = (await run('sheets.preview', {
      file: core.files.registerSource(edited).handle,
    })) as { changes: readonly { ref: string; field: string; after: string }[] };
    expect(changes.filter(({ field }) => field === 'owners').map(({ ref, after }) => [ref, after])).toEqual([
      [OPEN, `${name} (a party)`],
      [REF, 'Unanswered'],
    ]);
  });
});
