import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { expect, onTestFinished, test } from 'vitest';
import type { PartyKind } from '../../main/contract/parties.ts';
import type { SheetPreview } from '../../main/contract/sheets.ts';
import { toldApart } from '../../main/domain/duties/told-apart.ts';
import { writeParty } from '../../main/workbook/tables/parties.ts';
import { callers, ONE_FRAMEWORK, startCore } from '../support/core.ts';
import { makeLargeWorkbook } from '../support/large-workbook.ts';
import { temporaryFolder } from '../support/temp.ts';

// Workbooks from before names had to differ have parties that are called alike: no document takes the one for the other, nor does the way back.

const party = (id: string, name: string, kind: PartyKind, order = 1) => ({ id, name, kind, order });

test('parties that are called alike have their kind in brackets, and a number where that is the same; others keep their names', () => {
  const names = (...parties: Parameters<typeof party>[]) =>
    toldApart(parties.map((each) => party(...each))).map(({ name }) => name);
  expect(names(['aws', 'AWS', 'provider'], ['acme', 'Acme', 'organisation'])).toEqual(['AWS', 'Acme']);
  expect(
    names(
      ['aws', 'AWS', 'provider'],
      ['acme', 'Acme', 'organisation'],
      ['a', 'aws ', 'third-party'],
      ['b', 'Aws', 'third-party'],
    ),
  ).toEqual(['AWS (provider)', 'Acme', 'aws  (third party 1)', 'Aws (third party 2)']);
  // Not even by a name that somebody bears.
  const taken = names(['a', 'X', 'client'], ['b', 'X', 'provider'], ['c', 'X (client)', 'third-party']);
  expect(taken).toEqual(['X (client, 2)', 'X (provider)', 'X (client)']);
});

test('two parties of one name are told apart in every document, and on the way back', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'twins.demarc');
  makeLargeWorkbook(path, {
    services: 1,
    answered: 0,
    entries: 0,
    more(db, enter) {
      writeParty(db, party('other', 'Bench', 'third-party', 3));
      writeParty(db, party('aws-2', 'AWS', 'provider', 4));
      enter('parties.add', 'Added two parties');
    },
  });
  const { core } = startCore(folder);
  onTestFinished(() => core.close());
  const { call, run } = callers(core, (await core.openPath(path)).id);
  await call('workbook.update', { frameworks: ONE_FRAMEWORK });
  const { rows } = await call('assignments.register', { limit: 1000 });
  const [first, second, third] = rows.flatMap(({ ref, subjectKind }) =>
    subjectKind === 'service' ? [ref] : [],
  );
  const owners: readonly (readonly [ref: string | undefined, owners: readonly string[], words: string])[] = [
    [first, ['organisation'], 'Bench (organisation)'],
    [second, ['other'], 'Bench (third party)'],
    [third, ['aws', 'other'], 'AWS (provider 1) + Bench (third party)'],
  ];
  for (const [ref = '', parties] of owners)
    await call('assignments.answer', { ref, answer: { owners: [...parties] } });
  const at = (format: string) => join(folder, `a.${format}`);
  const formats = ['csv', 'xlsx', 'html'] as const;
  await run('exports.run', {
    files: formats.map((format) => ({ format, target: core.files.registerTarget(at(format)).handle })),
  });
  const [head = [], ...body] = parse(readFileSync(at('csv'), 'utf8'), { bom: true }) as string[][];
  const column = head.indexOf('Ownership');
  for (const [ref, , words] of owners) expect(body.find(([own]) => own === ref)?.[column]).toBe(words);
  expect(new Set(head).size).toBe(head.length);
  // The foundations of each provider stand under its own name.
  const services = new Set(body.map((row) => row[head.indexOf('Service')]));
  expect([services.has('AWS (provider 1)'), services.has('AWS (provider 2)'), services.has('AWS')]).toEqual([
    true,
    true,
    false,
  ]);
  const [raci = []] = await readSheet(at('xlsx'), 'RACI');
  expect(raci).toEqual(
    expect.arrayContaining(['Bench (organisation)', 'Bench (third party)', 'AWS (provider 1)']),
  );
  expect(readFileSync(at('html'), 'utf8')).toContain('Bench (third party)');

  const preview = async (from: string) =>
    (await run('sheets.preview', { file: core.files.registerSource(from).handle })) as SheetPreview;
  for (const format of ['csv', 'xlsx']) {
    const { changes, unplaced } = await preview(at(format));
    expect([changes, unplaced], format).toEqual([[], []]);
  }
  const edited = join(folder, 'edited.csv');
  const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const other = body.map((row) =>
    row[0] === first ? row.map((cell, place) => (place === column ? 'Bench (third party)' : cell)) : row,
  );
  writeFileSync(edited, [head, ...other].map((row) => row.map(field).join(',')).join('\r\n'));
  const { changes } = await preview(edited);
  expect(changes.flatMap(({ ref, field: of, after }) => (of === 'owners' ? [[ref, after]] : []))).toEqual([
    [first, 'Bench (third party)'],
  ]);
});
