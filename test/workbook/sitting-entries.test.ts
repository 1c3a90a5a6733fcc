import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../main/workbook/connection.ts';
import type { StoredEntry } from '../../main/workbook/entry-hash.ts';
import { callers, EXAMPLE, openTestWorkbook } from '../support/core.ts';
import fc, { runs } from '../support/property.ts';

const text = fc.oneof(
  fc.constantFrom('half of a pair \ud83d', 'a nought\0in it', 'line\r\nend', '\u2028', '"table":"snapshot"'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
);
const duty = fc.constantFrom('guest-os-patching', 'restore-testing', 'encryption-in-transit');
const call = fc.oneof(
  fc
    .record({ label: text })
    .map(({ label }) => ['services.add', { services: [{ catalogueId: 'rds', label }] }] as const),
  fc
    .record({ duty, note: text })
    .map(({ duty: id, note }) => ['assignments.update', { ref: `orders-db/${id}`, note }] as const),
  fc
    .record({ duty, reason: text })
    .map(
      ({ duty: id, reason }) =>
        ['assignments.answer', { ref: `orders-db/${id}`, answer: { owners: ['aws'] }, reason }] as const,
    ),
  fc
    .record({ title: text, dryRun: fc.boolean() })
    .map(
      ({ title, dryRun }) =>
        [
          'workbook.apply',
          { steps: [{ step: 'set workbook', with: { title } }], from: 'changes.yaml', dryRun },
        ] as const,
    ),
  fc.constantFrom(['workbook.undo', {}] as const, ['workbook.redo', {}] as const),
);

test('what a sitting keeps of its changes is what its file holds of them', () =>
  fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
      const open = await openTestWorkbook({ made: EXAMPLE });
      await open.core.close();
      const { id } = await open.core.openPath(open.path, { brief: true });
      const { call: ask } = callers(open.core, id);
      const read = (path: string, rev: number) => {
        const db = connect(path, { readonly: true });
        try {
          return db.all<StoredEntry>('SELECT * FROM change WHERE rev > ? ORDER BY rev', rev);
        } finally {
          db.close();
        }
      };
      const begun = read(open.path, 0).at(-1)?.rev ?? 0;
      await ask('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
      for (const [name, input] of calls) await ask(name as never, input as never).catch(() => undefined);
      const held = join(open.folder, 'held.db');
      writeFileSync(held, readFileSync(open.path));
      rmSync(join(open.folder, 'data', 'backups'), { recursive: true, force: true });
      writeFileSync(open.path, 'another file');
      await expect(ask('services.add', { services: [{ catalogueId: 's3' }] })).rejects.toMatchObject({
        code: 'WORKBOOK_GONE',
      });
      const [lines = ''] = readdirSync(open.folder).filter((name) => name.endsWith('.jsonl'));
      const kept = readFileSync(join(open.folder, lines), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(kept).toEqual(read(held, begun));
      await open.core.close();
    }),
    { numRuns: runs(10) },
  ));
