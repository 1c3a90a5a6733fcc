import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readOscalCatalogue } from '../../main/importers/control-texts/read-catalogue.ts';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { runControlTexts } from '../../main/jobs/control-texts-task.ts';
import { runVendorMatrix } from '../../main/jobs/vendor-matrix-task.ts';
import { PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';
import { bookParts, makeZip } from '../support/zip.ts';
import { fixture, index, read, typesOf } from './support.ts';

const folder = temporaryFolder();
const written = (name: string, bytes: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const recognised = async (name: string, bytes: string | Uint8Array) => {
  const { kind, why } = await recogniseFile(written(name, bytes), name);
  return `${kind}: ${why}`;
};
const CONTROLS = { signal: new AbortController().signal, progress: () => {} };
const TWO_PARTIES =
  'Service,AWS Responsibility,Customer Responsibility\nAmazon S3,"Runs it, keeps it up",Configures access\nAmazon RDS,Patches it,Chooses the window\n';

describe('a table of what two parties have to do', () => {
  it.each([
    TWO_PARTIES,
    TWO_PARTIES.replaceAll(',', ';'),
    'Task;Our responsibilities;Customer duties\na;b;c\nd;e;f\n',
  ])("is a vendor's matrix", async (text) =>
    expect(await recognised('two.csv', text)).toMatch(/^vendor-matrix: .*two parties/),
  );
  it('is told so where services are looked for', () => {
    expect(() => read('two.csv', TWO_PARTIES)).toThrow(
      /two\.csv is a table of what two parties are responsible for/,
    );
    expect(() => read('soa.csv', 'Control,Responsibility\nAC-2,Customer\nAC-3,AWS\n')).toThrow(
      /soa\.csv is a table of controls and what is said of each/,
    );
  });
  it.each([
    'Service,AWS Account,Region\nS3,111122223333,eu-west-1\n',
    'Service,Owner\nS3,AWS or customer responsibility\n',
  ])('is not %j', async (text) => expect(await recognised('other.csv', text)).toMatch(/^templates: /));
});

it('the sheet of an audit of CISO Assistant is nothing that comes in, and says what to do with it', async () => {
  const form = join(PROJECT, 'test', 'fixtures', 'forms', 'ciso-assistant-nist-csf-2.0.xlsx');
  expect(await recognised('audit.xlsx', readFileSync(form))).toMatch(
    /^other: .*CISO Assistant.*A receiver.s own form/,
  );
  const text = 'urn,assessable,ref_id,compliance_result,observations\nurn:x,TRUE,A.5.1,compliant,ok\n';
  expect(await recognised('audit.csv', text)).toMatch(/^other: .*CISO Assistant/);
});

describe('issues of a tracker', () => {
  const TRACKERS = join(PROJECT, 'test', 'fixtures', 'trackers');
  it.each(readdirSync(TRACKERS))('%s is known by the ids in it', async (name) =>
    expect(await recognised(name, readFileSync(join(TRACKERS, name)))).toMatch(/^action-states: /),
  );
  it.each([
    'Issue key,Summary,Status\nSEC-1,Order a test,Done\n',
    '"number","short_description","state"\n"TASK1","Order a test","Open"\n',
  ])('%j is known by its columns, though it names none', async (text) =>
    expect(await recognised('issues.csv', text)).toMatch(/^action-states: /),
  );
  it.each([
    '{"expand":"names","issues":[{"key":"ABC-1","fields":{"summary":"x","status":{"name":"Done"}}}]}',
    '[{"number":1,"title":"x","state":"OPEN","stateReason":"","labels":[]}]',
  ])('is a list of issues in JSON without an id of ours: %s', async (text) =>
    expect(await recognised('issues.json', text)).toMatch(/^action-states: /),
  );
  it('is not whatever has something called issues', async () =>
    expect(await recognised('package.json', '{"name":"x","issues":["https://x"]}')).toMatch(/^other: /));
  it('is no checklist of a STIG that names the action which mends a rule', async () => {
    const rule = { rule_id: 'SV-1r1_rule', status: 'open', finding_details: 'See demarc-1f0c2a9b-A-3' };
    const checklist = JSON.stringify({
      title: 'host',
      stigs: [{ stig_name: 'RHEL 9', rules: [rule] }],
      cklb_version: '1.0',
    });
    expect(await recognised('host.cklb', checklist)).toMatch(/^findings: /);
  });
  it('a matrix beside which somebody noted an action is still one', async () =>
    expect(
      await recognised('m.csv', 'Control,Responsibility,Note\nAC-2,Customer,see demarc-1f0c2a9b-A-3\n'),
    ).toMatch(/^vendor-matrix: /));
  it('a table of services and what is to be done is a matrix, and no inventory', async () =>
    expect(
      await recognised('m.csv', 'Service,Responsibility,Owner\nAmazon S3,Encryption,Customer\n'),
    ).toMatch(/^vendor-matrix: /));
  it.each([
    'Task,Owner,When\nRenew certificate,Anna,March\nReview users,Bob,April\n',
    'Task,Owner,Date\nRenew certificate,Anna,2026-03-01\nReview users,Bob,2026-04-01\n',
    'Change,Service,Owner,Approved\nC1,Amazon S3,Anna,yes\nC2,Amazon RDS,Bob,no\n',
    'Aufgabe;Verantwortlich;Termin\nZertifikat;Anna;März\nNutzer;Bob;April\n',
  ])('work with people and days is no matrix: %j', async (text) =>
    expect(await recognised('m.csv', text)).toContain('a list of work with its owners and days or states'),
  );
  it('a matrix with a status is none', async () =>
    expect(await recognised('m.csv', 'Control,Status,Responsibility\nAC-2,Done,Customer\n')).toMatch(
      /^vendor-matrix: /,
    ));
});

describe('a register that Demarc exported', () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = (...rows: readonly (readonly string[])[]) =>
    `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
  const register = [
    ['Ref', 'Service', 'Account', 'Region', 'Responsibility', 'Ownership'],
    ['s3/backup', 'Amazon S3', '111122223333', 'eu-west-1', 'Backup', 'Customer'],
  ];
  const services = [
    ['Ref', 'Service', 'AWS service', 'Environment', 'Account', 'Region'],
    ['s3', 'Files', 'Amazon S3', 'Live', '111122223333', 'eu-west-1'],
  ];
  const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(';')).join('\n');
  const discovered = async (name: string, bytes: string | Uint8Array) => {
    const { files, services: found } = await discoverFiles([{ name, path: written(name, bytes) }], index, []);
    expect(found).toEqual([]);
    return files[0]?.refused?.message;
  };

  it('is no inventory of services, as CSV or in a sheet', async () => {
    const book = async (sheets: Parameters<typeof bookParts>[0]) => makeZip(bookParts(sheets));
    for (const [name, bytes] of [
      ['register.csv', csv(register)],
      ['services.csv', csv(services)],
      ['few.csv', 'Ref,Service,Ownership\ns3/backup,Amazon S3,Customer\n'],
      ['register.xlsx', await book({ Register: sheet(...register) })],
      ['services.xlsx', await book({ Services: sheet(...services) })],
      [
        'gaps.xlsx',
        await book({
          Gaps: sheet(['Rule', 'Service', 'Account'], ['No owner', 'Amazon S3', '111122223333']),
          Demarc: sheet(
            ['format', 'demarc-register', '1'],
            ['revision', '7'],
            ['digest', 'a'.repeat(64)],
            ['column', 'ref', 'Ref'],
          ),
        }),
      ],
    ] as const)
      expect(await discovered(name, bytes)).toMatch(
        /is a register that Demarc exported, and no inventory\. .*"demarc import"/,
      );
  });
  it('in one sheet of a book leaves the others to be read', async () => {
    const inventory = sheet(['Service', 'Account'], ['Amazon SQS', '111122223333']);
    const path = written(
      'both.xlsx',
      await makeZip(bookParts({ Mine: inventory, Register: sheet(...register) })),
    );
    const found = await discoverFiles([{ name: 'both.xlsx', path }], index, []);
    expect(found.services.map(({ catalogueId }) => catalogueId)).toEqual(['sqs']);
    expect(found.files.map(({ file, refused }) => [file, refused?.message])).toEqual([
      ['both.xlsx, sheet Mine', undefined],
      ['both.xlsx, sheet Register', expect.stringMatching(/^both\.xlsx, sheet Register is a register that/)],
    ]);
  });
  it.each([
    'Service,Account,Region,Environment,Responsibility\nAmazon S3,111122223333,eu-west-1,Live,Team A\n',
    'Ref,Service,Account,Region,Ownership\nS-1,Amazon S3,111122223333,eu-west-1,Team A\n',
    'Ref,Service,Account,Region,Ownership\n2026/001,Amazon S3,111122223333,eu-west-1,Team A\n',
    'Ref,Service,AWS service,Account,Region,Ownership\n1,Amazon S3,Amazon S3,,eu-west-1,Team A\n',
  ])('is not the inventory %j of somebody', (text) => {
    expect(typesOf(read('own.csv', text))).toEqual({ 'Amazon S3': 1 });
  });
  it("is not anybody's inventory with a column of references", () => {
    const found = read('own.csv', 'Ref,Service,Account,Region,Environment,Status\n1,Amazon S3,,,Live,new\n');
    expect(typesOf(found)).toEqual({ 'Amazon S3': 1 });
  });
});

describe('a list of one column', () => {
  it.each([
    'Amazon S3\nAmazon RDS\n',
    'Name\nAmazon S3\nAmazon RDS\n',
    'Services in use\nAmazon S3\nAmazon RDS\n',
    'Verwendete Dienste\nAmazon S3\nAmazon RDS\n',
  ])('of services is one, and what stands above it is none: %j', async (text) => {
    expect(await recognised('list.csv', text)).toMatch(/^templates: /);
    expect(typesOf(read('list.csv', text))).toEqual({ 'Amazon S3': 1, 'Amazon RDS': 1 });
  });
  it.each(['Control\nAC-2\nAC-3\n', 'Customer\nAcme\nBeta\n'])('of anything else is none: %j', async (text) =>
    expect(await recognised('list.csv', text)).toMatch(/^other: /),
  );
  it('is a list and no bill', async () => {
    expect((await recogniseFile(fixture('services.csv').path, 'services.csv')).kind).toBe('templates');
    const found = readSource('services.csv', readFileSync(fixture('services.csv').path));
    expect([found.format, found.notInUse]).toEqual(['service-list', undefined]);
  });
});

describe('a file that is packed with gzip', () => {
  it('is what is in it', async () => {
    expect(await recognised('two.csv.gz', gzipSync(TWO_PARTIES))).toMatch(/^vendor-matrix: /);
    expect(await recognised('c.json.gz', gzipSync('{"catalog":{}}'))).toMatch(/^control-texts: /);
    const cut = gzipSync(TWO_PARTIES).subarray(0, 60);
    await expect(recogniseFile(written('cut.gz', cut), 'cut.gz')).rejects.toThrow(
      /cut\.gz is a gzip file that is damaged/,
    );
  });

  it('is read by every reader', async () => {
    const catalogue = readFileSync(join(PROJECT, 'test/fixtures/control-texts/sample-catalog.json'));
    const plain = await runControlTexts(
      { kind: 'control-texts', path: written('c.json', catalogue), name: 'c.json' },
      CONTROLS,
    );
    const packed = await runControlTexts(
      { kind: 'control-texts', path: written('c.gz', gzipSync(catalogue)), name: 'c.json' },
      CONTROLS,
    );
    expect(packed.texts).toEqual(plain.texts);
    const matrix = 'Control ID,Owner\nAC-1,Customer\nAC-2,Shared\nAC-3,Vendor\n';
    const claims = async (name: string, bytes: string | Uint8Array) =>
      (
        await runVendorMatrix(
          {
            kind: 'vendor-matrix',
            file: { path: written(name, bytes), name },
            mapping: undefined,
            saved: [],
            names: undefined,
            ownServices: [],
          },
          CONTROLS,
        )
      ).claims;
    expect(await claims('m.csv.gz', gzipSync(matrix))).toEqual(await claims('m.csv', matrix));
    expect(await claims('m2.csv', matrix)).not.toEqual([]);
  });
});

describe('a file in UTF-16', () => {
  it('is read where OSCAL is', async () => {
    const catalogue = readFileSync(join(PROJECT, 'test/fixtures/control-texts/sample-catalog.json'), 'utf8');
    const wide = written('wide.json', Buffer.from(`\ufeff${catalogue}`, 'utf16le'));
    const { controls } = await readOscalCatalogue(wide, 'wide.json');
    expect(controls.length).toBeGreaterThan(0);
  });
});

describe('an inventory that somebody keeps', () => {
  it.each([
    ['System;Engine;Stage\nMail;SES;prod\n', /^templates: It begins like an inventory/],
    ['Application;Dienst;Konto\nMail;SES;111122223333\n', /^templates: It begins like an inventory/],
    [
      'Our services\n\nService;Account\nSES;111122223333\nSQS;111122223333\n',
      /^templates: It begins like an inventory/,
    ],
    ['Control;Owner;Service\nAC-1;Customer;IAM\n', /^vendor-matrix/],
    ['Product;Price\nBook;12\n', /^vendor-matrix/],
  ])('%j', async (content, said) => {
    expect(await recognised('list.csv', content)).toMatch(said);
  });
});

describe('a file in a form that is not read says where the same facts are to be had', () => {
  it.each([
    ['bill.parquet', Buffer.from('PARE\0\0'), /^other: It is a Parquet file whose footer is encrypted\./],
    ['bill.pdf', Buffer.from('%PDF-1.7\n%\0'), /^other: It is a PDF.*Download all to CSV/],
    [
      'shot.png',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13]),
      /^other: It is a picture\. Ask for the spreadsheet/,
    ],
    [
      'all.tar',
      Buffer.concat([Buffer.alloc(257), Buffer.from('ustar')]),
      /^other: It is an archive \(tar\)\. Unpack it/,
    ],
    [
      'main.tf',
      'resource "aws_s3_bucket" "a" {\n}\n',
      /^other: It is Terraform configuration.*terraform show -json/,
    ],
    ['page.html', '<!DOCTYPE html><html>', /^other: It is a web page/],
  ])('%s', async (name, bytes, said) => {
    expect(await recognised(name, bytes)).toMatch(said);
    expect(() => readSource(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes)).toThrow(name);
  });
});

describe('events of CloudTrail', () => {
  const event = {
    eventVersion: '1.11',
    eventSource: 'securityhub.amazonaws.com',
    requestParameters: { findings: [], class_uid: 1 },
  };
  it.each([
    JSON.stringify({ Records: [event] }, null, 2),
    JSON.stringify({ Records: [{ awsRegion: 'eu-west-1', ...event }] }),
    `${JSON.stringify(event)}\n${JSON.stringify(event)}\n`,
    JSON.stringify([event]),
    JSON.stringify({ Events: [{ EventId: '1', EventSource: 's3.amazonaws.com' }], findings: [] }),
  ])('are no findings, whatever was asked for: %.30s', async (text) =>
    expect(await recognised('trail.json', text)).toMatch(/^templates: .*CloudTrail/),
  );
});

describe('a workbook', () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = (...rows: readonly (readonly string[])[]) =>
    `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
  const queue = 'arn:aws:sqs:eu-west-1:444455556666:orders';
  it.each([
    ['templates', [['Inventory of 2026'], ['Label', 'Service', 'Account'], ['Orders', 'Amazon RDS', '1']]],
    ['templates', [['Service'], ['Amazon S3']]],
    [
      'templates',
      [
        ['Label', 'Service', 'Account', 'Owner'],
        ['Access control', 'Amazon RDS', '1', 'Ann'],
      ],
    ],
    [
      'vendor-matrix',
      [
        ['Service', 'Requirement', 'Who'],
        ['Mail', 'Keep logs', 'Ours'],
      ],
    ],
    [
      'templates',
      [
        ['What', 'Where'],
        ['Queue', queue],
        ['Another', queue],
      ],
    ],
    [
      'vendor-matrix',
      [
        ['Service', 'Control ID', 'Responsibility'],
        ['Mail', 'AC-1', 'Shared'],
      ],
    ],
    [
      'vendor-matrix',
      [
        ['Service', 'AWS Responsibility', 'Customer Responsibility'],
        ['Amazon S3', 'a', 'b'],
      ],
    ],
    [
      'vendor-matrix',
      [
        ['Area', 'Note'],
        ['Logs', `See ${queue}`],
        ['Keys', 'None'],
        ['Mail', 'None'],
      ],
    ],
  ])('is %s by what its sheets hold: %j', async (kind, rows) =>
    expect(
      await recognised(
        'any.xlsx',
        await makeZip(bookParts({ Notes: sheet(['Kept by us']), A: sheet(...rows) })),
      ),
    ).toMatch(new RegExp(`^${kind}: `)),
  );
});

it('a large CSV that is packed is told by its beginning', async () => {
  const packed = gzipSync(`Area,Note\n${'Logs,Kept for a year\n'.repeat(4_000_000)}`);
  expect(await recognised('large.csv.gz', packed)).toBe(
    'vendor-matrix: It is a CSV of somebody else whose headings are not known.',
  );
});

describe('a CSV that begins with the name of its separator', () => {
  const named = (text: string) => `\ufeffsep=;\r\n${text}`;
  it('is what it would be without', async () => {
    expect(await recognised('l.csv', named('Service;Account\nAmazon S3;111122223333\n'))).toMatch(
      /^templates/,
    );
    expect(await recognised('p.csv', named('AUTH_METHOD;CHECK_ID;STATUS\na;b;PASS\n'))).toMatch(/^findings/);
    expect(await recognised('r.csv', named('Ref;Service;Ownership\n'))).toMatch(/^register/);
    expect(typesOf(read('l.csv', named('Service;Account\nAmazon S3;111122223333\n')))).toEqual({
      'Amazon S3': 1,
    });
  });
  it('is read as a bill', async () => {
    const bill = readFileSync(fixture('cur-legacy.csv').path, 'utf8');
    const typesIn = async (name: string, text: string) =>
      (await discoverFiles([{ name, path: written(name, text) }], index, [])).files[0]?.types;
    const plain = await typesIn('bill.csv', bill);
    expect(plain?.length).toBeGreaterThan(3);
    expect(await typesIn('named.csv', `sep=,\r\n${bill}`)).toEqual(plain);
  });
});
