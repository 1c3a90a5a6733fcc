import { describe, expect, it, test } from 'vitest';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const HEADINGS =
  'Area,Domain,Category,Topic,Control area,Security domain,Service category,What,Capability,Theme,Subject,Section,Control family,Description,Requirement,Bereich,Kategorie,Domaine,Catégorie,Categoría,Dominio,Categoria,Domein,Categorie,Kategoria,Domínio'.split(
    ',',
  );
/** How a table says of each row who does it. */
const OWNING: readonly (readonly [
  headings: readonly string[],
  vendor: readonly string[],
  customer: readonly string[],
])[] = [
  [
    ['AWS', 'Customer'],
    ['X', ''],
    ['', 'X'],
  ],
  [
    ['AWS', 'Customer'],
    ['R/A', 'I'],
    ['C', 'R, A'],
  ],
  [
    ['AWS responsibility', 'Customer responsibility'],
    ['Guards the data centres', 'None'],
    ['None', 'Says who may read'],
  ],
  [['Responsible party'], ['AWS'], ['Customer']],
];

describe('what a table is about in its only column of texts', () => {
  it.each(
    HEADINGS.flatMap((heading) =>
      OWNING.map(([owning, vendor, customer]) => [heading, owning, vendor, customer] as const),
    ),
  )('%s beside %j', async (heading, owning, vendor, customer) => {
    const reading = await readRows([
      ['No.', heading, ...owning],
      ['1', 'Physical security', ...vendor],
      ['2', 'Access to data', ...customer],
    ]);
    expect(ownersOf(reading)).toEqual(['Physical security: vendor', 'Access to data: customer']);
    expect(missed(reading)).toEqual([]);
  });
  test('of a domain and its categories the narrower, and what is described before both', async () => {
    const owned = (headings: readonly string[], first: readonly string[], second: readonly string[]) =>
      readRows([
        [...headings, 'AWS', 'Customer'],
        [...first, 'X', ''],
        [...second, '', 'X'],
      ]).then(({ claims }) =>
        claims.map(({ control, notes }) => [control, ...notes.map(({ text }) => text)]),
      );
    expect(await owned(['Domain', 'Category'], ['Security', 'Access'], ['Security', 'Keys'])).toEqual([
      ['Access', 'Security'],
      ['Keys', 'Security'],
    ]);
    expect(
      await owned(['Description', 'Category'], ['Guard doors', 'Sites'], ['Name users', 'Access']),
    ).toEqual([
      ['Guard doors', 'Sites'],
      ['Name users', 'Access'],
    ]);
  });
  it.each<readonly [Rows, readonly string[]]>([
    [
      [
        ['Category', 'Task', 'AWS', 'Customer'],
        ['Sites', 'Guard doors', 'X', ''],
        ['Access', 'Name users', '', 'X'],
      ],
      ['Guard doors: vendor', 'Name users: customer'],
    ],
    [
      [
        ['Domain', 'Control', 'AWS', 'Customer'],
        ['Access', 'AC-1', 'X', ''],
        ['Access', 'AC-2', '', 'X'],
      ],
      ['AC-1: vendor', 'AC-2: customer'],
    ],
    [
      [
        ['Category', 'Service', 'AWS', 'Customer'],
        ['Data', 'Amazon S3', 'X', ''],
        ['Data', 'Amazon RDS', '', 'X'],
      ],
      ['Amazon S3: vendor', 'Amazon RDS: customer'],
    ],
  ])('gives way to one of tasks, controls or services: %j', async (rows, owned) => {
    expect(ownersOf(await readRows(rows))).toEqual(owned);
  });
  it.each<readonly [Rows]>([
    [
      [
        ['Domain', 'Provider', 'Customer'],
        ['example.com', 'Gandi', 'Acme'],
        ['example.org', 'AWS', 'Beta'],
      ],
    ],
    [
      [
        ['Category', 'Owner', 'Region'],
        ['Laptops', 'AWS', 'eu-west-1'],
        ['Phones', 'Customer', 'eu-west-1'],
      ],
    ],
    [
      [
        ['Name', 'Provider', 'Customer'],
        ['CRM', 'Salesforce', 'Sales'],
        ['ERP', 'SAP', 'Finance'],
      ],
    ],
    [
      [
        ['Category', 'Owner'],
        ['Laptops', 'Ann Lee'],
        ['Phones', 'Bob Ray'],
      ],
    ],
  ])('makes no matrix of a list: %j', async (rows) => {
    expect((await readRows(rows)).claims).toEqual([]);
  });
});
