import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FilledForm } from '../../main/contract/forms.ts';
import type { CliResult } from '../support/cli.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';
import { appendixJ, poam, textsOf, writeForm } from '../support/form-files.ts';

const { folder, run, bytes } = cliShop();
const IDS = ['AC-2(a)', 'PE-3(a)', 'AU-8(a)', 'AC-99'];

it('fills in a form, and says how many rows were filled, left, and why', async () => {
  const form = await writeForm(folder, 'theirs.xlsx', appendixJ(IDS));
  expect(run('new', 'example.demarc', '--example', 'ecommerce').status).toBe(0);
  const [theirs, example] = [readFileSync(form), bytes('example.demarc')];
  const done = run(
    'export',
    'example.demarc',
    '--fill',
    'theirs.xlsx',
    '--out',
    'ours.xlsx',
    '--vantage',
    'as-customer',
  );
  expect(done).toMatchObject({ status: 0, err: '' });
  expect(done.out).toMatch(
    /^ours\.xlsx {2}[\d,]+ bytes\n {2}FedRAMP SSP Appendix J.*from the seat as-customer\n/,
  );
  expect(done.out).toMatch(/\d+ cells written and read back; everything else is as it was/);
  expect(done.out).toMatch(/rows: \d+ filled in, \d+ in part, \d+ left/);
  expect(done.out).toMatch(/Moderate CRM Worksheet: \d+ filled in, \d+ in part, 1 left/);
  expect(done.out).toMatch(/left, 2 rows: The catalogue does not have this control\. AC-99\n/);
  expect((await textsOf(join(folder, 'ours.xlsx'), 'Moderate CRM Worksheet')).get('B5')).toBe('Yes');
  expect(readFileSync(form).equals(theirs)).toBe(true);
  expect(bytes('example.demarc').equals(example)).toBe(true);
});

it('gives the same as one JSON document, beside other files', async () => {
  await writeForm(folder, 'plan.xlsm', poam());
  // Without a weakness or an open action there is no plan, and no document that looks like one.
  const none = run('export', 'shop.demarc', '--fill', 'plan.xlsm', '--out', 'plan-ours.xlsm');
  expectRefusal(none, 1, 'NOTHING_TO_SAY', /Nothing recorded makes a row of it/);
  expect(run('actions', 'add', 'shop.demarc', 'Have the shop tested').status).toBe(0);
  const { files, form } = json<{
    readonly files: unknown[];
    readonly form: FilledForm & { readonly path: string };
  }>(
    run(
      'export',
      'shop.demarc',
      '--csv',
      'all.csv',
      '--fill',
      'plan.xlsm',
      '--out',
      'plan-ours.xlsm',
      '--json',
    ),
  );
  expect(files).toHaveLength(1);
  expect(form).toMatchObject({ path: 'plan-ours.xlsm', form: 'fedramp-poam', vantage: null, left: [] });
  expect(form).not.toHaveProperty('handle');
  expect(readFileSync(join(folder, 'plan-ours.xlsm'))).toHaveLength(form.bytes);
});

it('fills in a table whose columns are named, by letter or heading', async () => {
  await writeForm(folder, 'plan.xlsx', {
    Read: { rows: [['Please fill in']] },
    Plan: {
      rows: [
        ['Nr', 'Ref', 'Who, in a word'],
        ['1', 'PE-3(a)', ''],
      ],
    },
  });
  const fill = ['export', 'example.demarc', '--fill', 'plan.xlsx', '--out', 'planned.xlsx'];
  expectRefusal(run(...fill), 2, 'INVALID_INPUT', /row 1: A “Nr”, B “Ref”, C “Who, in a word”/);
  const named = run(...fill, '--sheet', 'Plan', '--columns', 'Control=b, owner=Who, in a word');
  expect(named).toMatchObject({ status: 0, err: '' });
  expect(named.out).toMatch(/Responsibility matrix, from the seat as-\w+\n {2}1 cell written/);
  expect((await textsOf(join(folder, 'planned.xlsx'), 'Plan')).get('C2')).toBe('Provider');
});

it('refuses what does not go together', async () => {
  const refused = (result: CliResult, words: RegExp) => expectRefusal(result, 2, 'INVALID_INPUT', words);
  await writeForm(folder, 'theirs.xlsx', appendixJ(IDS));
  const fill = ['export', 'shop.demarc', '--fill', 'theirs.xlsx'];
  refused(run(...fill), /Say where the filled form is to be written: --out/);
  refused(run(...fill, '--out', 'theirs.xlsx'), /never written over/);
  refused(run(...fill, '--out', 'o.xlsx', '--layout', 'fedramp-crm'), /Leave out --layout/);
  refused(run(...fill, '--out', 'o.xlsx', '--person', 'ann'), /from the whole workbook/);
  refused(run(...fill, '--out', 'o.xlsx', '--vantage', 'nobody'), /It has as-provider, as-customer/);
  refused(run('export', 'shop.demarc', '--overwrite', '--csv', 'a.csv'), /name it with --fill/);
  refused(run('export', 'shop.demarc', '--columns', 'control=B', '--csv', 'a.csv'), /name it with --fill/);
  refused(run(...fill, '--out', 'o.xlsx', '--sheet', 'A'), /name them with --columns/);
  refused(
    run(...fill, '--out', 'o.xlsx', '--columns', 'controls=B'),
    /“controls=B” says of no column.*control \(/,
  );
  refused(run(...fill, '--out', 'o.xlsx', '--columns', 'control=B,owner='), /Say which column takes owner/);
  refused(run(...fill, '--out', 'o.xlsx', '--columns', 'control=B', '--heading-row', '0'), /“0” is no row/);
  refused(run('export', 'shop.demarc', '--fill', 'nowhere.xlsx', '--out', 'o.xlsx'), /There is no file at/);
});
