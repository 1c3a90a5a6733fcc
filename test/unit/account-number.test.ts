import { describe, expect, it } from 'vitest';
import { accountNumber, isShortened, mayBeShortenedTo } from '../../main/domain/services/account-number.ts';

describe('an account', () => {
  it.each([
    '111122223333',
    '1111-2222-3333',
    '111122223333.0',
    '="111122223333"',
    "'111122223333",
    '1.11122223333E+11',
  ])('is read from %s', (text) => expect(accountNumber(text)).toBe('111122223333'));
  it.each([
    ['11122223333', '011122223333'],
    ['1.1122223333E+10', '011122223333'],
    ['012345678901', '012345678901'],
    ['my-project', 'myproject'],
    ['12', '12'],
    ['1234567890123', '1234567890123'],
  ])('%s is %s', (text, account) => expect(accountNumber(text)).toBe(account));

  it.each(['1.11122E+11', '1,11122E+11', '1.11122e+11', '1.11122E11', '1,11122e+011'])(
    'that was shortened is in one spelling: %s',
    (text) => {
      expect(isShortened(text)).toBe(true);
      expect(accountNumber(text)).toBe('1.11122E+11');
      expect(mayBeShortenedTo('111122223333', text)).toBe(true);
    },
  );
  it('may be what it was shortened to, and nothing else', () => {
    expect(mayBeShortenedTo('111121500000', '1.11122E+11')).toBe(true);
    expect(mayBeShortenedTo('111122499999', '1.11122E+11')).toBe(true);
    expect(mayBeShortenedTo('111122500000', '1.11122E+11')).toBe(false);
    expect(mayBeShortenedTo('111121499999', '1.11122E+11')).toBe(false);
    expect(mayBeShortenedTo('011122223333', '1.11222E+10')).toBe(true);
    expect(mayBeShortenedTo('111122223333', '1E+11')).toBe(true);
    expect(mayBeShortenedTo('my-project', '1.11122E+11')).toBe(false);
    expect(mayBeShortenedTo('', '1.11122E+11')).toBe(false);
  });
  it('may have been shortened to fewer digits elsewhere', () => {
    expect(mayBeShortenedTo('1.11122E+11', '1.1112E+11')).toBe(true);
    // 111124600000 is rounded to either.
    expect(mayBeShortenedTo('1.11125E+11', '1.1112E+11')).toBe(true);
    expect(mayBeShortenedTo('1.11126E+11', '1.1112E+11')).toBe(false);
    expect(mayBeShortenedTo('1.11122E+11', '2.22233E+11')).toBe(false);
  });
});
