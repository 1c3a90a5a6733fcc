import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CatalogueIndex } from '../../../main/catalogue/lookup.ts';
import { OSCAL_LAYOUTS, OSCAL_VERSIONS } from '../../../main/domain/layouts/oscal.ts';
import { writerFor } from '../../../main/jobs/layout-writers.ts';
import { withSnapshot } from '../../../main/jobs/snapshot.ts';
import type { ReadDb } from '../../../main/workbook/connection.ts';
import { openTestWorkbook, SHORT_EXAMPLE } from '../../support/core.ts';
import { modelOf, node, schemaProblems } from '../../support/oscal.ts';
import { isLongLook } from '../../support/property.ts';

const CONTROLS = { signal: new AbortController().signal, progress: () => {} };

/** Each document in one of the releases, by turns; for a longer look in each. `schema.test.ts` holds every one to both. */
const RELEASES = OSCAL_LAYOUTS.flatMap((layout, at) =>
  OSCAL_VERSIONS.filter((_, nth) => isLongLook || nth === at % OSCAL_VERSIONS.length).map(
    (version) => [layout, version] as const,
  ),
);

test('the example, with frameworks of every kind and a client, as every document, in both releases', {
  tags: 'long',
}, async () => {
  const { call, path, folder } = await openTestWorkbook({ made: SHORT_EXAMPLE });
  await call('workbook.update', {
    frameworks: [
      'nist-800-53-r5',
      'fedramp-moderate-r5',
      'hipaa-security-rule',
      'csa-ccm-4.0',
      'cis-aws-3.0',
      'cis-aws-7.0',
    ],
  });
  const client = await call('parties.add', { name: 'Wholesale buyers', kind: 'client' });
  const asked = await call('assignments.refs', {});
  await call('assignments.answer', {
    ref: asked.find((each) => each.startsWith('orders-db/')) ?? '',
    answer: { owners: ['organisation', client.id] },
    reason: 'Buyers run their own clients of it.',
    duties: { [client.id]: 'Keep their keys safe.' },
  });
  await withSnapshot(path, async (db, catalogue) => {
    for (const [layout, version] of RELEASES) await check(db, catalogue, layout, version, folder);
  });
});

async function check(
  db: ReadDb,
  catalogue: CatalogueIndex,
  layout: (typeof OSCAL_LAYOUTS)[number],
  vantage: (typeof OSCAL_VERSIONS)[number],
  folder: string,
): Promise<void> {
  const options = { asOf: '2026-11-25', appVersion: '1' };
  const writer = await writerFor(db, catalogue, { ...options, layout, vantage });
  const file = join(folder, `${layout}-${vantage}.json`);
  await writer?.write(file, CONTROLS);
  expect(await writer?.reconcile(file)).toMatchObject({ ok: true, problems: [] });
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(schemaProblems(document, modelOf(layout), vantage)).toEqual([]);
  // When it is exported says nothing of the content.
  const [body] = Object.values(node(document));
  expect(String(node(node(body).metadata)['last-modified'])).not.toContain('09:00:00.000Z');
}
