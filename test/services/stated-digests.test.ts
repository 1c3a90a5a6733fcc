import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { VerifyReport } from '../../main/contract/workbook.ts';
import { ONE_FRAMEWORK, openTestWorkbook } from '../support/core.ts';
import { unpack } from '../support/pack.ts';
import { pdfText } from '../support/pdf-tools.ts';

test('exports and packs state the digest of the log and that of the state, and verify finds either in the history', async () => {
  const { call, run, core, folder } = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  await call('services.add', { services: [{ catalogueId: 's3', label: 'media' }] });
  const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
  const files = ['xlsx', 'pdf', 'docx', 'html'].map((format) => ({
    format,
    target: target(`out.${format}`),
  }));
  await run('exports.run', { files });
  await run('packs.write', { target: target('pack.zip') });
  await run('layouts.write', { layout: 'oscal-ssp', target: target('ssp.json') });
  const { rev } = await call('workbook.info', {});
  // What comes later changes both, and takes neither out of the history.
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders' }] });

  const about = await readSheet(readFileSync(join(folder, 'out.xlsx')), 'About');
  const said = (label: string) => String(about.find(([name]) => name === label)?.[1]);
  const digests = { log: said('Digest'), state: said('State') };
  for (const digest of Object.values(digests)) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(digests.state).not.toBe(digests.log);

  const manifest = JSON.parse(
    (await unpack(join(folder, 'pack.zip'))).get('manifest.json')?.toString() ?? '',
  );
  expect(manifest.workbook).toMatchObject({ changeLogHead: digests.log, state: digests.state });
  const pdf = pdfText(join(folder, 'out.pdf')).replace(/\s/g, '');
  const ssp = readFileSync(join(folder, 'ssp.json'), 'utf8');
  for (const digest of Object.values(digests)) {
    expect(pdf).toContain(digest);
    expect(ssp).toContain(digest);
  }
  expect(readFileSync(join(folder, 'out.html'), 'utf8')).toContain(digests.log.slice(0, 16));
  for (const [what, digest] of Object.entries({ head: digests.log, state: digests.state })) {
    const report = (await run('workbook.verify', { head: digest })) as VerifyReport;
    expect(report.looked).toMatchObject({ given: digest, found: { rev, what } });
  }
});
