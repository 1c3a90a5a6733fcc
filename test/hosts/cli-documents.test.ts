import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 as Validator } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { DOCUMENT_NAMES, jsonSchemaOf } from '../../main/hosts/cli/documents/json-schema.ts';
import { PROJECT } from '../support/cli.ts';
import { cliShop, json } from '../support/cli-shop.ts';

const SCHEMAS = join(PROJECT, 'docs', 'schemas');
const { run } = cliShop();

test('the published schemas are those of the program; "npm run schemas" writes them', () => {
  const files = readdirSync(SCHEMAS, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name).sort()).toEqual(DOCUMENT_NAMES.map((name) => `${name}.json`).sort());
  for (const name of DOCUMENT_NAMES)
    expect(JSON.parse(readFileSync(join(SCHEMAS, `${name}.json`), 'utf8'))).toEqual(jsonSchemaOf(name));
});

// Every document that a test has the command line print is held against the closed schema (test/support/check-document.ts).
test('a document says what it is, and fits its published schema, which lets in what a later version adds', () => {
  const gaps = json(run('gaps', 'shop.demarc', '--json'));
  expect(Object.keys(gaps)).toEqual(['schema', 'version', 'gaps', 'overdue']);
  expect(gaps).toMatchObject({ schema: 'demarc/gaps', version: 1 });
  const validate = new Validator().compile(JSON.parse(readFileSync(join(SCHEMAS, 'gaps.json'), 'utf8')));
  expect(validate({ ...gaps, later: true })).toBe(true);
  expect(validate({ ...gaps, version: 2 })).toBe(false);
  expect(validate({ ...gaps, gaps: [{}] })).toBe(false);
});

test('a refusal with --json is a document, too, beside the line on standard error', () => {
  for (const [args, status, code] of [
    [['gaps', 'nothing.demarc'], 3, 'NOT_FOUND'],
    [['answer', 'shop.demarc', 's3/versioning', '--owner', 'nobody'], 2, 'INVALID_INPUT'],
    [['services', 'shop.demarc', '--no-such-option'], 2, 'INVALID_INPUT'],
    [['key', 'forget', 'ffff'], 2, 'NOT_FOUND'],
  ] as const) {
    const refused = run(...args, '--json');
    expect(refused.status).toBe(status);
    const { error, ...head } = JSON.parse(refused.out) as { error: { code: string; message: string } };
    expect(head).toEqual({ schema: 'demarc/error', version: 1 });
    expect(error.code).toBe(code);
    expect(refused.err).toBe(`demarc: ${code}: ${error.message}\n`);
  }
});
