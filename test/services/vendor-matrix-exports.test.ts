import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClaimsRecorded } from '../../main/contract/claims.ts';
import { openTestWorkbook } from '../support/core.ts';

// What is written for auditors in a vendor's layout is a vendor's matrix to whoever receives it.

const EXPORTS = ['fedramp-crm', 'csa-caiq', 'pci-dss', 'cmmc-crm'] as const;

test('our own exports come in again with no cell lost and the same owners', { tags: 'long' }, async () => {
  const { core, folder, call, run } = await openTestWorkbook({ example: 'ecommerce' });
  for (const layout of EXPORTS) {
    const path = join(folder, `${layout}.xlsx`);
    await run('layouts.write', {
      layout,
      vantage: 'as-customer',
      target: core.files.registerTarget(path).handle,
    });
    const { matrix, unread } = (await run('claims.record', {
      file: core.files.registerSource(path).handle,
      vendor: { party: 'aws' },
    })) as ClaimsRecorded;
    expect(matrix.counts.read + unread.length, layout).toBe(matrix.counts.cells);
    expect(
      unread.filter(({ outside }) => !outside),
      layout,
    ).toEqual([]);
    expect(matrix.counts.claims, layout).toBeGreaterThan(100);
    const { counts } = await call('claims.compare', { matrix: matrix.id });
    // What an answer is not yet there for, an export leaves open.
    expect(counts.disagree, layout).toBe(0);
    expect(counts.agree, layout).toBeGreaterThan(20);
  }
});
