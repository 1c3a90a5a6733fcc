import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';
import { cliShop, expectRefusal, json, SHOP } from '../support/cli-shop.ts';
import { makeZip } from '../support/zip.ts';

const { folder, run, bytes, freshWorkbook } = cliShop();

type Found = {
  files: {
    file: string;
    format: string | null;
    resources: number;
    types: unknown[];
    unmapped: unknown[];
    refused: unknown;
  }[];
  services: { ref: string; catalogueId: string; resources: unknown[] }[];
  added: number;
};
it('shows and adds nothing on a dry run', () => {
  run('new', 'dry.demarc');
  const before = bytes('dry.demarc');
  const found = json<Found>(run('discover', 'dry.demarc', SHOP, '--dry-run', '--json'));
  expect(found.files).toEqual([
    expect.objectContaining({
      file: SHOP,
      format: 'cloudformation',
      resources: 4,
      unmapped: [{ type: 'AWS::NoSuchService::Thing', count: 1 }],
      refused: null,
    }),
  ]);
  expect(found.services.map(({ catalogueId }) => catalogueId).sort()).toEqual(['dynamodb', 'lambda', 's3']);
  expect(found.added).toBe(0);
  expect(Buffer.compare(bytes('dry.demarc'), before)).toBe(0);
  expect(run('discover', 'dry.demarc', SHOP, '--dry-run').out).toMatch(
    /3 services would be added; nothing was changed/,
  );
});
it('names the services by the refs that they then have, with where they were found', () => {
  run('new', 'added.demarc');
  const { services, added } = json<Found>(run('discover', 'added.demarc', SHOP, '--json'));
  const { services: inUse } = json<{ services: { ref: string; foundIn: unknown[] }[] }>(
    run('services', 'added.demarc', '--json'),
  );
  expect(added).toBe(3);
  expect(inUse.map(({ ref }) => ref).sort()).toEqual(services.map(({ ref }) => ref).sort());
  // The name alone: the workbook will travel, and should not tell where files lay on this machine.
  expect(JSON.stringify(inUse)).toContain('"shop.yaml"');
  expect(JSON.stringify(inUse)).not.toContain(PROJECT);
});
it('adds nothing twice', () => {
  const again = json<Found>(run('discover', freshWorkbook(), SHOP, '--json'));
  expect(again.added).toBe(0);
  expect(run('discover', freshWorkbook(), SHOP).out).toMatch(/Nothing new to add/);
});
it('is refused whole, with status 2, for an input that is not there', () => {
  const name = freshWorkbook();
  const before = bytes(name);
  expectRefusal(run('discover', name, SHOP, 'missing.yaml'), 2, 'INVALID_INPUT', /missing\.yaml/);
  expect(Buffer.compare(bytes(name), before)).toBe(0);
});
it('refuses one file by name, reads the others, and ends with status 1', () => {
  run('new', 'mixed.demarc');
  writeFileSync(join(folder, 'broken.json'), '{ "Resources": ');
  const result = run('discover', 'mixed.demarc', 'broken.json', SHOP, '--json');
  expect(result).toMatchObject({ status: 1, err: '' });
  const { files, added } = JSON.parse(result.out) as Found;
  expect(files.map(({ file, refused }) => [file, refused === null])).toEqual([
    ['broken.json', false],
    [SHOP, true],
  ]);
  expect(added).toBe(3);
  expect(json<{ services: unknown[] }>(run('services', 'mixed.demarc', '--json')).services).toHaveLength(3);
});

it('records the account of the manifest that lies beside a template, and no other', () => {
  const stack = (account: string, templateFile: string) => ({
    type: 'aws:cloudformation:stack',
    environment: `aws://${account}/eu-west-1`,
    properties: { templateFile },
  });
  const write = (way: string, content: object) => {
    mkdirSync(join(folder, 'cdk', way, '..'), { recursive: true });
    writeFileSync(join(folder, 'cdk', way), JSON.stringify(content));
    return join(folder, 'cdk', way);
  };
  const inputs = [
    write('live/cdk.out/manifest.json', { artifacts: { S: stack('444455556666', 'Live.template.json') } }),
    write('live/cdk.out/Live.template.json', { Resources: { Q: { Type: 'AWS::SQS::Queue' } } }),
    write('dev/cdk.out/manifest.json', { artifacts: { S: stack('111122223333', 'Dev.template.json') } }),
    write('dev/cdk.out/Dev.template.json', { Resources: { T: { Type: 'AWS::SNS::Topic' } } }),
  ] as const;
  const placed = (...files: readonly string[]) =>
    json<{ services: { catalogueId: string; accounts: string[] }[] }>(
      run('discover', freshWorkbook(), ...files, '--dry-run', '--json'),
    ).services.map(({ catalogueId, accounts }) => [catalogueId, ...accounts].join(' '));
  expect(placed(...inputs).sort()).toEqual(['sns 111122223333', 'sqs 444455556666']);
  const elsewhere = write('test/Live.template.json', { Resources: { Q: { Type: 'AWS::SQS::Queue' } } });
  expect(placed(inputs[0], elsewhere)).toEqual(['sqs']);
});

it('takes a folder as the files in it, and does not tell of each that holds something else', () => {
  run('new', 'folder.demarc');
  const shop = join(folder, 'repository');
  mkdirSync(join(shop, 'infra'), { recursive: true });
  mkdirSync(join(shop, 'node_modules', 'x'), { recursive: true });
  copyFileSync(SHOP, join(shop, 'infra', 'shop.yaml'));
  writeFileSync(join(shop, 'package.json'), '{"name":"shop"}');
  writeFileSync(join(shop, 'node_modules', 'x', 'template.json'), '{"Resources":{}}');
  const found = json<Found>(run('discover', 'folder.demarc', shop, '--dry-run', '--json'));
  expect(found.files.map(({ file, resources }) => [file, resources])).toEqual([
    [join(shop, 'infra', 'shop.yaml'), 4],
    [shop, 0],
  ]);
  writeFileSync(join(shop, 'kosten.csv'), Buffer.from('Dienst;Konto\nPr\u00fcfung;1\n', 'latin1'));
  const told = run('discover', 'folder.demarc', shop, '--dry-run');
  expect(told.out).toContain(`${shop}: folder, 0 resources\n  note: 1 file in which nothing was recognised.`);
  expect(told.out).toMatch(/kosten\.csv: refused, INVALID_INPUT: .* is not text in UTF-8/);
  expect(told.status).toBe(1);
  writeFileSync(join(shop, 'systems.csv'), 'System;Engine\nOrders;MySQL\n');
  expect(run('discover', 'folder.demarc', shop, '--dry-run').out).toMatch(
    /Among them 1 table with columns that are not known here: .*systems\.csv\. .*--columns/,
  );
  mkdirSync(join(shop, 'pictures'));
  writeFileSync(join(shop, 'pictures', 'logo.svg'), '<svg/>');
  const none = run('discover', 'folder.demarc', join(shop, 'pictures'));
  expectRefusal(none, 2, 'INVALID_INPUT', /is a folder without a file that services could be found in/);
});

it('says what a file that is given again no longer shows', () => {
  run('new', 'again.demarc');
  const list = join(folder, 'services.csv');
  writeFileSync(list, 'Service\nAmazon S3\nAmazon SQS\n');
  run('discover', 'again.demarc', list);
  writeFileSync(list, 'Service\nAmazon S3\nAmazon SNS\n');
  const again = run('discover', 'again.demarc', list, '--dry-run');
  expect(again.out).toMatch(/No longer there, sqs: Amazon SQS 1, now 0 in services\.csv/);
  expect(again.out).toMatch(/1 service would be added/);
});

it('a service that two files show is one, with both of them named', () => {
  const list = join(folder, 'more.csv');
  writeFileSync(list, 'Service\nS3 bucket\nAmazon SNS\n');
  const { out } = run('discover', freshWorkbook(), list, SHOP, '--dry-run');
  const rows = out.split('\n').filter((line) => line.includes('Amazon S3'));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/S3 bucket 1.* more\.csv, shop\.yaml$/);
});

it('tells files of the same name apart by their way from the folder that was given', () => {
  run('new', 'alike.demarc');
  const shop = join(folder, 'alike');
  for (const [part, name] of [
    ['orders', 'Amazon SQS'],
    ['stock', 'Amazon SNS'],
  ] as const) {
    mkdirSync(join(shop, part), { recursive: true });
    writeFileSync(join(shop, part, 'list.csv'), `Service\n${name}\n`);
  }
  run('discover', 'alike.demarc', shop);
  const found = json<{ services: { ref: string; foundIn: { file: string }[] }[] }>(
    run('services', 'alike.demarc', '--json'),
  ).services.map(({ ref, foundIn }) => [ref, ...foundIn.map(({ file }) => file)]);
  expect(found.sort()).toEqual([
    ['sns', 'alike/stock/list.csv'],
    ['sqs', 'alike/orders/list.csv'],
  ]);
  const again = json<{ files: { file: string }[]; gone: unknown[] }>(
    run('discover', 'alike.demarc', shop, '--json'),
  );
  expect(again.gone).toEqual([]);
  expect(again.files.map(({ file }) => file)).toEqual([
    join(shop, 'orders', 'list.csv'),
    join(shop, 'stock', 'list.csv'),
  ]);
  writeFileSync(join(shop, 'stock', 'list.csv'), 'Service\nAmazon SQS\n');
  expect(run('discover', 'alike.demarc', shop).out).toMatch(
    /No longer there, sns: Amazon SNS 1, now 0 in alike\/stock\/list\.csv/,
  );
});

it('says so where a folder was not read as a whole, and ends with status 1', () => {
  run('new', 'cut.demarc');
  const many = join(folder, 'many');
  mkdirSync(many);
  for (let number = 100; number <= 600; number += 1)
    writeFileSync(join(many, `${number}.csv`), 'Service\nAmazon S3\n');
  const cut = run('discover', 'cut.demarc', many, '--dry-run');
  expect(cut.status).toBe(1);
  expect(cut.out).toMatch(
    /many: refused, INVALID_INPUT: .* was not read as a whole: it holds more files than the 500 that are read at once\. 500 files were looked into\. Give up to 500 of its files, or the folders in it, at a time\.\n/,
  );
  const own = join(folder, 'own');
  mkdirSync(own);
  copyFileSync(SHOP, join(own, 'shop.yaml'));
  symlinkSync(many, join(own, 'shared'));
  const linked = run('discover', 'cut.demarc', own, '--dry-run');
  expect(linked.status).toBe(1);
  expect(linked.out).toMatch(
    /own: refused, .*: folders in it are only links to others elsewhere\. 1 file was looked into\. Give the folders to which they lead as well\.\n/,
  );
  expect(cut.out).toMatch(/1 service would be added/);
});

it('names the ZIP files of a folder that look like code and were not opened', () => {
  const shop = join(folder, 'built');
  mkdirSync(join(shop, 'build'), { recursive: true });
  writeFileSync(join(shop, 'build', 'inventory.zip'), '');
  const note =
    /note: 1 ZIP file among what was built not opened: build.inventory\.zip\. Give what is no code by itself/;
  expect(run('discover', freshWorkbook(), shop, '--dry-run').out).toMatch(note);
  copyFileSync(SHOP, join(shop, 'shop.yaml'));
  expect(run('discover', freshWorkbook(), shop, '--dry-run').out).toMatch(note);
});

it('reads a file once, whatever links lead to it', () => {
  const [one, two] = ['one', 'two'].map((name) => join(folder, 'linked', name)) as [string, string];
  for (const path of [one, two]) {
    mkdirSync(path, { recursive: true });
    symlinkSync(SHOP, join(path, 'shop.yaml'));
  }
  for (const inputs of [
    [one, two],
    [one, SHOP],
    [join(one, 'shop.yaml'), join(two, 'shop.yaml')],
  ]) {
    const { files } = json<Found>(run('discover', freshWorkbook(), ...inputs, '--dry-run', '--json'));
    expect(files.map(({ resources }) => resources)).toEqual([4]);
  }
});

it('looks into a folder that lies in one of those which are passed over', () => {
  run('new', 'within.demarc');
  const within = join(folder, 'asset.shop', 'infra');
  mkdirSync(within, { recursive: true });
  copyFileSync(SHOP, join(within, 'shop.yaml'));
  expect(json<Found>(run('discover', 'within.demarc', within, '--json')).added).toBe(3);
});

it('writes nothing to a terminal that would steer it, whatever a file in a ZIP is called', async () => {
  run('new', 'steered.demarc');
  writeFileSync(
    join(folder, 'steered.zip'),
    await makeZip({ 'a\u001b[2J\u202e.csv': 'Service\nAmazon S3\n', 'b\u001b[31m.json': '{"Resources": {' }),
  );
  const { out, err } = run('discover', 'steered.demarc', 'steered.zip');
  expect(out).toMatch(/steered\.zip\/a\ufffd\[2J\ufffd\.csv: List of services/);
  expect(out).toMatch(/steered\.zip\/b\ufffd\[31m\.json: refused/);
  for (const sign of ['\u001b', '\u202e']) expect(`${out}${err}`).not.toContain(sign);
});

it('adds what lies deeper in folders than a name is long', () => {
  run('new', 'deep.demarc');
  const top = join(folder, 'deep');
  const deep = join(top, 'a'.repeat(200), 'b'.repeat(200), 'c'.repeat(200));
  mkdirSync(deep, { recursive: true });
  copyFileSync(SHOP, join(deep, 'shop.yaml'));
  expect(json<Found>(run('discover', 'deep.demarc', top, '--json')).added).toBe(3);
});
