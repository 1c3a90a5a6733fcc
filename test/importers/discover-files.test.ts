import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { fixture, index } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'demarc-discover-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { name, path };
};

describe('discovery', () => {
  it('puts several files together by service and names what it could not map', async () => {
    const report = await discoverFiles(
      [
        fixture('shop.yaml'),
        fixture('network.yaml'),
        fixture('orders-sam.json'),
        fixture('plan.json'),
        fixture('explorer.csv'),
      ],
      index,
      [],
    );
    expect(report.files.map((file) => [file.file, file.format, file.resources, file.refused])).toEqual([
      ['shop.yaml', 'cloudformation', 6, null],
      ['network.yaml', 'cloudformation', 4, null],
      ['orders-sam.json', 'cloudformation', 2, null],
      ['plan.json', 'terraform-plan', 5, null],
      ['explorer.csv', 'resource-explorer', 4, null],
    ]);
    expect(report.files.flatMap((file) => file.unmapped)).toEqual([
      { type: 'Custom::Warmer', count: 1 },
      { type: 'random_pet', count: 1 },
      { type: 'acme:thing', count: 1 },
    ]);
    const services = new Map(report.services.map((service) => [service.catalogueId, service]));
    expect([...services.keys()].sort()).toEqual([
      'cloudformation',
      'dynamodb',
      'ebs',
      'lambda',
      'privatelink',
      's3',
      'vpc',
    ]);
    expect(services.get('s3')).toEqual({
      ref: 's3',
      catalogueId: 's3',
      name: 'Amazon S3',
      resources: [
        { type: 'AWS::S3::Bucket', count: 2 },
        { type: 'aws_s3_bucket', count: 1 },
        { type: 's3:bucket', count: 1 },
      ],
      files: ['shop.yaml', 'plan.json', 'explorer.csv'],
      accounts: ['111122223333'],
      regions: ['eu-west-1'],
      alreadyInUse: false,
      variants: [],
      newAccounts: [],
      said: null,
    });
    expect(services.get('lambda')?.variants.map((variant) => variant.id)).toEqual([
      'lambda-container-image',
      'lambda-managed-instances',
    ]);
    const total = report.files.reduce((sum, file) => sum + file.resources, 0);
    const mapped = report.services
      .flatMap((service) => service.resources)
      .reduce((sum, { count }) => sum + count, 0);
    expect(mapped + 3).toBe(total);
  });

  it('says which nested templates are there and which to add', async () => {
    const [file] = (await discoverFiles([fixture('shop.yaml'), fixture('network.yaml')], index, [])).files;
    const notes = file?.notes.join('\n') ?? '';
    expect(notes).toMatch(/1 nested stack or application read from the files given: network\.yaml/);
    expect(notes).toMatch(/\(Reports\)\. Add reports\.yaml/);
    expect(notes).toMatch(/only known on deployment: Chosen/);
    expect(notes).toMatch(/loop Queues .*AWS::CloudWatch::Alarm, AWS::SQS::Queue/);
    expect(notes).toMatch(/2 entries without a plain Type.*Till, Half/);
  });

  it('keeps refs unique and knows what is in use, also after a switch to a variant', async () => {
    const template = written(
      'mixed.json',
      JSON.stringify({
        Resources: {
          A: { Type: 'AWS::RDS::DBInstance' },
          B: { Type: 'AWS::RDS::DBCluster' },
          C: { Type: 'AWS::ECS::Service' },
          D: { Type: 'AWS::SQS::Queue' },
        },
      }),
    );
    const { services } = await discoverFiles([template], index, [
      { ref: 'orders-db', catalogueId: 'rds' },
      { ref: 'shop', catalogueId: 'ecs-fargate' },
      { ref: 'sqs', catalogueId: 'custom-queue' },
    ]);
    expect(
      services.map((service) => [service.catalogueId, service.ref, service.alreadyInUse]).sort(),
    ).toEqual([
      // Its own types tell Aurora from RDS, so having RDS says nothing about it.
      ['aurora', 'aurora', false],
      ['ecs-ec2', 'shop', true],
      ['rds', 'orders-db', true],
      ['sqs', 'sqs-2', false],
    ]);
  });

  it('proposes no service for a bill line without cost', async () => {
    const report = await discoverFiles([fixture('costs.csv')], index, []);
    expect(report.files[0]?.unmapped.map((entry) => entry.type)).toEqual(['Acme Backup Suite', 'Tax']);
    expect(report.services.map((service) => service.catalogueId)).toEqual(['ec2', 'rds']);
  });

  it('refuses one file by name and reads the others', async () => {
    const huge = written('huge.json', '');
    truncateSync(huge.path, 65 * 1024 * 1024);
    const progress: [number, number | null, string][] = [];
    const report = await discoverFiles(
      [
        written('noise.json', '[command]terraform show\n{"format_version":"1.0"}'),
        huge,
        { name: 'gone.json', path: join(folder, 'gone.json') },
        { name: 'a-folder', path: folder },
        fixture('network.yaml'),
      ],
      index,
      [],
      { progress: (...step) => progress.push(step) },
    );
    expect(report.files.map((file) => [file.file, file.refused?.code ?? null, file.format])).toEqual([
      ['noise.json', 'INVALID_INPUT', null],
      ['huge.json', 'INVALID_INPUT', null],
      ['gone.json', 'NOT_FOUND', null],
      ['a-folder', 'INVALID_INPUT', null],
      ['network.yaml', null, 'cloudformation'],
    ]);
    for (const file of report.files) if (file.refused) expect(file.refused.message).toContain(file.file);
    expect(report.services.map((service) => service.catalogueId)).toEqual(['privatelink', 'vpc']);
    expect(progress[0]).toEqual([0, 5, 'noise.json']);
    expect(progress.at(-1)).toEqual([5, 5, 'Done']);
  });

  it('stops between files when cancelled', async () => {
    const controller = new AbortController();
    const reading = discoverFiles([fixture('shop.yaml'), fixture('network.yaml')], index, [], {
      signal: controller.signal,
      progress: () => controller.abort(),
    });
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
