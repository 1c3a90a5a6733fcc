import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';
import { cliShop, expectRefusal, json, SHOP } from '../support/cli-shop.ts';

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
  ]);
  const none = run('discover', 'folder.demarc', join(shop, 'node_modules'));
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
