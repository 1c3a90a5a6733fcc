import { writeFileSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aboutLines } from '../../main/domain/words/about.ts';
import { createFileLogger, readLog } from '../../main/platform/logger.ts';
import { toFailure } from '../../main/services/failure.ts';
import { openTestWorkbook, temporaryFolder } from '../support/core.ts';

/** Words of somebody's, of which none may come out. */
const OURS = [
  'qxtitle',
  'qxorganisation',
  'qxparty',
  'qxperson',
  'qxrole',
  'qxmessage',
  'qxfolder',
  'qxfunction',
  'qxcode',
];

test('a report of a fault tells where it happened, and nothing of anybody', async () => {
  const folder = temporaryFolder();
  const logger = createFileLogger(join(folder, 'qxfolder'));
  const { call, core } = await openTestWorkbook({ logger });
  await call('workbook.update', { title: 'Qxtitle', organisation: 'Qxorganisation' });
  await call('parties.add', { name: 'Qxparty', kind: 'third-party' });
  await call('people.add', { name: 'Qxperson', role: 'Qxrole' });
  const error = Object.assign(new TypeError('qxmessage: /home/qxfolder/acme.demarc is gone'), {
    code: 'ENOENT',
  });
  error.stack = `TypeError: qxmessage\n    at qxfunction (file:///home/qxfolder/out/main/chunks/book-1.js:12:34)\n    at C:\\qxfolder\\node_modules\\exceljs\\lib\\a.js:1:2`;
  logger.error('Reading qxmessage failed', error);
  logger.error('Reading qxmessage failed', error);
  logger.warn('qxmessage of ours', { name: 'Qxperson wrote', code: 'qxcode', stack: 'qxfolder' });
  const { text } = await call('app.diagnostics', {});
  for (const word of [...OURS, homedir(), hostname(), folder, 'acme', 'Ann Assessor'])
    expect(text.toLowerCase(), word).not.toContain(word.toLowerCase());
  if (userInfo().username.length > 4) expect(text).not.toContain(userInfo().username);
  expect(text).toContain(
    'error: Reading (TypeError ENOENT < out/main/chunks/book-1.js:12:34 < node_modules/exceljs/lib/a.js:1:2), 2 times',
  );
  expect(text).toContain('warning: Something else (error), 1 time');
  expect(text).toMatch(/Rows of person: \d/);
  expect(text).toMatch(/^Demarc \d/);
  await core.close();
});

test('what this program is says its version, the catalogue’s, and that nobody looks for a newer one', () => {
  const catalogue = { version: '2026.11.28', asOf: '2026-11-28', services: 232, responsibilities: 84 };
  expect(aboutLines({ version: '1.2.3', catalogue })).toEqual([
    'Demarc 1.2.3',
    'Catalogue 2026.11.28, as of 2026-11-28: 232 services, 84 responsibilities',
    expect.stringContaining('makes no connection by itself'),
  ]);
});

test('what was not expected names its entry and the file that it is in', () => {
  const folder = temporaryFolder();
  const logger = createFileLogger(folder);
  const failure = toFailure(new Error('boom'), 'app.info', logger);
  expect(failure.message).toContain(`log entry ${failure.logId} in ${join(folder, 'demarc.log')}`);
  expect(readLog(join(folder, 'demarc.log')).map(({ id }) => id)).toEqual([failure.logId]);
});

test('a log with lines that are none is read all the same', () => {
  const path = join(temporaryFolder(), 'demarc.log');
  expect(readLog(path)).toEqual([]);
  writeFileSync(path, 'half of a li\n{"at":1}\n{"at":"a","level":"warn","id":"b","message":"c"}\nnull\n');
  expect(readLog(path)).toEqual([{ at: 'a', level: 'warn', id: 'b', message: 'c', details: undefined }]);
});
