import { expect, test } from 'vitest';
import type { GivenMapping } from '../../main/contract/methods/claims.ts';
import { bothWays, type Copy, twoCopies } from '../support/two-copies.ts';
import { writeBook } from '../support/vendor-books.ts';

test('what each copy remembered of one sheet, and why each holds one piece of evidence, is asked in words', async () => {
  const { ann, ben, folder } = await twoCopies(async (base) => {
    await base.call('services.add', { services: [{ catalogueId: 's3' }] });
    await base.call('evidence.addLink', {
      refs: ['workbook/account-lifecycle'],
      url: 'https://example.com/runbook',
      title: 'Runbook',
    });
  });
  const path = await writeBook(folder, 'list.xlsx', [
    {
      name: 'List',
      rows: [
        ['Kontrolle', 'Wer'],
        ['AC-2', 'Anbieter'],
      ],
    },
  ]);
  const remember = (copy: Copy, means: 'vendor' | 'customer') => {
    const mapping: GivenMapping = [
      {
        sheet: 'List',
        matrix: true,
        headerRow: 1,
        headerRows: 1,
        scheme: null,
        columns: [
          { column: 0, meaning: 'control' },
          { column: 1, meaning: 'owner' },
        ],
        words: [{ word: 'Anbieter', means: [means] }],
      },
    ];
    const { handle: file } = copy.register(path);
    return copy.run('claims.record', { file, vendor: { party: 'aws' }, mapping });
  };
  await remember(ann, 'vendor');
  await remember(ben, 'customer');
  await ann.call('erasure.hold', { number: 1, reason: 'Litigation' });
  await ben.call('erasure.hold', { number: 1, reason: 'Audit' });
  const { conflicts } = await ann.preview(ben.path);
  expect(conflicts).toMatchObject([
    {
      ref: 'E-1',
      place: 'E-1 Runbook',
      field: 'Hold on evidence',
      mine: { text: 'Litigation', who: 'Ann' },
      theirs: { text: 'Audit', who: 'Ben' },
      both: 'Audit\n\nLitigation',
    },
    {
      place: 'Sheets with the headings "Kontrolle", "Wer"',
      field: 'Mapping of a sheet',
      mine: { text: 'A: control, B: owner; "Anbieter" means vendor', who: 'Ann' },
      theirs: { text: 'A: control, B: owner; "Anbieter" means customer', who: 'Ben' },
      both: null,
    },
  ]);
  const [hold, mapping] = conflicts.map(({ key }) => key);
  const merged = await bothWays(ann, ben, { [hold ?? '']: 'both', [mapping ?? '']: 'theirs' });
  expect(await merged.call('claims.mappings', {})).toMatchObject([{ savedBy: 'Ben' }]);
});

test('columns that two copies named in another order are no conflict', async () => {
  const { ann, ben } = await twoCopies();
  const remember = (copy: Copy, turned: boolean) => {
    const columns = [
      { column: 0, means: 'label' as const },
      { column: 1, means: 'service' as const },
    ];
    return copy.call('services.add', {
      services: [{ catalogueId: turned ? 'sqs' : 's3' }],
      tables: [
        {
          fingerprint: 'a'.repeat(24),
          headings: ['System', 'Product'],
          columns: turned ? columns.toReversed() : columns,
        },
      ],
    });
  };
  await remember(ann, false);
  await remember(ben, true);
  expect((await ann.preview(ben.path)).conflicts).toEqual([]);
});
