import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Finding, FindingResult } from '../../main/contract/findings.ts';
import type { CurrentResults } from '../../main/domain/evidence/current-results.ts';
import { compareResults } from '../../main/domain/evidence/finding-changes.ts';
import { distinctId, SharedIds } from '../../main/domain/evidence/finding-ids.ts';
import { type PlacedFinding, readPlaced, writePlaced } from '../../main/jobs/placed-findings.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';

const results = (entries: Readonly<Record<string, readonly [FindingResult, number]>>): CurrentResults =>
  new Map(
    Object.entries(entries).map(([id, [result, evidence]]) => [
      id,
      { result, evidence, source: 'prowler', check: 'x', account: null, region: null, seen: null },
    ]),
  );

it('says what an import changed, those that now fail first, and no more than asked for', () => {
  const before = results({ same: ['pass', 1], worse: ['pass', 1], gone: ['fail', 1], late: ['fail', 1] });
  const after = results({ same: ['pass', 2], worse: ['fail', 2], fresh: ['pass', 2], late: ['fail', 1] });
  expect(compareResults(before, after, 4, new Set([2]), 10)).toEqual({
    fresh: 1,
    changed: 1,
    unchanged: 1,
    gone: 1,
    older: 1,
    changes: [
      { id: 'worse', before: 'pass', after: 'fail' },
      { id: 'fresh', before: null, after: 'pass' },
      { id: 'gone', before: 'fail', after: null },
    ],
  });
  expect(compareResults(before, after, 4, new Set([2]), 1).changes).toHaveLength(1);
});

const finding = fc.record<Finding>({
  id: fc.constantFrom('a', 'b', '<id>'),
  source: fc.constant('prowler'),
  check: fc.constantFrom('x', 'y'),
  rule: fc.constant(null),
  title: fc.string({ unit: 'grapheme' }),
  result: fc.constantFrom('pass', 'fail'),
  severity: fc.constant(null),
  resource: fc.option(fc.string({ unit: anyCharacter })),
  resourceType: fc.constant(null),
  service: fc.constant(null),
  account: fc.option(fc.constantFrom('1', '2')),
  region: fc.constant(null),
  observedAt: fc.constant(null),
  requirements: fc.constant([]),
});

it('ids tell findings apart by their place wherever one id stands for several', () => {
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
      const ids = new SharedIds();
      for (const each of findings) ids.add(each);
      const place = ({ check, account, region, resource }: Finding) =>
        JSON.stringify([check, account ?? '', region ?? '', resource ?? '']);
      const placesOf = Map.groupBy(findings, (each) => distinctId(each, ids.shared));
      for (const same of placesOf.values()) expect(new Set(same.map(place)).size).toBe(1);
    }),
  );
});

it('ids that findings share are the same, however the findings lie in files', () => {
  fc.assert(
    fc.property(fc.array(fc.array(finding, { maxLength: 6 }), { maxLength: 4 }), (files) => {
      const collect = (findings: readonly Finding[]) => {
        const ids = new SharedIds();
        for (const each of findings) ids.add(each);
        return ids;
      };
      const merged = files.map(collect).reduce((all, ids) => {
        all.merge(ids);
        return all;
      }, new SharedIds());
      expect(merged.shared).toEqual(collect(files.flat()).shared);
    }),
  );
});

it('what a worker writes comes back in order, without what was taken back, for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-placed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let n = 0;
  fc.assert(
    fc.property(
      fc.array(finding, { maxLength: 20 }),
      fc.array(finding, { maxLength: 20 }),
      (kept, dropped) => {
        n += 1;
        const path = join(folder, `${n}.jsonl`);
        const writer = writePlaced(path);
        const as = (each: Finding, file: number): PlacedFinding => ({
          file,
          finding: each,
          refs: ['a/b'],
          closed: file === 2,
        });
        for (const each of kept) writer.add(as(each, 0));
        const mark = writer.mark();
        for (const each of dropped) writer.add(as(each, 1));
        writer.back(mark);
        for (const each of kept) writer.add(as(each, 2));
        writer.close();
        expect([...readPlaced(path)]).toEqual([
          ...kept.map((each) => as(each, 0)),
          ...kept.map((each) => as(each, 2)),
        ]);
        if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
      },
    ),
    { numRuns: runs(60) },
  );
});
