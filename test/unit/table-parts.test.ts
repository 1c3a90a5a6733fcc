import { expect, it } from 'vitest';
import { titlesUnused, titlesUsed } from '../../main/domain/services/in-use.ts';
import { partsOfTable } from '../../main/importers/discover/lists/table-parts.ts';

// Rows with one cell alone name the part of a table that is below them, whatever their words.

const namesService = (name: string): boolean =>
  /^(?:Amazon .+|S3|EC2|RDS|QLDB|SimpleDB|Lex|Lambda|SQS|VPC)$/.test(name);

/** Each row by its filled cells: what it is, a title as `#`. */
function read(list: string, service: number, above = '') {
  const [headers = [], ...rows] = list.split('|').map((row) => row.split(','));
  const parts = partsOfTable({ headers, rows, above }, service, namesService);
  return rows
    .map((row) => {
      const is = parts.next(row);
      const name = row.find((cell) => cell !== '') ?? '';
      return { title: `#${name}`, either: `?${name}`, service: row[service], aside: `-${row[service]}` }[is];
    })
    .join(' ');
}

it.each<[string, number, string]>([
  // Before the column of services a title is one by its place.
  [
    'App,Service|Production,|Shop,S3|Decommissioned,|Fax,QLDB|Legacy,|CRM,RDS',
    1,
    '#Production S3 #Decommissioned -QLDB #Legacy RDS',
  ],
  [
    'App,Service|Planned 2027,|Shop,S3|Retired systems,|Fax,QLDB',
    1,
    '#Planned 2027 -S3 #Retired systems -QLDB',
  ],
  ['App,Service|Planned Giving,|,S3|Removed Items,|,RDS', 1, '#Planned Giving S3 #Removed Items RDS'],
  ['App,Service|Shop,S3|Total,|Fax,RDS', 1, 'S3  RDS'],
  // In it by its words, and behind such a one by being alone and none of the services.
  [
    'Service,Owner|Production,|S3,Kim|Decommissioned,|QLDB,Kim|Legacy,|RDS,Lee',
    0,
    '#Production S3 #Decommissioned -QLDB ?Legacy RDS',
  ],
  ['Dienst,Konto|S3,1|Abgeschaltet,|QLDB,1|In Planung,|Lex,1', 0, 'S3 #Abgeschaltet -QLDB #In Planung -Lex'],
  [
    'Service,Owner|Production,|S3,Kim|Shared,|EC2,Kim|Retired,|QLDB,|SimpleDB,|Lex,Kim|In use,|RDS,Kim',
    0,
    '#Production S3 ?Shared EC2 #Retired -QLDB -SimpleDB -Lex #In use RDS',
  ],
  // A number beside it changes nothing of what its words say; an account and a name are none.
  [
    'Service,Owner,Count|Production,,1|S3,Kim,1|Retired,,2|QLDB,,1|Lex,Kim,1|Lambda,,3|In use,,(1)|RDS,Kim,1',
    0,
    '#Production S3 #Retired -QLDB -Lex -Lambda #In use RDS',
  ],
  ['Nr,Service,Owner|1,In use,|1.1,S3,Kim|II.,Retired,|2.1,QLDB,Kim', 1, '#1 S3 #II. -QLDB'],
  ['Service,Account|Lambda,7|S3,111122223333|Retired,111122223333|QLDB,1', 0, 'Lambda S3 Retired QLDB'],
  ['App,Service,Count|Retired,,2|Fax,QLDB,2|Pager,,3|CRM,Lex,1', 1, '#Retired -QLDB - -Lex'],
  // Titles right behind each other are a path: what the first says stays until a title of its level.
  [
    'Kind,Service|Retired,|Databases,|,QLDB|Compute,|,Lex|In use,|Databases,|,RDS|Compute,|,EC2',
    1,
    '#Retired #Databases -QLDB #Compute -Lex #In use #Databases RDS #Compute EC2',
  ],
  [
    'Kind,Service|Databases,|In use,|,RDS|Retired,|,QLDB|Compute,|,EC2|Retired,|,Lex|Network,|,VPC',
    1,
    '#Databases #In use RDS #Retired -QLDB #Compute EC2 #Retired -Lex #Network VPC',
  ],
  ['Kind,Service|A,|Retired,|By 2025,|,QLDB|B,|,S3', 1, '#A #Retired #By 2025 -QLDB #B S3'],
  ['Kind,Service|Retired,|In use,|,S3|B,|,RDS', 1, '#Retired #In use S3 #B RDS'],
  ['Service,Owner|Retired,|Amazon QLDB,|Amazon Lex,Kim', 0, '#Retired -Amazon QLDB -Amazon Lex'],
  [
    'Service,Owner|Retired systems:,|QLDB,Kim|Active systems:,|S3,Kim',
    0,
    '#Retired systems: -QLDB #Active systems: S3',
  ],
  // Behind it stand remarks.
  ['Service,Owner,Note|S3,Kim,|,,Planned services see below|RDS,Kim,|SQS,Kim,', 0, 'S3  RDS SQS'],
  // And services of which nothing else is said are services.
  ['Service,Owner|S3,|EC2,Kim|Lambda,|RDS,Lee', 0, 'S3 EC2 Lambda RDS'],
  ['Service,Owner|Databases,|RDS,Lee', 0, 'Databases RDS'],
  ['Service,Note|S3,a|,more of the note|RDS,b', 0, 'S3  RDS'],
  ['Service|Retired|QLDB', 0, 'Retired QLDB'],
])('%s', (list, service, parts) => {
  expect(read(list, service)).toBe(parts);
});

it.each<[string, string, string]>([
  ['Retired services', 'Kind,Service|Databases,|,QLDB|Compute,|,Lex', '#Databases -QLDB #Compute -Lex'],
  ['Retired services', 'Kind,Service|Databases,|,QLDB|In use,|,S3', '#Databases -QLDB #In use S3'],
  ['Retired services', 'Kind,Service|,QLDB|Shop,|,S3', '-QLDB #Shop S3'],
  ['Services in use', 'Kind,Service|Databases,|,RDS|Retired,|,QLDB', '#Databases RDS #Retired -QLDB'],
  ['Platform', 'Kind,Service|Databases,|,RDS', '#Databases RDS'],
])('below “%s”: %s', (above, list, parts) => {
  expect(read(list, 1, above)).toBe(parts);
});

it('a part is told with all titles that it stands below', () => {
  const headers = ['Kind', 'Service'];
  const rows = [
    ['Retired', ''],
    ['Databases', ''],
    ['', 'QLDB'],
    ['Compute', ''],
    ['', 'Lex'],
    ['A', ''],
    ['In use', ''],
    ['', 'S3'],
  ];
  const parts = partsOfTable({ headers, rows }, 1, namesService);
  const titles = rows.map((row) => {
    parts.next(row);
    return parts.title();
  });
  expect(titles.filter((_, at) => rows[at]?.[0] === '')).toEqual([
    'Retired, Databases',
    'Retired, Compute',
    'A, In use',
  ]);
});

it.each<[string, boolean, boolean]>([
  ['Decommissioned', true, false],
  ['Planned 2027:', true, false],
  ['Retired in May', true, false],
  ['Stillgelegte Systeme', true, false],
  ['Not in use', true, false],
  ['Planned for 2027 (1)', true, false],
  ['Decommissioned (2)', true, false],
  ['Planned Giving', false, false],
  ['Retired customers', false, false],
  ['Deleted items archive', false, false],
  ['Production', false, true],
  ['In use', false, true],
  ['Active systems', false, true],
  ['Running shoes', false, false],
  ['Amazon QLDB (retired)', false, false],
  ['Legacy', false, false],
])('whether “%s” says of what is below it that it is not in use, or that it is', (line, unused, used) => {
  expect([titlesUnused(line), titlesUsed(line)]).toEqual([unused, used]);
});
