import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { fixture, read, typesOf } from './support.ts';

const managed = (type: string) => ({ mode: 'managed', type, name: 'x' });

describe('plans', () => {
  const bytes = readFileSync(fixture('plan.json').path);
  const expected = { aws_s3_bucket: 1, random_pet: 1, aws_vpc: 1, aws_subnet: 2 };

  it('count what will exist, through all modules, without data sources', () => {
    const found = readSource('plan.json', bytes);
    expect(found.format).toBe('terraform-plan');
    expect(typesOf(found)).toEqual(expected);
    expect(found.notes.join()).toMatch(/before this plan held 6 resources, more than the 5/);
  });

  it.each(['utf16le', 'utf16be', 'utf8'] as const)('are read in %s with a byte order mark', (encoding) => {
    const text = `\ufeff${bytes.toString('utf8')}`;
    const encoded = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le');
    if (encoding === 'utf16be') encoded.swap16();
    expect(typesOf(readSource('plan.json', encoded))).toEqual(expected);
  });

  it('stripped of their planned values count what changes, without what goes', () => {
    const change = (type: string, ...actions: string[]) => ({ ...managed(type), change: { actions } });
    const found = read('p.json', {
      format_version: '0.1',
      resource_changes: [
        change('aws_sqs_queue', 'create'),
        change('aws_sqs_queue', 'no-op'),
        change('aws_sns_topic', 'delete'),
        change('aws_instance', 'delete', 'create'),
        { ...change('aws_region', 'read'), mode: 'data' },
      ],
    });
    expect(typesOf(found)).toEqual({ aws_sqs_queue: 2, aws_instance: 1 });
  });

  it('say when they are incomplete', () => {
    const found = read('p.json', {
      format_version: '1.2',
      planned_values: {},
      errored: true,
      complete: false,
    });
    expect(found.notes).toHaveLength(2);
  });

  it('of an unknown format are refused', () => {
    expect(() => read('p.json', { format_version: '2.0', planned_values: {} })).toThrow(
      /format version 2\.0/,
    );
  });
});

describe('states', () => {
  it('as stored count live instances', () => {
    const found = readSource('terraform.tfstate', readFileSync(fixture('terraform.tfstate').path));
    expect(found.format).toBe('terraform-state');
    expect(typesOf(found)).toEqual({ aws_sqs_queue: 3, aws_db_instance: 1 });
  });

  it('as shown count resources', () => {
    const found = read('s.json', {
      format_version: '1.0',
      values: { root_module: { child_modules: [{ resources: [managed('aws_vpc')] }] } },
    });
    expect(found.format).toBe('terraform-state');
    expect(typesOf(found)).toEqual({ aws_vpc: 1 });
    expect(read('s.json', { format_version: '1.0' }).notes.join()).toMatch(/nothing has been created/);
  });

  it('of an older version are refused with the way out', () => {
    expect(() => read('old.tfstate', { version: 3, serial: 1, modules: [] })).toThrow(
      /old\.tfstate is a Terraform state of version 3.*terraform show -json/,
    );
  });
});

describe('what is close to a plan', () => {
  it.each([
    ['p.json', '[command]/usr/bin/terraform show -json p\n{"format_version":"1.0"}', /CI step/],
    ['p.json', 'Initializing…\n{"format_version":"1.0"}', /lines before the document/],
    ['p.json', '{"@level":"info"}\n{"@level":"info"}', /terraform plan -json/],
    ['p.json', '{"format_version":"1.0","planned_val', /cut off/],
    ['plan.tfplan', 'PK\u0003\u0004rest', /zip archive.*terraform show -json/],
    ['main.tf', 'resource "aws_vpc" "v" {}', /Terraform configuration/],
  ])('%s is refused with the remedy', (name, text, message) => {
    expect(() => read(name, text)).toThrow(message);
  });
});
