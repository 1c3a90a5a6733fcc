import { describe, expect, it } from 'vitest';
import { columnHeads, withoutMaker } from '../../../renderer/features/matrix/heads.ts';

const heads = (...labels: readonly string[]) =>
  columnHeads(
    labels.map((label, index) => ({ ref: `s${index}`, label, detail: 'Amazon RDS', environment: null })),
  );

describe('heads of the columns', () => {
  it('leave out the maker, by which all names begin alike, unless nothing else is left', () => {
    expect(withoutMaker('Amazon CloudWatch')).toBe('CloudWatch');
    expect(withoutMaker('AWS Lambda (functions)')).toBe('Lambda (functions)');
    expect(withoutMaker('Amazon')).toBe('Amazon');
    expect(withoutMaker('amazon-like')).toBe('amazon-like');
  });
  it('keep what tells services apart from the beginning that they share', () => {
    const [first, second, other] = heads(
      'Production orders database primary',
      'Production orders database replica',
      'shop-web',
    );
    expect(first).toMatchObject({ lead: 'Production orders database ', tail: 'primary' });
    expect(second).toMatchObject({ lead: 'Production orders database ', tail: 'replica' });
    expect(other).toMatchObject({ lead: 'shop-web', tail: '' });
  });
  it('tell a name from one that only adds to it', () => {
    const [watch, logs] = heads('Amazon CloudWatch', 'Amazon CloudWatch Logs');
    expect(watch).toMatchObject({ lead: 'CloudWatch', tail: '' });
    expect(logs).toMatchObject({ lead: 'CloudWatch', tail: ' Logs' });
  });
  it('stand upright in scripts that are written downwards, and only there', () => {
    expect(heads('注文データベース', 'orders', 'قاعدة بيانات').map(({ stacked }) => stacked)).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('say the kind of service below, or nothing where that is the name already', () => {
    expect(heads('orders', 'Amazon RDS').map(({ detail }) => detail)).toEqual(['RDS', '']);
    const lone = { ref: 'a', label: 'orders', detail: 'Amazon RDS', environments: ['Production', 'Test'] };
    expect(columnHeads([lone])[0]?.detail).toBe('Production, Test');
  });
  it('lose no part of any name', () => {
    const names = ['orders-db-test', 'orders-db', 'orders-db-test-2', '', 'a', 'Amazon S3', 'Amazon S3'];
    for (const [index, { lead, tail }] of heads(...names).entries())
      expect(lead + tail).toBe(withoutMaker(names[index] ?? ''));
  });
});
