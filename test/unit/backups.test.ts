import { expect, test } from 'vitest';
import {
  BACKUP_KINDS,
  type BackupKind,
  type DatedBackup,
  MOST_BACKUPS,
  PROMISE_WORDS,
  stampOf,
  whichToKeep,
} from '../../main/domain/backups.ts';
import fc, { runs } from '../support/property.ts';

const RUNS = runs(25);
const SECOND = 1000;
const DAY = 86_400 * SECOND;

interface Made extends DatedBackup {
  readonly name: string;
}

/** What happens to a workbook: time goes by, and copies are made, sometimes many within seconds. */
const eventArb = fc.record({
  wait: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 * SECOND }) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 8 * 3600 * SECOND }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 200 * DAY }) },
  ),
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant<BackupKind>('sitting') },
    { weight: 3, arbitrary: fc.constantFrom<BackupKind>('opening', 'merge') },
    { weight: 1, arbitrary: fc.constant<BackupKind>('migration') },
  ),
  copies: fc.oneof(
    { weight: 8, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 40 }) },
  ),
});
const yearsArb = fc.array(eventArb, { minLength: 1, maxLength: 120, size: 'max' });

/** A folder of copies that is pruned after each new one. */
function folderOf() {
  let copies: readonly Made[] = [];
  return {
    copies: () => copies,
    add(kind: BackupKind, at: number): Made {
      const stamp = stampOf(new Date(at).toISOString());
      const number = 1 + Math.max(0, ...copies.filter((c) => c.stamp === stamp).map((c) => c.number));
      const made = { kind, stamp, number, name: `${stamp}-${kind}-${number}-${Math.random()}` };
      copies = whichToKeep([...copies, made], new Date(at).toISOString()).keep;
      return made;
    },
  };
}

/** The promise as a person would check it on a list of all copies that were ever made, oldest first. */
function promised(made: readonly Made[]): readonly Made[] {
  const of = (...kinds: BackupKind[]) => made.filter((copy) => kinds.includes(copy.kind));
  const last = (count: number, of: Iterable<Made>) => [...of].slice(-count);
  const newest = (key: (copy: Made) => string) => {
    const byKey = new Map<string, Made>();
    for (const copy of of('sitting', 'opening')) {
      byKey.delete(key(copy));
      byKey.set(key(copy), copy);
    }
    return byKey.values();
  };
  const firstMerges = new Map<string, Made>();
  for (const copy of of('merge'))
    if (!firstMerges.has(copy.stamp.slice(0, 10))) firstMerges.set(copy.stamp.slice(0, 10), copy);
  return [
    ...last(5, of('sitting')),
    ...last(
      14,
      newest((copy) => copy.stamp.slice(0, 10)),
    ),
    ...last(
      8,
      newest((copy) => mondayOf(copy.stamp)),
    ),
    ...last(
      12,
      newest((copy) => copy.stamp.slice(0, 7)),
    ),
    ...last(5, of('migration')),
    ...last(10, of('merge')),
    ...last(14, firstMerges.values()),
  ];
}
function mondayOf(stamp: string): string {
  const date = new Date(`${stamp.slice(0, 10)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
const names = (copies: readonly Made[]) => new Set(copies.map((copy) => copy.name));
const missing = (wanted: readonly Made[], there: readonly Made[]) => {
  const had = names(there);
  return wanted.filter((copy) => !had.has(copy.name)).map((copy) => copy.name);
};

test('over years of use no pruning leaves less than the promise, and the number of copies stays bounded', () => {
  fc.assert(
    fc.property(yearsArb, (events) => {
      const folder = folderOf();
      const ever: Made[] = [];
      let at = Date.UTC(2026, 0, 1);
      for (const { wait, kind, copies } of events) {
        at += wait;
        for (let n = 0; n < copies; n += 1) ever.push(folder.add(kind, at + n * 300));
        at += copies * 300;
        expect(missing(promised(ever), folder.copies())).toEqual([]);
        expect(folder.copies().length).toBeLessThanOrEqual(MOST_BACKUPS);
      }
    }),
    { numRuns: RUNS },
  );
});

test('a spell with a wrong clock costs no copy that was promised before it, and the newest copy always stays', () => {
  fc.assert(
    fc.property(
      yearsArb,
      fc.array(eventArb, { maxLength: 60 }),
      fc.integer({ min: 1, max: 10 * 365 }),
      (before, during, daysBack) => {
        const folder = folderOf();
        const right: Made[] = [];
        let at = Date.UTC(2026, 0, 1);
        for (const { wait, kind } of before) {
          at += wait;
          right.push(folder.add(kind, at));
        }
        const first = Date.UTC(2026, 0, 1) - SECOND;
        let wrong = first - daysBack * DAY;
        for (const { wait, kind, copies } of during) {
          wrong = Math.min(wrong + wait, first);
          for (let n = 0; n < copies; n += 1) {
            const made = folder.add(kind, wrong);
            expect(names(folder.copies()).has(made.name)).toBe(true);
          }
          expect(folder.copies().length).toBeLessThanOrEqual(2 * MOST_BACKUPS);
        }
        expect(missing(promised(right), folder.copies())).toEqual([]);
        right.push(folder.add('sitting', at + SECOND));
        expect(missing(promised(right), folder.copies())).toEqual([]);
      },
    ),
    { numRuns: RUNS },
  );
});

test('ten merges in eleven seconds leave every daily copy in place', () => {
  const folder = folderOf();
  const days = Array.from({ length: 10 }, (_, day) => folder.add('opening', Date.UTC(2026, 10, 16 + day, 8)));
  for (let n = 0; n < 30; n += 1) folder.add('merge', Date.UTC(2026, 10, 26, 9) + n * 1100);
  expect(missing(days, folder.copies())).toEqual([]);
  expect(folder.copies().filter((copy) => copy.kind === 'merge')).toHaveLength(11);
});

test('the sentence for people names the numbers of the rules', () => {
  for (const number of [5, 14, 8, 12, 10]) expect(PROMISE_WORDS).toContain(` ${number} `);
  expect(BACKUP_KINDS).toHaveLength(4);
});
