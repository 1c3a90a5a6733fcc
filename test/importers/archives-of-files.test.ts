import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { type Repeated, writeZip } from '../support/bombs.ts';
import { temporaryFolder } from '../support/temp.ts';
import { bookParts, makeZip } from '../support/zip.ts';
import { fixture, index } from './support.ts';

const folder = temporaryFolder();
const bytesOf = (name: string) => readFileSync(fixture(name).path);
const discovered = async (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, ...(await discoverFiles([{ name, path }], index, [])) };
};
/** More than is unpacked of one archive. */
const LARGE = 40 * 1024 * 1024;
/** Of parts that are large: they are packed by Node itself, in a tenth of the time. */
const discoveredOf = async (name: string, parts: Readonly<Record<string, Repeated>>) =>
  discoverFiles([{ name, path: await writeZip(join(folder, name), parts) }], index, []);

describe('a ZIP of files', () => {
  it('is read file by file, with links between them, and says what it passed over', async () => {
    const zip = await makeZip({
      'cdk.out/manifest.json': bytesOf('manifest.json'),
      'cdk.out/Shop.template.json': bytesOf('orders-sam.json'),
      'cdk.out/asset.0f/package.json': '{"name":"x"}',
      'package.json': '{"name":"shop"}',
      'ci.yml': 'on: push\njobs: {}\n',
      'readme.md': 'Read me',
      'bills/cur.csv.gz': gzipSync(bytesOf('cur-legacy.csv')),
      'broken.json': '{"Resources": {',
    });
    const { files, services, path } = await discovered('shop.zip', zip);
    expect(files.map(({ file, format, refused }) => [file, format, refused?.code ?? null])).toEqual([
      ['shop.zip', 'archive', null],
      ['shop.zip/cdk.out/manifest.json', 'cdk', null],
      ['shop.zip/cdk.out/Shop.template.json', 'cloudformation', null],
      ['shop.zip/bills/cur.csv.gz', 'cost-and-usage-report', null],
      ['shop.zip/broken.json', null, 'INVALID_INPUT'],
    ]);
    expect(files[0]?.notes.join(' ')).toBe(
      '4 files of 8 in it looked into. 2 files in which nothing was recognised: package.json, ci.yml.',
    );
    expect(files[1]?.notes.join(' ')).toMatch(/read from the files given: Shop\.template\.json/);
    const lambda = services.find(({ catalogueId }) => catalogueId === 'lambda');
    expect([lambda?.accounts, lambda?.regions]).toEqual([['111122223333'], ['eu-west-1']]);
    expect((await recogniseFile(path, 'shop.zip')).kind).toBe('templates');
  });

  it('has its templates placed however the ways in it are written', async () => {
    for (const [manifest, template] of [
      ['./cdk.out/manifest.json', './cdk.out/Shop.template.json'],
      ['./cdk.out/manifest.json', 'cdk.out/Shop.template.json'],
      ['cdk.out/manifest.json', './cdk.out/Shop.template.json'],
    ] as const) {
      const zip = await makeZip({
        [manifest]: bytesOf('manifest.json'),
        [template]: bytesOf('orders-sam.json'),
      });
      const { services } = await discovered('dotted.zip', zip);
      expect(services.find(({ catalogueId }) => catalogueId === 'lambda')?.accounts).toEqual([
        '111122223333',
      ]);
    }
  });

  it('names what is packed among what was built', async () => {
    const zip = await makeZip({ 'dist/cdk.zip': 'PK', 'list.csv': 'Service\nAmazon S3\n' });
    expect((await discovered('built.zip', zip)).files[0]?.notes.join(' ')).toMatch(
      /not opened: dist\/cdk\.zip/,
    );
  });

  it('opens no archive that is packed with gzip, and spends what it unpacks whatever comes of it', async () => {
    const template = '{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}';
    const large = gzipSync(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(20 * 1024 ** 2)]));
    const packed = await discovered('packed.zip', await makeZip({ 'a.json.gz': large, 'z.json': template }));
    expect(packed.files[0]?.notes.join(' ')).toMatch(
      /1 spreadsheet or archive in it not opened: a\.json\.gz/,
    );
    expect(packed.files.map(({ file, refused }) => [file, refused])).toEqual([
      ['packed.zip', null],
      ['packed.zip/z.json', null],
    ]);
    // It says that one byte is in it.
    const lying = gzipSync(Buffer.alloc(9 * 1024 ** 2, ' '));
    lying.writeUInt32LE(1, lying.length - 4);
    const spent = await makeZip({ 'a.json.gz': lying, 'b.json.gz': lying, 'z.json': template });
    const { files } = await discovered('spent.zip', spent);
    expect(files.map(({ refused }) => refused?.message ?? null)).toEqual([
      null,
      expect.stringMatching(/a\.json\.gz is a gzip file that is damaged/),
      expect.stringMatching(/b\.json\.gz goes beyond what is unpacked of one archive/),
      expect.stringMatching(/z\.json goes beyond what is unpacked of one archive/),
    ]);
    // One that says how much is in it costs nothing.
    const honest = await makeZip({
      'a.json.gz': gzipSync(Buffer.alloc(20 * 1024 ** 2, ' ')),
      'z.json': template,
    });
    expect((await discovered('honest.zip', honest)).services).toHaveLength(1);
  });

  it('without a file to read, damaged, or a plan of Terraform, it is refused with what to give', async () => {
    const refusal = async (name: string, bytes: Uint8Array) =>
      (await discovered(name, bytes)).files[0]?.refused?.message;
    expect(await refusal('none.zip', await makeZip({ 'a.md': 'a', 'b.json': '{}' }))).toMatch(
      /^none\.zip holds 2 files, and none in which services can be found/,
    );
    const whole = await makeZip({ 'a.json': bytesOf('orders-sam.json') });
    expect(await refusal('cut.zip', whole.subarray(0, whole.length - 30))).toMatch(
      /^cut\.zip cannot be unpacked: it is no ZIP file, or its end is missing/,
    );
    const many = Buffer.alloc(22);
    many.writeUInt32LE(0x06054b50);
    many.writeUInt16LE(60_000, 10);
    expect(await refusal('many.zip', many)).toBe(
      'many.zip cannot be unpacked: it has 60000 parts, more than the 50000 that are read. Pack again what services could be found in, or give those files by themselves.',
    );
    expect(await refusal('shop.tfplan', await makeZip({ tfplan: 'x', tfstate: 'y' }))).toMatch(
      /terraform show -json shop\.tfplan/,
    );
  });

  it('with nothing but archives in it says that they were not opened, also in a folder', async () => {
    const { files } = await discovered('packed.zip', await makeZip({ 'inventory.xlsx': await makeZip({}) }));
    expect(files).toMatchObject([
      {
        unknown: false,
        refused: { message: expect.stringMatching(/not opened: inventory\.xlsx\. Give it by itself\.$/) },
      },
    ]);
  });

  it('is read beside large archives, which are told by their first bytes', async () => {
    const { files } = await discoveredOf('beside.zip', {
      'a.zip': ['PK', ['0', LARGE]],
      'b.zip': [['0', LARGE]],
      'c.json': [bytesOf('orders-sam.json').toString()],
    });
    expect(files.map(({ file, refused }) => [file, refused])).toEqual([
      ['beside.zip', null],
      ['beside.zip/b.zip', expect.objectContaining({ code: 'INVALID_INPUT' })],
      ['beside.zip/c.json', null],
    ]);
    expect(files[0]?.notes.join(' ')).toMatch(/1 spreadsheet or archive in it not opened: a\.zip/);
  });

  it('that unpacks to more than any folder of templates is bounded', async () => {
    const { files } = await discoveredOf('bomb.zip', {
      'a.json': [bytesOf('orders-sam.json').toString()],
      'b.json': [['0', LARGE]],
    });
    expect(files.map(({ refused }) => refused?.message ?? null)).toEqual([
      null,
      null,
      expect.stringMatching(/^bomb\.zip\/b\.json goes beyond what is unpacked/),
    ]);
  });
});

describe('an inventory in a spreadsheet', () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = (...rows: readonly (readonly string[])[]) =>
    `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;

  it('is read from every sheet whose columns are known, below its title', async () => {
    const parts = bookParts({
      Notes: sheet(['Kept by the platform team']),
      Production: sheet(
        ['Inventory of 2026'],
        ['Label', 'Service', 'Account'],
        ['Orders', 'Amazon RDS', '111122223333'],
      ),
      Others: sheet(['What', 'ARN'], ['Queue', 'arn:aws:sqs:eu-west-1:444455556666:orders']),
    });
    const { files, services } = await discovered('own.xlsx', await makeZip(parts));
    expect(files.map(({ file, input, format }) => [file, input, format])).toEqual([
      ['own.xlsx, sheet Production', 0, 'service-list'],
      ['own.xlsx, sheet Others', 0, 'arns'],
    ]);
    expect(services.map(({ catalogueId, accounts }) => [catalogueId, ...accounts])).toEqual([
      ['rds', '111122223333'],
      ['sqs', '444455556666'],
    ]);
  });

  it('with columns that nobody knows is read as somebody says, with the rows of the sheet', async () => {
    const parts = bookParts({
      Notes: sheet(['Kept by the platform team', 'since 2024']),
      Systems: sheet(
        ['Inventory of 2026', 'draft'],
        ['System', 'Engine', 'Stage'],
        ['Orders', 'RDS', 'prod'],
        ['Old', 'Mainframe', ''],
      ),
    });
    const path = join(folder, 'systems.xlsx');
    writeFileSync(path, await makeZip(parts));
    const file = { name: 'systems.xlsx', path };
    const [refused] = (await discoverFiles([file], index, [])).files;
    expect(refused?.refused?.message).toMatch(/or say what its columns hold/);
    expect(refused?.table).toMatchObject({
      headings: ['System', 'Engine', 'Stage'],
      samples: [
        ['Orders', 'RDS', 'prod'],
        ['Old', 'Mainframe', ''],
      ],
      origin: 'none',
    });
    const columns = [
      { column: 0, means: 'label' },
      { column: 1, means: 'service' },
      { column: 2, means: 'environment' },
    ] as const;
    const said = {
      named: [],
      saved: new Map(),
      tables: new Map([[refused?.table?.fingerprint ?? '', columns]]),
    };
    const { files, services } = await discoverFiles([file], index, [], { said });
    expect(files.map((each) => [each.file, each.format, each.table?.origin])).toEqual([
      ['systems.xlsx, sheet Systems', 'inventory', 'given'],
    ]);
    expect(files[0]?.notes.at(-1)).toBe('No service that is known here: “Mainframe” in row 4.');
    expect(services.map(({ ref, catalogueId, said: says }) => [ref, catalogueId, says])).toEqual([
      [
        'orders',
        'rds',
        { label: 'Orders', environments: [{ name: 'prod', id: null }], owner: null, tags: [] },
      ],
    ]);
  });

  it('without such columns is refused with how to call them', async () => {
    const { files } = await discovered(
      'other.xlsx',
      await makeZip(bookParts({ A: sheet(['Control', 'Where'], ['AC-1', 'us']) })),
    );
    expect(files[0]?.refused?.message).toMatch(
      /^other\.xlsx has no sheet with a column of services or of ARNs/,
    );
  });
});
