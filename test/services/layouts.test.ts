import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { Layout, WrittenLayout } from '../../main/contract/layouts.ts';
import { openBook } from '../../main/importers/sheets/book.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { startCore } from '../support/core.ts';

let folder: string;
let ask: (name: string, input: unknown, workbook?: string) => Promise<unknown>;
let workbook: string;
let layouts: readonly Layout[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-layouts-'));
  const { core } = startCore(folder);
  ask = async (name, input, of) => {
    const reply = await core.dispatch({ name, input, ...(of === undefined ? {} : { workbook: of }) }, 'test');
    if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
    const { value } = reply;
    return typeof value === 'object' && value !== null && 'job' in value
      ? core.awaitJob(value as { job: string }, () => {})
      : value;
  };
  ({ id: workbook } = await core.createAt(join(folder, 'shop.demarc'), {
    title: 'Shop',
    organisation: 'Thistlemoor',
    example: 'ecommerce',
  }));
  target = (path) => core.files.registerTarget(path).handle;
  layouts = (await ask('layouts.list', {})) as readonly Layout[];
  return async () => {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
let target: (path: string) => string;

async function write(layout: string, vantage?: string): Promise<{ path: string; written: WrittenLayout }> {
  const path = join(folder, `${layout.replaceAll(':', ' ')} ${vantage ?? ''}.xlsx`);
  const written = (await ask(
    'layouts.write',
    { layout, target: target(path), ...(vantage === undefined ? {} : { vantage }) },
    workbook,
  )) as WrittenLayout;
  return { path, written };
}
const controlsOf = (layout: string) => {
  const framework = layouts.find(({ id }) => id === layout)?.framework;
  return loadCatalogue().frameworks.find(({ id }) => id === framework)?.controls ?? [];
};

test('every layout that the product promises is listed, without a workbook', () => {
  const ids = layouts.map(({ id }) => id);
  for (const id of [
    'fedramp-crm',
    'fedramp-cis',
    'csa-caiq',
    'pci-dss',
    'soc2-cuec',
    'soc2-csoc',
    'cmmc-crm',
    'soa-iso-27001',
    'drata-controls',
    'stig-checklist',
    'vanta-controls',
    ...loadCatalogue().frameworks.map((framework) => `framework:${framework.id}`),
  ])
    expect(ids).toContain(id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const layout of layouts) expect(layout.basis.startsWith('Unverified')).toBe(!layout.verified);
});

describe('the built-in example', () => {
  test.each([
    ['fedramp-crm', 'as-provider'],
    ['csa-caiq', 'as-customer'],
    ['pci-dss', 'as-customer'],
    ['soc2-cuec', 'as-customer'],
    ['soc2-csoc', undefined],
    ['cmmc-crm', 'as-customer'],
    ['soa-iso-27001', undefined],
    ['soa-nist-800-53', undefined],
  ])('as %s, %s: complete, hashed, and honest about the rest', async (id, vantage) => {
    const { path, written } = await write(id, vantage);
    const bytes = readFileSync(path);
    expect(written).toMatchObject({ layout: id, vantage: vantage ?? null, bytes: bytes.length });
    expect(written.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(written.reconciliation).toMatchObject({ ok: true, problems: [] });
    expect(written.reconciliation.counted.map(({ what }) => what)).toEqual(['rows', 'marks', 'texts']);
    expect(written.leftOut.join('\n')).toMatch(/pieces of evidence themselves are not in the file/);
    expect((await readXlsxFile(path)).length).toBeGreaterThan(1);
  });

  test('a framework sheet has every control and every text of a duty that bears on one', async () => {
    const id = 'framework:nist-csf-2.0';
    const { path } = await write(id);
    const sheet = (await readXlsxFile(path)).find((entry) => entry.sheet === 'Controls')?.data ?? [];
    expect(sheet.slice(1).map(([control]) => control)).toEqual(controlsOf(id).map((control) => control.id));
    const text = sheet.flat().join('\n');
    const { rows } = (await ask('assignments.register', { limit: 5000 }, workbook)) as {
      rows: { responsibility: string; shares: { text: string | null }[]; notApplicable: string | null }[];
    };
    const linked = new Set(controlsOf(id).flatMap(({ duties }) => duties));
    let texts = 0;
    for (const { responsibility, shares, notApplicable } of rows) {
      if (!linked.has(responsibility)) continue;
      for (const share of shares) {
        texts += 1;
        if (share.text) expect(text).toContain(share.text);
      }
      if (notApplicable) expect(text).toContain(notApplicable);
    }
    expect(texts).toBeGreaterThan(200);
  });

  test.each([
    ['fedramp-crm', 'as-customer', 'Moderate CRM Worksheet'],
    ['fedramp-cis', undefined, 'Moderate CIS Worksheet'],
    ['csa-caiq', 'as-provider', 'CAIQv4.0.3'],
    ['pci-dss', 'as-provider', 'Responsibility matrix 3'],
  ])(
    '%s comes in again as a matrix of somebody else, with no cell unread',
    async (layout, vantage, sheet) => {
      const { path } = await write(layout, vantage);
      const book = await openBook(path, `${layout}.xlsx`);
      const reading = await readMatrix(book, `${layout}.xlsx`);
      await book.close();
      expect(reading.counts.unread).toBe(0);
      const claims = reading.claims.filter((claim) => claim.sheet === sheet);
      const rows = controlsOf(layout).flatMap(
        ({ id, questions, parts }) => questions ?? parts?.map((part) => part.id) ?? [id],
      );
      expect(claims).toHaveLength(rows.length);
      const cells = (await readXlsxFile(path)).find((entry) => entry.sheet === sheet)?.data ?? [];
      const said = claims.flatMap(({ vendorText, customerText, otherText, text, notes }) => [
        vendorText,
        customerText,
        otherText,
        text,
        ...notes.map((note) => (typeof note === 'string' ? note : JSON.stringify(note))),
      ]);
      const all = said.filter((entry) => entry !== null).join('\n');
      for (const row of cells.slice(3))
        for (const cell of row)
          if (typeof cell === 'string' && cell.length > 120) expect(all).toContain(cell.split('\n').at(-1));
    },
  );
});

describe('refusals', () => {
  test('an unknown id is named with the nearest, an unknown seat with those that there are', async () => {
    await expect(write('fedramp-cmr')).rejects.toThrow(
      /no layout "fedramp-cmr"\. Did you mean "fedramp-crm"\?/,
    );
    await expect(write('framework:iso-27001')).rejects.toThrow(/framework:iso-27001-2022/);
    await expect(write('csa-caiq', 'nobody')).rejects.toThrow(/has as-provider, as-customer/);
  });
  test('a file that was there stays as it was, and nothing half-written is left', async () => {
    const path = join(folder, 'csa-caiq nobody.xlsx');
    writeFileSync(path, 'mine');
    await expect(write('csa-caiq', 'nobody')).rejects.toThrow();
    expect(readFileSync(path, 'utf8')).toBe('mine');
    mkdirSync(join(folder, 'taken.xlsx'));
    await expect(
      ask('layouts.write', { layout: 'csa-caiq', target: target(join(folder, 'taken.xlsx')) }, workbook),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});
