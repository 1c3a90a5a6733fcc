import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, expect, test } from 'vitest';
import type { WrittenLayout } from '../../main/contract/layouts.ts';
import type { DecidedControl, DecisionRecord } from '../../main/domain/layouts/decision-record.ts';
import { readDecisionRecordBack } from '../../main/exporters/layouts/decision-record-file.ts';
import { startCore } from '../support/core.ts';
import { temporaryFolder } from '../support/temp.ts';

const SCHEMAS = new URL('../fixtures/fedramp-schemas/', import.meta.url);
const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`fedramp-${name}-schema-2026-06-24.json`, SCHEMAS), 'utf8')) as object;
const OVERVIEW = 'https://trust.example.com/overview.json';

let core: ReturnType<typeof startCore>['core'];
let folder: string;
let workbook: string;
let written: WrittenLayout;
let record: DecisionRecord;
let path: string;
beforeAll(async () => {
  folder = temporaryFolder('decision-record');
  ({ core } = startCore(folder));
  ({ id: workbook } = await core.createAt(join(folder, 'shop.demarc'), {
    title: 'Shop',
    organisation: 'Thistlemoor',
    example: 'ecommerce',
  }));
  path = join(folder, 'record.json');
  written = await write({ packageOverview: OVERVIEW });
  record = JSON.parse(readFileSync(path, 'utf8')) as DecisionRecord;
  return () => core.close();
});
async function write(more: object, layout = 'fedramp-sdr', to = path): Promise<WrittenLayout> {
  const input = { layout, target: core.files.registerTarget(to).handle, ...more };
  const reply = await core.dispatch({ name: 'layouts.write', input, workbook }, 'test');
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
  return (await core.awaitJob(reply.value as { job: string }, () => {})) as WrittenLayout;
}
const of = (id: string): DecidedControl | undefined =>
  record.securityControls.find(({ controlId }) => controlId === id);

test('a Security Decision Record is what FedRAMP’s own schema asks for', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv as never);
  // The record's schema refers to a definition of the other one by a path where JSON Schema wants a fragment.
  const { $id, $defs } = schema('common-definitions') as {
    $id: string;
    $defs: Record<string, object>;
  };
  for (const [name, definition] of Object.entries($defs)) ajv.addSchema(definition, `${$id}/$defs/${name}`);
  const validate = ajv.compile(schema('security-decision-record'));
  expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...record, certificationPackageOverviewUri: 'no address' })).toBe(false);
  expect(record).toMatchObject({ certificationPackageOverviewUri: OVERVIEW, fedRampRequirements: [] });
});

test('it says of each control what can stand, in the words of the schema, and counts what it leaves out', () => {
  expect(written).toMatchObject({ vantage: null, reconciliation: { ok: true } });
  expect(written.rows).toBe(record.securityControls.length);
  // PE-3 is AWS's alone and answered; AC-2 has open duties.
  expect(of('PE-3')?.controlImplementationStatus).toBe('Implemented');
  expect(of('PE-3')?.controlImplementationDescription).toMatch(/^Inherited from AWS:\n/);
  expect(of('AC-2')?.controlImplementationStatus).not.toBe('Implemented');
  const statuses = new Set(record.securityControls.map((control) => control.controlImplementationStatus));
  for (const status of statuses)
    expect([undefined, 'Implemented', 'Partially Implemented', 'Not Implemented']).toContain(status);
  expect(statuses.size).toBeGreaterThan(2);
  const silent = 323 - record.securityControls.length;
  expect(silent).toBeGreaterThan(0);
  expect(written.leftOut.join('\n')).toContain(`${silent} controls are not in it`);
  expect(JSON.stringify(record)).not.toMatch(/has no answer|undecided/);
});

test('a file in which a control was changed, doubled or lost is found when it is read back', async () => {
  expect((await readDecisionRecordBack(path, record)).ok).toBe(true);
  const [first, ...others] = record.securityControls;
  if (!first) throw new Error('empty');
  for (const securityControls of [
    others,
    [...record.securityControls, first],
    [{ ...first, controlImplementationDescription: 'Another.' }, ...others],
  ])
    expect((await readDecisionRecordBack(path, { ...record, securityControls })).ok).toBe(false);
});

test('it is refused without the overview that it belongs to, and another layout with it', async () => {
  const other = join(folder, 'other.json');
  await expect(write({}, 'fedramp-sdr', other)).rejects.toThrow(/--package-overview https/);
  await expect(write({ packageOverview: 'nowhere' }, 'fedramp-sdr', other)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  await expect(write({ packageOverview: OVERVIEW }, 'oscal-ssp', other)).rejects.toThrow(
    /is for the layout fedramp-sdr/,
  );
  await expect(
    write({ packageOverview: OVERVIEW, vantage: 'as-provider' }, 'fedramp-sdr', other),
  ).rejects.toThrow(/one seat/);
});
