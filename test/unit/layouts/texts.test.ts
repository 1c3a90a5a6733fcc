import { describe, expect, test } from 'vitest';
import { loadLayouts, sheetLayouts } from '../../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { indexCatalogue } from '../../../main/catalogue/lookup.ts';
import { countCells } from '../../../main/domain/layouts/document.ts';
import { fillLayout, vantageOf } from '../../../main/domain/layouts/fill.ts';
import { fillIn, type LayoutTemplate, spellControlId } from '../../../main/domain/layouts/template.ts';
import { annexOf, bodyOf, reportOf, rowOf, type Said, sheetOf } from '../../support/layout-report.ts';
import fc, { runs } from '../../support/property.ts';

function layoutOf(id: string): LayoutTemplate {
  const template = loadLayouts().find((layout) => layout.id === id);
  if (!template) throw new Error(`no layout ${id}`);
  return template;
}
const fill = (
  id: string,
  said: readonly Said[],
  controls: Readonly<Record<string, readonly string[]>>,
  vantage?: string,
) => {
  const template = layoutOf(id);
  return fillLayout(template, vantageOf(template, vantage), reportOf(said), annexOf(controls));
};
const CRM = 'Specific Inheritance and Customer Agency/CSP Responsibilities';
const FRAMEWORK = 'framework:{framework-id}';

test('a layout that has titles for the groups of its framework has one for each, and for no other', () => {
  const { frameworks } = loadCatalogue();
  for (const { id, framework, groupTitles } of loadLayouts().filter((layout) => layout.groupTitles)) {
    const controls = frameworks.find((each) => each.id === framework)?.controls ?? [];
    expect(Object.keys(groupTitles ?? {}).toSorted(), id).toEqual(
      [...new Set(controls.map(({ group }) => group))].toSorted(),
    );
  }
});

describe('texts of a control that several services bear on', () => {
  const said: readonly Said[] = [
    {
      subject: 'orders-db',
      owners: ['aws', 'organisation'],
      texts: { aws: 'Patches hosts.', organisation: 'Patches engines.' },
    },
    {
      subject: 'web',
      owners: ['aws', 'norddata'],
      texts: { aws: 'Patches hosts.', norddata: 'Patches guests.' },
    },
    { subject: 'cdn', owners: 'There is no guest here.' },
    { subject: 'queue', owners: null },
  ];
  const [row] = bodyOf(
    fill('fedramp-crm', said, { 'AC-1': ['guest-patching'] }, 'as-customer'),
    'Moderate CRM Worksheet',
  );

  test('name the services, say the same thing once, and name who is meant', () => {
    expect(row?.[CRM]).toBe(
      [
        'Provided by AWS:',
        'orders-db, web: Patches hosts.',
        '',
        'Customer responsibility (Kalliope Retail, Norddata GmbH):',
        'orders-db (Kalliope Retail): Patches engines.',
        'web (Norddata GmbH): Patches guests.',
        '',
        'Does not apply:',
        'cdn: The duty guest-patching: does not apply. There is no guest here.',
        '',
        'Open, so not decided:',
        'queue: The duty guest-patching: no answer yet.',
      ].join('\n'),
    );
  });
  test('a single service is not named', () => {
    const [alone] = bodyOf(
      fill(
        'fedramp-crm',
        [{ owners: ['organisation'], texts: { organisation: 'Patches.' } }],
        { 'AC-1': ['guest-patching'] },
        'as-customer',
      ),
      'Moderate CRM Worksheet',
    );
    expect(alone?.[CRM]).toBe(
      'Cannot be inherited, because no part of it is done by AWS.\n\nCustomer responsibility (Kalliope Retail):\nPatches.',
    );
  });
  test('what can be inherited whole has no text, and that is told', () => {
    const document = fill(
      'fedramp-crm',
      [{ owners: ['aws'] }],
      { 'AC-1': ['guest-patching'] },
      'as-customer',
    );
    expect(bodyOf(document, 'Moderate CRM Worksheet')[0]?.[CRM]).toBeNull();
    expect(document.leftOut.join('\n')).toMatch(
      /in no cell for 1 register row, .*: The duty guest-patching\./,
    );
  });
  test('many services that are all of them are counted instead of named', () => {
    const many = Array.from(
      { length: 9 },
      (_, index): Said => ({
        subject: `service-${index}`,
        owners: ['organisation'],
        texts: { organisation: 'Does it.' },
      }),
    );
    const [all] = bodyOf(fill(FRAMEWORK, many, { 'AC-1': ['guest-patching'] }), 'Controls');
    expect(all?.['Kalliope Retail: what it does']).toBe('All 9 services: Does it.');
    const [some] = bodyOf(
      fill(FRAMEWORK, [...many, { subject: 'other', owners: ['aws'] }], { 'AC-1': ['guest-patching'] }),
      'Controls',
    );
    expect(some?.['Kalliope Retail: what it does']).toMatch(/^service-0, service-1, .*service-8: Does it\.$/);
  });
  test('a share without words is named by its duty', () => {
    const [bare] = bodyOf(
      fill(FRAMEWORK, [{ owners: ['aws'], texts: { aws: null } }], { 'AC-1': ['guest-patching'] }),
      'Controls',
    );
    expect(bare?.['AWS: what it does']).toBe('The duty guest-patching (nothing is written down).');
  });
});

describe('status of a control', () => {
  const statusOf = (said: readonly Said[]) =>
    bodyOf(fill(FRAMEWORK, said, { 'AC-1': ['guest-patching', 'second-duty'] }), 'Controls')[0]?.Status;
  const us = ['organisation'];
  test.each<[string, readonly Said[], string | null]>([
    [
      'implemented where everything is',
      [{ owners: us, status: 'implemented' }, { owners: ['aws'] }],
      'Implemented',
    ],
    ['partial while a duty is under way', [{ owners: us, status: 'in-progress' }], 'Partially implemented'],
    [
      "not implemented where only AWS's part of a shared duty is done",
      [{ owners: ['aws', 'organisation'] }, { owners: ['aws'], duty: 'second-duty' }],
      'Not implemented',
    ],
    [
      'without a word where only AWS has done something and the rest is open',
      [{ owners: ['aws'] }, { owners: null, duty: 'second-duty' }],
      null,
    ],
    [
      'partial where an implemented duty stands beside an open one',
      [
        { owners: us, status: 'implemented' },
        { owners: null, duty: 'second-duty' },
      ],
      'Partially implemented',
    ],
    ['not implemented where nothing is done', [{ owners: us }], 'Not implemented'],
    [
      'not implemented where one risk is accepted and the rest is not begun',
      [{ owners: us }, { owners: us, duty: 'second-duty', status: 'risk-accepted' }],
      'Not implemented',
    ],
    ['risk accepted where that is all', [{ owners: us, status: 'risk-accepted' }], 'Risk accepted'],
    [
      'unchanged by a duty that does not apply',
      [
        { owners: us, status: 'implemented' },
        { owners: 'No.', duty: 'second-duty' },
      ],
      'Implemented',
    ],
    ['not applicable where no duty applies', [{ owners: 'No.' }], 'Not applicable'],
    ['unknown while nothing is answered', [{ owners: null }], null],
  ])('%s', (_, said, expected) => {
    expect(statusOf(said)).toBe(expected);
  });
});

test('a control that is not in place says how far it is; one that is, says nothing of it', () => {
  const rows = (status: 'implemented' | 'in-progress'): readonly Said[] => [
    { owners: ['organisation'], status: 'implemented' },
    { subject: 'web', owners: ['organisation'], status },
    { subject: 'cdn', owners: 'Not used.' },
    { subject: 'queue', owners: ['aws'] },
  ];
  const description = (said: readonly Said[]) =>
    bodyOf(fill('csa-caiq', said, { 'AIS-01': ['guest-patching'] }), 'CAIQv4.0.3')[0]?.[
      'CSP Implementation Description (Optional/Recommended)'
    ];
  expect(description(rows('in-progress'))).toContain('In place: 2 of 3 duties that bear on it.');
  expect(description(rows('implemented'))).not.toContain('In place');
});

test('CUECs are one sentence a duty, CSOCs one entry for each thing that is expected, with their criteria, others apart', () => {
  const said: readonly Said[] = [
    {
      subject: 'api',
      owners: ['aws', 'marketplace-sellers'],
      texts: { aws: 'Runs it.', 'marketplace-sellers': 'Keep keys safe.' },
    },
    {
      subject: 'web',
      owners: ['aws', 'marketplace-sellers'],
      texts: { aws: 'Runs it.', 'marketplace-sellers': 'Keep keys safe.' },
    },
    {
      subject: 'web',
      duty: 'without-criterion',
      owners: ['marketplace-sellers'],
      texts: { 'marketplace-sellers': 'Say hello.' },
    },
    { subject: 'cdn', owners: 'Not used.' },
  ];
  const controls = { 'CC6.1': ['guest-patching'], 'CC6.7': ['guest-patching'] };
  const cuec = fill('soc2-cuec', said, controls);
  expect(bodyOf(cuec, 'CUECs (DC 6)')).toEqual([
    {
      'CUEC number': 'CUEC-1',
      'CUEC description':
        'The duty guest-patching: the user entity is responsible for the following.\napi, web: Keep keys safe.',
      'Related trust services criteria': 'CC6.1, CC6.7',
    },
  ]);
  expect(bodyOf(cuec, 'User entity responsibilities')).toEqual([
    {
      Number: 'UER-1',
      Description:
        'The duty without-criterion: the user entity is responsible for the following.\nweb: Say hello.',
      'Why it is not necessary for the criteria': 'No criterion is listed that it bears on.',
    },
  ]);
  expect(cuec.leftOut.join('\n')).toMatch(/1 duty that does not apply is not in it, nor the reason/);
  expect(bodyOf(fill('soc2-csoc', said, controls), 'CSOCs (DC 7)')).toEqual([
    {
      'CSOC number': 'CSOC-1',
      'Subservice organisation': 'AWS',
      'Control expected at the subservice organisation': 'api, web: Runs it.',
      'Related trust services criteria': 'CC6.1, CC6.7',
    },
  ]);
});

test('what is not in a layout is counted and named', () => {
  const { leftOut } = fill(
    'fedramp-crm',
    [
      {
        owners: ['organisation'],
        evidence: [1, 2],
        people: { organisation: 'maya-lindqvist' },
        note: 'Ask Maya.',
      },
      { duty: 'apart', owners: ['organisation'] },
      { duty: 'second-duty', owners: null },
    ],
    { 'AC-1': ['guest-patching', 'second-duty'], 'AC-2': [] },
    'as-customer',
  );
  const all = leftOut.join('\n');
  expect(all).toMatch(/1 register row bears on no control of Test framework 1: The duty apart\./);
  expect(all).toMatch(
    /No duty of this workbook bears on 1 of 2 controls; nothing is claimed for them: AC-2\./,
  );
  expect(all).toMatch(/still without an answer for 1 of 2 controls.*: AC-1\./);
  expect(all).toMatch(/1 row has evidence/);
  expect(all).toMatch(/1 row names a person/);
  expect(all).toMatch(/1 note is not in it/);
});

test('notes say from which seat it is written and what is missing', () => {
  for (const template of sheetLayouts(indexCatalogue(loadCatalogue()))) {
    const document = fillLayout(
      template,
      vantageOf(template, undefined),
      reportOf([{ owners: null }]),
      annexOf({ 'AC-1': [] }),
    );
    const notes = document.sheets[0]?.rows.flatMap(({ cells }) => cells).join('\n') ?? '';
    const controls = { controls: '1' };
    for (const sentence of template.cannotHold) expect(notes).toContain(fillIn(sentence, controls));
    for (const sentence of document.leftOut) expect(notes).toContain(sentence);
    expect(notes, 'no placeholder is left').not.toMatch(/\{[a-z-]+\}/);
  }
});

test.each([
  ['AC-2', 'AC-02'],
  ['AC-2(1)', 'AC-02 (01)'],
  ['AC-12(4)(a)', 'AC-12 (04) (a)'],
  ['A.5.1', 'A.5.1'],
])('%s is spelled %s with padded numbers', (id, padded) => {
  expect(spellControlId(id, 'zero-padded')).toBe(padded);
  expect(spellControlId(id, 'as-listed')).toBe(id);
});

describe('nothing is lost', () => {
  const party = fc.constantFrom(
    'aws',
    'organisation',
    'landing-zone-team',
    'norddata',
    'marketplace-sellers',
  );
  const said: fc.Arbitrary<Said> = fc
    .record({
      subject: fc.constantFrom('one', 'two', 'three'),
      duty: fc.constantFrom('guest-patching', 'second-duty', 'third-duty', 'apart'),
      owners: fc.oneof(
        { weight: 4, arbitrary: fc.uniqueArray(party, { minLength: 1, maxLength: 5 }) },
        { weight: 1, arbitrary: fc.string({ minLength: 1 }) },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      words: fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
      status: fc.constantFrom('not-started', 'in-progress', 'implemented', 'risk-accepted'),
    })
    .map(({ words, ...rest }) => ({
      ...rest,
      texts: Array.isArray(rest.owners)
        ? Object.fromEntries(rest.owners.map((owner: string) => [owner, `${owner} ${words}`]))
        : {},
    }));
  const workbook = fc.uniqueArray(said, {
    maxLength: 12,
    selector: ({ subject, duty }) => `${subject}/${duty}`,
  });
  const controls = {
    'AC-1': ['guest-patching'],
    'AC-2': ['guest-patching', 'second-duty', 'third-duty'],
    'AC-3': [],
  };
  const linked = new Set(Object.values(controls).flat());

  test('every share, reason and open duty of a linked duty stands in the plain framework sheet', () => {
    fc.assert(
      fc.property(workbook, (rows) => {
        const cells = sheetOf(fill(FRAMEWORK, rows, controls), 'Controls').rows.flatMap((row) => row.cells);
        const text = cells.join('\n');
        for (const row of rows.map(rowOf)) {
          if (!linked.has(row.responsibility)) continue;
          for (const share of row.shares) expect(text).toContain((share.text ?? '').trim());
          if (row.notApplicable !== null)
            expect(text).toContain(`does not apply. ${row.notApplicable.trim()}`);
          if (row.ownership.kind === 'unanswered')
            expect(text).toContain(`${row.responsibilityName}: no answer yet.`);
        }
      }),
    );
  });

  test('in every layout and seat, each text stands in a cell or its row is counted as left out', () => {
    fc.assert(
      fc.property(workbook, (rows) => {
        for (const template of loadLayouts())
          for (const vantage of template.vantages) {
            const document = fillLayout(template, vantage, reportOf(rows), annexOf(controls));
            const tables = document.sheets.filter((sheet) => sheet.headerRow > 0);
            const text = tables.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells)).join('\n');
            const told = document.leftOut.join('\n');
            for (const row of rows.map(rowOf))
              for (const share of row.shares)
                if (!text.includes((share.text ?? '').trim())) expect(told).toContain(row.responsibilityName);
          }
      }),
      { numRuns: runs(16) },
    );
  });

  test('every control has its row, and the counts are those of the cells', () => {
    fc.assert(
      fc.property(workbook, (rows) => {
        for (const id of ['fedramp-cis', 'csa-caiq', FRAMEWORK]) {
          const document = fill(id, rows, controls);
          const tables = document.sheets.filter((sheet) => sheet.headerRow > 0);
          for (const sheet of tables)
            expect(sheet.rows.filter(({ look }) => look === 'body')).toHaveLength(3);
          expect(document.counts).toEqual(countCells(document.sheets));
          expect(document.counts.rows).toBe(3 * tables.length);
        }
      }),
      { numRuns: runs(40) },
    );
  });
});
