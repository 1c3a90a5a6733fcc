import { expect, test } from 'vitest';
import {
  formatPackStatement,
  formatSignOff,
  type PackStatement,
  parsePackStatement,
  parseSignOff,
  type SignOffStatement,
} from '../../main/domain/signatures/statement.ts';

const SIGN_OFF: SignOffStatement = {
  workbook: 'w-1',
  subject: 'orders-db',
  name: 'Zoë "Z" Müller\n',
  role: null,
  statement: 'Agreed.\nAll of it.',
  digest: 'a'.repeat(64),
  signedAt: '2026-11-26T10:00:00.000Z',
  revision: 7,
  changeLogHead: 'b'.repeat(64),
  state: 'c'.repeat(64),
  key: 'd'.repeat(64),
};
const PACK: PackStatement = {
  workbook: 'w-1',
  revision: 7,
  changeLogHead: 'b'.repeat(64),
  judgedAsOf: '2026-11-26',
  name: 'Ann\n# Lee',
  key: 'd'.repeat(64),
  sums: 'e'.repeat(64),
};

test('one statement has one text, whatever order its fields come in, and the text says it all', () => {
  const shuffled = Object.fromEntries(Object.entries(SIGN_OFF).reverse()) as SignOffStatement;
  expect(formatSignOff(shuffled)).toBe(formatSignOff(SIGN_OFF));
  expect(parseSignOff(formatSignOff(SIGN_OFF))).toEqual(SIGN_OFF);
  const text = formatPackStatement(PACK, 'SHA256SUMS');
  expect(parsePackStatement(text, 'SHA256SUMS')).toEqual(PACK);
  // Lines that sha256sum reads: one, whatever somebody is called.
  expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual([`${PACK.sums}  SHA256SUMS`, '']);
  expect(new Set([text, formatSignOff(SIGN_OFF)].map((each) => each.split('\n')[0])).size).toBe(2);
});

test('another value in any field is another text', () => {
  for (const field of Object.keys(SIGN_OFF) as (keyof SignOffStatement)[]) {
    const other = { ...SIGN_OFF, [field]: field === 'revision' ? 8 : 'f'.repeat(64) };
    expect(formatSignOff(other)).not.toBe(formatSignOff(SIGN_OFF));
  }
  for (const field of Object.keys(PACK) as (keyof PackStatement)[]) {
    const other = { ...PACK, [field]: field === 'revision' ? 8 : 'f'.repeat(64) };
    expect(formatPackStatement(other, 'S')).not.toBe(formatPackStatement(PACK, 'S'));
  }
});

test('a text in any other form is none', () => {
  const text = formatSignOff(SIGN_OFF);
  const json = text.split('\n')[1] ?? '';
  for (const other of [
    '',
    json,
    `${text}\n`,
    ` ${text}`,
    text.replace('sign-off', 'sign-on'),
    text.replace('signed-1', 'signed-2'),
    text.replace('{', '{ '),
    text.replace('"role":null,', ''),
    text.replace('"role":null', '"role":null,"more":1'),
    text.replace('"role":null', '"role":"x","role":null'),
  ])
    expect(parseSignOff(other)).toBe(null);
  const pack = formatPackStatement(PACK, 'SHA256SUMS');
  for (const other of ['', pack.replace('# {', '{'), pack.replace('e  S', 'e *S'), `${pack}${pack}`])
    expect(parsePackStatement(other, 'SHA256SUMS')).toBe(null);
  expect(parsePackStatement(pack, 'OTHER')).toBe(null);
  expect(parseSignOff(pack)).toBe(null);
});
