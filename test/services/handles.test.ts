import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DemarcMethod } from '../../main/contract/index.ts';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { openTestWorkbook } from '../support/core.ts';

const expected = { mine: '', theirs: '' };
const ends = { from: 'now', to: 'now' };

it('a file that was given to be read is never written to, and a place for a result is never read', async () => {
  const { core, folder, workbook } = await openTestWorkbook();
  const path = join(folder, 'contract.pdf');
  writeFileSync(path, 'a file of somebody');
  const place = join(folder, 'result.xlsx');
  const source = core.files.registerSource(path).handle;
  const target = core.files.registerTarget(place).handle;
  const kept = core.files.downloadTarget('result.csv').handle;
  const refusalOf = async (name: DemarcMethod, input: unknown): Promise<string> => {
    const reply = await core.dispatch({ name, input, workbook }, 'test');
    if (!reply.ok) return `${reply.error.code}: ${reply.error.message}`;
    return core.awaitJob(reply.value as Ticket).then(
      () => 'done',
      (error) => `${error.code}: ${error.message}`,
    );
  };

  const writing: [DemarcMethod, unknown][] = [
    ['exports.run', { files: [{ format: 'csv', target: source }] }],
    ['exports.run', { files: [{ format: 'pdf', target: source }] }],
    ['layouts.write', { layout: 'fedramp-crm', target: source }],
    ['packs.write', { target: source }],
    ['snapshots.exportComparison', { ...ends, files: [{ format: 'html', target: source }] }],
    ['merge.write', { file: core.files.registerSource(path).handle, expected, target: source }],
    ['app.create', { title: 'Other', organisation: 'Other', target: source }],
  ];
  for (const [name, input] of writing)
    expect([name, await refusalOf(name, input)]).toEqual([
      name,
      expect.stringMatching(/^INVALID_INPUT: contract\.pdf was given to be read/),
    ]);
  expect(readFileSync(path, 'utf8')).toBe('a file of somebody');

  for (const file of [target, kept]) {
    const reading: [DemarcMethod, unknown][] = [
      ['app.open', { file }],
      ['imports.recognise', { file }],
      ['discover.read', { files: [file] }],
      ['packs.verify', { file }],
      ['merge.preview', { file }],
      ['snapshots.compare', { from: { file }, to: 'now' }],
      ['evidence.attachFile', { refs: ['workbook/asset-inventory'], file }],
    ];
    for (const [name, input] of reading)
      expect([name, await refusalOf(name, input)]).toEqual([
        name,
        expect.stringMatching(/^INVALID_INPUT: result\.\w+ is a place for a result/),
      ]);
  }
  expect(existsSync(place)).toBe(false);
});
