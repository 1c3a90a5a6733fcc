import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestWorkbook } from '../support/core.ts';
import { sha256, unpack } from '../support/pack.ts';

// The two files that DoD's CMMC Hashing Guide has its ArtifactHash script write, as readers of them take a line.
const LINE = /^SHA256\s+([A-Fa-f0-9]{64})\s+(.+)$/;
const LOG = 'CMMCAssessmentArtifacts.log';
const LOG_HASH = 'CMMCAssessmentLogHash.log';

async function packed(frameworks: string[], layouts: readonly { layout: string }[] = []) {
  const { core, folder, call, run } = await openTestWorkbook({ frameworks });
  await call('services.add', { services: [{ catalogueId: 'ec2', label: 'orders-db' }] });
  const refs = ['orders-db/guest-os-patching'];
  for (const [name, text] of [
    ['Patch report.txt', 'patched'],
    ['Überblick 漢.txt', 'all of it'],
  ] as const) {
    writeFileSync(join(folder, name), text);
    const file = core.files.registerSource(join(folder, name)).handle;
    await run('evidence.attachFile', { refs, file });
  }
  await call('evidence.addNote', { refs, title: 'Seen', text: 'We saw it.' });
  const target = core.files.registerTarget(join(folder, 'pack.zip')).handle;
  await run('packs.write', { target, layouts });
  const checked = await run('packs.verify', {
    file: core.files.registerSource(join(folder, 'pack.zip')).handle,
  });
  expect(checked).toMatchObject({ ok: true });
  return await unpack(join(folder, 'pack.zip'));
}
const rowsOf = (log: Buffer | undefined) =>
  (log?.toString('latin1') ?? '').split('\r\n').flatMap((line) => {
    const found = LINE.exec(line);
    return found ? [[found[2] ?? '', (found[1] ?? '').toLowerCase()] as const] : [];
  });

test('a pack for an assessment under CMMC lists the hash of each file of evidence, and the hash of that list', async () => {
  const files = await packed(['nist-800-171-r2']);
  const evidence = [...files.keys()].filter((name) => name.startsWith('evidence/'));
  expect(evidence).toHaveLength(3);
  const log = files.get(LOG);
  const rows = rowsOf(log);
  expect(rows.map(([path]) => path)).toEqual(evidence.map((name) => name.replace(/[^ -~]/g, '?')).toSorted());
  expect(rows.map(([, hash]) => hash).toSorted()).toEqual(
    evidence.map((name) => sha256(files.get(name) ?? '')).toSorted(),
  );
  expect(rowsOf(files.get(LOG_HASH))).toEqual([
    [
      LOG,
      createHash('sha256')
        .update(log ?? '')
        .digest('hex'),
    ],
  ]);
  // The columns stand where PowerShell's own table has them, and every byte is ASCII.
  const lines = log?.toString('latin1').split('\r\n') ?? [];
  expect(lines[0]).toBe('');
  expect(lines[1]).toBe(`Algorithm       Hash${' '.repeat(67)}Path`);
  expect(lines[2]).toBe(`---------       ----${' '.repeat(67)}----`);
  expect(lines[3]?.indexOf('evidence/')).toBe(87);
  expect(log?.every((byte) => byte < 0x80)).toBe(true);
  expect(files.get('index.html')?.toString()).toContain(`href="${LOG}"`);
});

test('so does one that holds the matrix of the same receivers, and no other', async () => {
  const withMatrix = await packed([], [{ layout: 'cmmc-crm' }]);
  expect(rowsOf(withMatrix.get(LOG))).toHaveLength(3);
  const other = await packed(['iso-27001-2022']);
  expect([...other.keys()].filter((name) => /CMMC/.test(name))).toEqual([]);
});
