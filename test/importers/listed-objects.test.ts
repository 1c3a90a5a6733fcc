import { expect, it } from 'vitest';
import { type Found, partsOfFile } from '../../main/importers/discover/found.ts';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { NOTHING_SAID, tableOf } from '../../main/importers/discover/lists/inventory-columns.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

// Inventories that somebody keeps as JSON or YAML.

const ACCOUNT = '111122223333';
const inUse = ({ types, notInUse }: Found): readonly string[] =>
  [...types.keys()].filter((type) => !notInUse?.has(type));
function read(document: unknown, said = NOTHING_SAID) {
  const isYaml = typeof document === 'string';
  const name = isYaml ? 'a.yaml' : 'a.json';
  const text = isYaml ? document : JSON.stringify(document);
  const parts = partsOfFile(name, readSource(name, Buffer.from(text), { ...NOTHING_GIVEN, said }));
  const found = parts.flatMap((part) => ('found' in part ? [part.found] : []));
  return { found, all: found.flatMap(inUse), notes: found.flatMap(({ notes }) => notes).join('\n') };
}

it.each<[unknown, readonly string[], RegExp]>([
  [
    [
      { service: 'Amazon S3', account: ACCOUNT },
      { service: 'Amazon RDS', account: ACCOUNT, status: 'decommissioned' },
    ],
    ['Amazon S3'],
    /1 service not in use/,
  ],
  [
    `services:\n  - name: Amazon S3\n    account: "${ACCOUNT}"\n  - name: Amazon EC2\n`,
    ['Amazon S3', 'Amazon EC2'],
    /^$/,
  ],
  [{ services: ['s3', 'ec2'] }, ['s3', 'ec2'], /list called “services” and does not say/],
  [{ region: 'eu-west-1', services: ['s3', 'kms'] }, ['s3', 'kms'], /settings of programs/],
  [
    { aws: { services: ['s3', 'ec2'], types: ['x'] } },
    ['s3', 'ec2'],
    /below “aws”(?:.|\n)*not read: aws types \(1 entry\)/,
  ],
  [{ services_in_use: ['S3', 'EC2'] }, ['S3', 'EC2'], /^$/],
  [
    'services:\n  active: [S3, EC2]\n  storage: [EFS]\n  retired:\n    - QLDB\n',
    ['S3', 'EC2', 'EFS'],
    /below “active”(?:.|\n)*below “storage”(?:.|\n)*QLDB \(below “retired”\)/,
  ],
  [
    { servicesInUse: ['S3', 'EC2'], todo: ['Neptune'] },
    ['S3', 'EC2'],
    /^Other lists in it, not read: todo \(1 entry\)\.$/,
  ],
  [
    'prod:\n  services: [S3, EC2]\nretired:\n  services: [QLDB]\nevaluated:\n  services: [Kendra]\n',
    ['S3', 'EC2', 'Kendra'],
    /below “prod”(?:.|\n)*below “evaluated”(?:.|\n)*QLDB \(below “retired”\)/,
  ],
  [
    'environments:\n  prod:\n    services: [S3, EC2]\n  retired:\n    services: [QLDB]\n',
    ['S3', 'EC2'],
    /QLDB \(below “retired”\)/,
  ],
  [
    [
      { service: 'Amazon S3', account: ACCOUNT, in_use: true },
      { service: 'Amazon RDS', account: ACCOUNT, in_use: false },
    ],
    ['Amazon S3'],
    /1 service not in use/,
  ],
  ['in_use:\n  - S3\n  - EC2\nretired:\n  - QLDB\n', ['S3', 'EC2'], /QLDB \(below “retired”\)/],
  [
    {
      meta: { version: 1 },
      production: [{ service: 'Amazon S3', account: ACCOUNT }],
      retired: [{ service: 'Amazon QLDB', account: ACCOUNT }],
      contacts: [{ name: 'Kim' }],
    },
    ['Amazon S3'],
    /below "retired".*\n.*not read: contacts \(1 entry\)/,
  ],
  [
    {
      shop: [{ service: 'Amazon S3', env: 'prod' }],
      crm: [{ env: 'test', team: 'CRM', service: 'Amazon SQS' }],
    },
    ['Amazon S3', 'Amazon SQS'],
    /below “shop”(?:.|\n)*below “crm”/,
  ],
  [
    'apps:\n  shop:\n    status: live\n    services: [S3, EC2]\n  old:\n    status: retired\n    services: [QLDB]\n',
    ['S3', 'EC2'],
    /below “shop” \(2: S3, EC2\)\. Leave[^\n]*\n1 service not in use.*QLDB \(status: “retired”\)/,
  ],
  [
    {
      dr: { enabled: false, account: ACCOUNT, services: ['Lex'] },
      prod: { enabled: true, services: ['S3'] },
    },
    ['S3'],
    /Lex \(enabled: “false”\)/,
  ],
  [{ name: 'old', lifecycle: 'retired', services: ['QLDB', 'MQ'] }, [], /2 services not in use/],
  [
    { old: { status: 'retired', prod: { services: ['QLDB'] }, test: { services: ['MQ'] } } },
    [],
    /MQ \(status/,
  ],
  [
    { old: { status: 'retired', prod: { status: 'live', services: ['S3', 'SQS'] } } },
    ['S3', 'SQS'],
    /“prod”/,
  ],
  [
    { old: { lifecycle: 'sunset', services: ['S3', 'SQS'] } },
    ['S3', 'SQS'],
    /Not read: lifecycle \(“sunset” 2\)/,
  ],
  [{ dr: { disabled: true, services: ['S3', 'SQS'] } }, ['S3', 'SQS'], /Not read: disabled \(“true” 2\)/],
  [
    { old: { status: 'retired', services: [{ service: 'Amazon S3', account: ACCOUNT, status: 'live' }] } },
    ['Amazon S3'],
    /below “old”/,
  ],
  [
    `accounts:\n  - id: "${ACCOUNT}"\n    name: prod\n    services:\n      - name: Amazon EKS\n        version: "1.30"\n      - name: Amazon MSK\n        status: decommissioned\n`,
    ['Amazon EKS'],
    /Not read: account name \(“prod” 2\), version.*\n.*Amazon MSK \(status: “decommissioned”\)/,
  ],
  [
    [{ name: 'shop', env: 'prod', services: [{ name: 'Amazon S3' }] }],
    ['Amazon S3'],
    /Not read: name, env \(“prod” 1\)/,
  ],
  // What has services may be called one itself.
  [
    [
      { service: 'checkout', services: [{ service: 'Amazon EC2' }, { service: 'Amazon SQS' }] },
      { service: 'billing', services: [{ service: 'Amazon RDS' }] },
    ],
    ['Amazon EC2', 'Amazon SQS', 'Amazon RDS'],
    /Not read: System/,
  ],
  [
    {
      systems: [{ product: 'Webshop', aws_services: [{ product: 'Amazon EC2' }, { product: 'Amazon S3' }] }],
    },
    ['Amazon EC2', 'Amazon S3'],
    /Not read: System/,
  ],
])('%j', (document, services, note) => {
  const { all, found, notes } = read(document);
  expect(all).toEqual(services);
  expect(notes).toMatch(note);
  // Names of other things are looked at once more, as with any list.
  expect(found.map(({ isGuess }) => isGuess)).toEqual(found.map(() => true));
});

it('where something runs is read of its fields', () => {
  const [found] = read([{ service: 'Amazon S3', account: ACCOUNT, region: 'eu-west-1' }]).found;
  const places = found?.places?.get('Amazon S3');
  expect([[...(places?.accounts ?? [])], [...(places?.regions ?? [])]]).toEqual([[ACCOUNT], ['eu-west-1']]);
});

it('each name is where the group that it stands in is', () => {
  const { found, notes } = read(
    `prod:\n  account: "${ACCOUNT}"\n  services: [S3, EC2]\nretired:\n  services: [QLDB]\ndev:\n  account: "444455556666"\n  services: [S3]\n`,
  );
  expect(found.map(({ places }) => [...(places?.get('S3')?.accounts ?? [])])).toEqual([
    [ACCOUNT],
    ['444455556666'],
  ]);
  expect(notes).toMatch(/below “prod”(?:.|\n)*below “dev”/);
});

it('a service that has parts of its own is that service', () => {
  const { all } = read([
    { service: 'Amazon RDS', account: ACCOUNT, services: [{ name: 'orders' }, { name: 'billing' }] },
    { service: 'Amazon SQS', account: ACCOUNT },
  ]);
  expect(all).toEqual(['Amazon RDS', 'Amazon SQS']);
});

it('settings with accounts, Regions and services are told as such, and their accounts as read', () => {
  const { all, notes } = read({
    accounts: [ACCOUNT, '444455556666'],
    regions: ['eu-west-1'],
    services: ['EC2', 'S3'],
  });
  expect(all).toEqual(['EC2', 'S3']);
  expect(notes).toContain('settings of programs have such lists as well');
  expect(notes).not.toContain('Other lists in it');
});

it('services that are listed within accounts are in them', () => {
  const [found] = read({
    accounts: [
      { id: ACCOUNT, name: 'prod', services: [{ service: 'Amazon S3', region: 'eu-west-1' }] },
      { id: '444455556666', name: 'dev', services: [{ service: 'Amazon EC2', region: 'eu-west-1' }] },
    ],
  }).found;
  expect([...(found?.types.keys() ?? [])]).toEqual(['Amazon S3', 'Amazon EC2']);
  expect([...(found?.places?.get('Amazon EC2')?.accounts ?? [])]).toEqual(['444455556666']);
});

it('what a person said of its fields is read as of columns', () => {
  const list = [{ thing: 'Amazon S3', system: 'Shop', stage: 'prod' }];
  let table = null;
  try {
    read({ list });
  } catch (error) {
    table = tableOf(error);
  }
  expect(table?.headings).toEqual(['thing', 'system', 'stage']);
  const named = [
    { at: 'thing', means: 'service' as const },
    { at: 'system', means: 'label' as const },
  ];
  expect(read({ list }, { ...NOTHING_SAID, named }).all).toEqual(['Shop (Amazon S3)']);
});

it.each<[string, unknown]>([
  ['all services that AWS has', { Services: [{ ServiceCode: 's3', ServiceName: 'Amazon S3' }] }],
  ['what they cost', [{ service: 'Amazon S3', price: '0.02' }]],
  ['which may be used', [{ service: 'Amazon S3', approved: 'yes' }]],
  ['names of other things', { packages: ['s3', 'ec2'] }],
  ['one field', { service: 'Amazon S3' }],
  ['nothing', { services: [] }],
  [
    'an answer that says how it is',
    { status: 'degraded', services: [{ name: 'auth' }, { name: 'billing' }] },
  ],
  ['containers', 'services:\n  web:\n    image: nginx\n'],
])('but not %s', (_, document) => expect(() => read(document)).toThrow());
