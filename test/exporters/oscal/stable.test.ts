import { expect, test } from 'vitest';
import { OSCAL_LAYOUTS } from '../../../main/domain/layouts/oscal.ts';
import { temporaryFolder } from '../../support/core.ts';
import { oscalInput, writeOscal } from '../../support/oscal.ts';
import { sampleReport } from '../../support/sample-report.ts';

const UUID = /"uuid": "([0-9a-f-]{36})"/g;
const uuidsIn = (text: string) => [...text.matchAll(UUID)].map(([, uuid = '']) => uuid);

test.each(OSCAL_LAYOUTS)(
  '%s: the same content gives the same bytes, and every UUID is one of version 5',
  async (layout) => {
    const first = await writeOscal(oscalInput(sampleReport({ services: 4 })), temporaryFolder(), layout);
    const second = await writeOscal(oscalInput(sampleReport({ services: 4 })), temporaryFolder(), layout);
    expect(second.text).toBe(first.text);
    const uuids = uuidsIn(first.text);
    expect(new Set(uuids).size).toBe(uuids.length);
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  },
);

test.each(OSCAL_LAYOUTS)(
  '%s: a change elsewhere, and another release of OSCAL, leave every UUID as it was',
  async (layout) => {
    const report = sampleReport({ services: 4 });
    const before = await writeOscal(oscalInput(report), temporaryFolder(), layout);
    const later = {
      ...oscalInput({
        ...report,
        meta: { ...report.meta, revision: 419, title: 'Another title' },
        parties: report.parties.map((party) => ({ ...party, name: `${party.name} Ltd` })),
        *rows() {
          for (const row of report.rows())
            yield { ...row, note: `${row.note ?? ''} more`, status: 'in-progress' as const };
        },
      }),
      lastModified: '2026-11-25T08:00:00.000Z',
    };
    const after = await writeOscal(later, temporaryFolder(), layout, '1.1.3');
    expect(after.text).not.toBe(before.text);
    expect(uuidsIn(after.text)).toEqual(uuidsIn(before.text));
    expect(after.text).toContain('"last-modified": "2026-11-25T08:00:00.000Z"');
    expect(after.text).toContain('"version": "419"');
  },
);

test('what is added gets UUIDs of its own and takes none away; another workbook has others', async () => {
  const folder = temporaryFolder();
  const few = await writeOscal(oscalInput(sampleReport({ services: 3 })), folder, 'oscal-ssp');
  const more = await writeOscal(oscalInput(sampleReport({ services: 4 })), folder, 'oscal-ssp');
  const now = new Set(uuidsIn(more.text));
  expect(uuidsIn(few.text).filter((uuid) => !now.has(uuid))).toEqual([]);
  const other = {
    ...oscalInput(sampleReport({ services: 3 })),
    workbook: '7f4e9c1c-2f0e-4b5a-9d3f-0a1b2c3d4e5f',
  };
  const elsewhere = new Set(uuidsIn((await writeOscal(other, folder, 'oscal-ssp')).text));
  expect(uuidsIn(few.text).filter((uuid) => elsewhere.has(uuid))).toEqual([]);
});
