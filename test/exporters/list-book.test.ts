import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textColumn } from '../../main/domain/report/report-list.ts';
import { EXCEL_ROWS } from '../../main/exporters/xlsx/limits.ts';
import { writeLists } from '../../main/exporters/xlsx/list-book.ts';
import { temporaryFolder } from '../support/core.ts';

test('a list of more rows than a sheet has is refused by name before anything is written', async () => {
  const path = join(temporaryFolder(), 'a.xlsx');
  const row = ['x'];
  const rows = Array.from({ length: EXCEL_ROWS + 1 }, () => row);
  const list = { name: 'Changes', columns: [textColumn('A', 10)], rows };
  const facts = { createdAt: new Date(0), digest: 'd' };
  await expect(writeLists([list], path, facts)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(/"Changes" has 1048575 rows, more than an Excel sheet can hold/),
  });
  expect(existsSync(path)).toBe(false);
});
