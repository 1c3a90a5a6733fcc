import { expect, test } from 'vitest';
import { doubtOf } from '../../main/domain/merge/doubt.ts';
import type { Row, Tables } from '../../main/domain/merge/rows.ts';

interface Book {
  readonly uuid?: string;
  readonly title?: string;
  readonly organisation?: string;
  readonly account?: string | null;
}
const tables = ({ uuid = 'u', title = 'A', organisation = 'Acme', account = null }: Book): Tables =>
  new Map([
    ['workbook', new Map<string, Row>([['1', { uuid, title, organisation }]])],
    ['service_in_use', new Map<string, Row>([['s3', { ref: 's3', account }]])],
  ]);
const SOON = { since: '2026-01-01T00:00:00.000Z', until: '2026-01-10T00:00:00.000Z' };
const LONG = { since: '2026-01-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' };
const doubted = (a: Book, b: Book, apart = SOON): boolean => doubtOf(tables(a), tables(b), apart) !== null;

test('copies of one assessment are not doubted, also when one was renamed lately', () => {
  expect(doubted({}, {})).toBe(false);
  expect(doubted({}, {}, LONG)).toBe(false);
  expect(doubted({}, { title: 'B' })).toBe(false);
  expect(doubted({ account: '111122223333' }, { account: '444455556666' })).toBe(false);
});

test('two identities, or several signs of two teams, or one sign after long, are doubted from either side', () => {
  for (const [a, b, apart] of [
    [{}, { uuid: 'v' }, SOON],
    [{}, { title: 'B', organisation: 'Bcme' }, SOON],
    [{ account: '111122223333' }, { title: 'B', account: '444455556666' }, SOON],
    [{}, { title: 'B' }, LONG],
    [{ account: '111122223333' }, { account: '444455556666' }, LONG],
  ] as const) {
    expect(doubted(a, b, apart)).toBe(true);
    expect(doubted(b, a, apart)).toBe(true);
  }
  expect(doubtOf(tables({}), tables({ title: 'B' }), LONG)).toContain(
    'the last state that both have is of 2026-01-01',
  );
  // Accounts that both have are one assessment's.
  expect(doubted({ account: '111122223333' }, { account: '111122223333, 444455556666' }, LONG)).toBe(false);
});
