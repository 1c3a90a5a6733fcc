import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../main/workbook/connection.ts';
import { temporaryFolder } from '../support/core.ts';

/** Holds the file, and lets it go so many milliseconds after it is told to. */
const HOLDER = `
const { parentPort, workerData } = require('node:worker_threads');
const db = new (require(workerData.driver))(workerData.path);
db.exec(workerData.how);
parentPort.once('message', (ms) => setTimeout(() => db.exec('ROLLBACK'), ms));
parentPort.postMessage('held');
`;

const driver = createRequire(import.meta.url).resolve('better-sqlite3');
/** A file of one table, and a connection to it. */
function fileOf(setUp: string) {
  const path = join(temporaryFolder(), 'said.db');
  const connection = connect(path, { readonly: false });
  onTestFinished(() => connection.close());
  connection.raw.exec(`${setUp}; CREATE TABLE said (text TEXT)`);
  const say = (text: string) => connection.write((db) => db.run('INSERT INTO said VALUES (?)', text));
  return { path, connection, say };
}
/** The file held by another, who has it already. */
async function heldBy(path: string, how: string): Promise<Worker> {
  const holder = new Worker(HOLDER, { eval: true, workerData: { path, driver, how } });
  onTestFinished(async () => void (await holder.terminate()));
  await once(holder, 'message');
  return holder;
}

test('whoever writes for others waits for no other program that holds the file; everybody else waits', async () => {
  const { path, connection, say } = fileOf('PRAGMA journal_mode = WAL');
  const holder = await heldBy(path, 'BEGIN IMMEDIATE');
  holder.postMessage(1000);
  expect(() => connection.withoutWaiting(() => say('by a device'))).toThrow('database is locked');
  say('by whoever leads');
  connection.withoutWaiting(() => connection.withoutWaiting(() => say('by a device later')));
  expect(connection.raw.pragma('busy_timeout', { simple: true })).toBe(2000);
  expect(connection.all<{ text: string }>('SELECT text FROM said').map(({ text }) => text)).toEqual([
    'by whoever leads',
    'by a device later',
  ]);
});

test('what was begun comes to its end, also where somebody reads meanwhile', async () => {
  const { path, connection, say } = fileOf('PRAGMA journal_mode = DELETE');
  const holder = await heldBy(path, 'BEGIN; SELECT * FROM said');
  holder.postMessage(300);
  connection.withoutWaiting(() => say('noted'));
  expect(connection.all('SELECT text FROM said')).toEqual([{ text: 'noted' }]);
});
