import { describe, expect, test } from 'vitest';
import { isStaleAfter, keyOf } from '../../../renderer/host/invalidation.ts';

describe('isStaleAfter', () => {
  test('an answer makes cards and progress stale, but not the catalogue', () => {
    expect(isStaleAfter(keyOf('w1', 'assignments.card', { ref: 'a/b' }), 'w1', ['assignment'])).toBe(true);
    expect(isStaleAfter(keyOf('w1', 'workbook.progress', {}), 'w1', ['assignment'])).toBe(true);
    expect(isStaleAfter(keyOf('w1', 'catalogue.services', {}), 'w1', ['assignment'])).toBe(false);
  });
  test('an answer leaves alone what no answer shows in', () => {
    expect(isStaleAfter(keyOf('w1', 'workbook.info', {}), 'w1', ['assignment'])).toBe(false);
    expect(isStaleAfter(keyOf('w1', 'workbook.info', {}), 'w1', ['assignment', 'workbook'])).toBe(true);
    expect(isStaleAfter(keyOf('w1', 'assignments.filterOptions', {}), 'w1', ['assignment'])).toBe(false);
    expect(isStaleAfter(keyOf('w1', 'assignments.filterOptions', {}), 'w1', ['person'])).toBe(true);
  });
  test('a change of one workbook leaves another alone', () => {
    expect(isStaleAfter(keyOf('w2', 'services.list', {}), 'w1', ['service'])).toBe(false);
  });
  test('lists outside any workbook hear of a new title', () => {
    expect(isStaleAfter(keyOf(null, 'app.info', {}), 'w1', ['workbook'])).toBe(true);
    expect(isStaleAfter(keyOf(null, 'app.info', {}), 'w1', ['assignment'])).toBe(false);
  });
  test('a moved position touches nothing but the position', () => {
    expect(isStaleAfter(keyOf('w1', 'assignments.position', {}), 'w1', ['position'])).toBe(true);
    expect(isStaleAfter(keyOf('w1', 'assignments.card', { ref: 'a/b' }), 'w1', ['position'])).toBe(false);
  });
  test('what is compared is compared anew after a change of the rules', () => {
    const key = keyOf('w1', 'snapshots.compare', { from: 1, to: 'now' });
    for (const kind of ['workbook', 'custom', 'cadence'] as const)
      expect(isStaleAfter(key, 'w1', [kind]), kind).toBe(true);
  });
  test('no input and an empty input are one query', () => {
    expect(keyOf('w1', 'services.list', undefined)).toEqual(keyOf('w1', 'services.list', {}));
  });
});
