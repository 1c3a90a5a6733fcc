import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

const read = (text: string) =>
  readSource('services.csv', Buffer.from(text), { ...NOTHING_GIVEN, asOf: '2026-12-01' });

it.each<[string, boolean]>([
  ...[
    ...['Target cost', 'Optimized cost', 'Cost after migration', 'Future cost', 'New monthly cost'],
    ...['Potential cost', 'Recommended cost', 'Simulated cost', 'Cost (to-be)', 'Cost 2098', 'Soll-Kosten'],
    ...['Kosten neu', 'On-prem cost', 'Planned cost'],
  ].map((heading): [string, boolean] => [heading, true]),
  ...['Cost 2025', 'Cost last month', 'Net cost', 'Newark cost', 'FY2098 cost', '2025-11', 'Total'].map(
    (heading): [string, boolean] => [heading, false],
  ),
])('%s beside costs is none of now: %s', (heading, isAhead) => {
  const found = read(`Service,Cost,${heading}\nAmazon EC2,100,50\nAmazon Kendra,0,40\n`);
  expect([found.format, [...(found.notInUse ?? [])]]).toEqual([
    'cost-explorer',
    isAhead ? ['Amazon Kendra'] : [],
  ]);
  expect(found.notes.some((note) => note.includes(`Not read: ${heading}`))).toBe(isAhead);
});
