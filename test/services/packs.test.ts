import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Evidence } from '../../main/contract/evidence.ts';
import type { PackReport, WrittenPack } from '../../main/contract/packs.ts';
import {
  formatManifest,
  type Manifest,
  PACK_FILES,
  type PackEvidence,
  parseManifest,
} from '../../main/domain/pack/manifest.ts';
import { formatSums, parseSums } from '../../main/domain/pack/sums.ts';
import { controlChain } from '../support/control-chain.ts';
import { ONE_FRAMEWORK, openTestWorkbook, SHORT_EXAMPLE, type TestCore } from '../support/core.ts';
import { repack, sha256, unpack } from '../support/pack.ts';

/** Several packs are written, each with its PDF and Excel file. */
const REF = 'orders-db/guest-os-patching';
const OTHER = 'orders-db/workload-logging';

async function withEvidence() {
  const opened = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const { core, folder, call, run } = opened;
  await call('services.add', { services: [{ catalogueId: 'ec2', label: 'orders-db' }] });
  const source = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return core.files.registerSource(join(folder, name)).handle;
  };
  const attach = async (name: string, text: string, more: object = {}) =>
    (await run('evidence.attachFile', { refs: [REF], file: source(name, text), ...more })) as Evidence;
  return { ...opened, source, attach };
}

const write = async ({ core, folder, run }: TestCore, name = 'pack.zip', password?: string) =>
  (await run('packs.write', {
    target: core.files.registerTarget(join(folder, name)).handle,
    ...(password === undefined ? {} : { password }),
  })) as WrittenPack;
const verify = async ({ core, folder, run }: TestCore, name: string, more: object = {}) =>
  (await run('packs.verify', {
    file: core.files.registerSource(join(folder, name)).handle,
    ...more,
  })) as PackReport;

const manifestOf = (files: ReadonlyMap<string, Buffer>): Manifest => {
  const manifest = parseManifest(files.get('manifest.json')?.toString() ?? '');
  if (!manifest) throw new Error('The manifest cannot be read.');
  return manifest;
};

test('the example: another program reads it, every line of SHA256SUMS holds, and every piece of evidence is there', async () => {
  // Every kind of evidence is looked at here, not every duty, and two frameworks, so that it is told which a control is of.
  const opened = await openTestWorkbook({
    made: SHORT_EXAMPLE,
    frameworks: [...ONE_FRAMEWORK, 'iso-27001-2022'],
  });
  const written = await write(opened);
  const files = await unpack(join(opened.folder, 'pack.zip'));
  const sums = parseSums(files.get('SHA256SUMS')?.toString() ?? '');
  expect(
    new Map(
      [...files].filter(([name]) => name !== 'SHA256SUMS').map(([name, bytes]) => [name, sha256(bytes)]),
    ),
  ).toEqual(sums);
  expect(files.size).toBe(written.files);
  expect(sha256(readFileSync(join(opened.folder, 'pack.zip')))).toBe(written.sha256);

  const { evidence, minutes = [], workbook, counts } = manifestOf(files);
  const listed = await opened.call('evidence.list', {});
  expect(evidence.map(({ number }) => number)).toEqual(listed.map(({ number }) => number));
  for (const piece of listed) {
    const entry = evidence.find(({ number }) => number === piece.number);
    if (piece.kind === 'link') expect(entry?.file).toBeNull();
    else expect(sha256(files.get(entry?.file ?? '') ?? '')).toBe(piece.sha256 ?? entry?.sha256);
  }
  const [last] = await opened.call('workbook.changes', { limit: 1 });
  expect(workbook).toMatchObject({ changeLogHead: last?.hash, revision: last?.rev, lastChange: last?.at });
  expect(counts).toMatchObject({
    evidence: listed.length,
    evidenceFiles: written.evidence,
    evidenceAbsent: 0,
  });
  expect(files.get('assessment.pdf')?.toString('latin1', 0, 5)).toBe('%PDF-');
  expect(files.get('assessment.xlsx')?.toString('latin1', 0, 2)).toBe('PK');

  // Every link of the index leads to a file of the pack, and nothing in it could run or be fetched.
  const html = files.get('index.html')?.toString() ?? '';
  const links = [...html.matchAll(/href="([^"#][^"]*)"/g)].map(([, href = '']) => href);
  const local = links.filter((href) => !href.startsWith('https://'));
  expect(local.filter((href) => !files.has(decodeURIComponent(href)))).toEqual([]);
  expect(local.length).toBeGreaterThan(20);
  expect(html).not.toMatch(/<script|<img|<link|<iframe|\son[a-z]+=|url\(/i);
  expect(html).toContain("default-src 'none'");
  const rows = files.get('index.csv')?.toString().split('\r\n') ?? [];
  const pieces = evidence.reduce((sum, { duties }) => sum + Math.max(1, duties.length), 0);
  expect(minutes.map(({ title }) => title)).toEqual(['Workshop: API, functions and reports']);
  expect(rows.length - 2).toBe(pieces + minutes.flatMap((meeting) => meeting.files).length);

  // From a control to its duties, their evidence and its files: exactly the chain that the catalogue and the links make.
  const chain = parse(files.get('controls.csv') ?? '', { bom: true, columns: true }) as Record<
    string,
    string
  >[];
  const { frameworks } = await opened.call('workbook.info', {});
  const expected = controlChain(frameworks, listed);
  expect(expected.chain.length).toBeGreaterThan(20);
  expect(
    chain
      .filter(({ Evidence }) => Evidence !== '')
      .map((row) => [row.Framework, row.Control, row.Duty, row.Evidence].join(' '))
      .sort(),
  ).toEqual(expected.chain);
  expect(new Set(chain.map(({ Control = '' }) => Control))).toEqual(expected.controls);
  for (const row of chain)
    if (row['File in this pack'] !== '') expect(files.has(row['File in this pack'] ?? '')).toBe(true);
});

test('a file lies with its first duty once; the folders of the others say where; the same content is stored once', async () => {
  const opened = await withEvidence();
  const { attach, call } = opened;
  await attach('Patch report.pdf', 'patched');
  await call('evidence.link', { number: 1, refs: [OTHER] });
  await attach('same again.pdf', 'patched', { refs: [OTHER] });
  await call('evidence.addNote', { refs: [REF], title: 'Seen: CON/aux', text: 'We saw it.' });
  await call('evidence.addLink', { refs: [OTHER], url: 'https://example.com/wiki' });
  const written = await write(opened);
  const files = await unpack(join(opened.folder, 'pack.zip'));
  const names = [...files.keys()].filter((name) => name.startsWith('evidence/'));
  expect(names).toEqual([
    'evidence/orders-db/guest-os-patching/E-1 Patch report.pdf',
    'evidence/orders-db/guest-os-patching/E-3 Seen_ CON-aux.txt',
    'evidence/orders-db/workload-logging/elsewhere.txt',
  ]);
  expect(files.get(names[2] ?? '')?.toString()).toBe(`Evidence for ${OTHER} that does not lie in this folder

E-1  Patch report
    ../guest-os-patching/E-1 Patch report.pdf
E-2  same again
    ../guest-os-patching/E-1 Patch report.pdf
E-4  https://example.com/wiki
    https://example.com/wiki
`);
  expect(files.get(names[1] ?? '')?.toString()).toBe('We saw it.\n');
  expect(written).toMatchObject({ evidence: 2, absent: [] });
});

test('replaced revisions and reports on a provider have folders of their own', async () => {
  const opened = await withEvidence();
  const { attach, run, call, source } = opened;
  await attach('v1.txt', 'first');
  await run('evidence.replace', { number: 1, file: source('v2.txt', 'second') });
  await attach('soc2.pdf', 'report');
  await call('evidence.unlink', { number: 3, refs: [REF] });
  await call('evidence.setProviderReport', { number: 3, party: 'aws', kind: 'soc-2', services: null });
  await attach('loose.txt', 'loose');
  await call('evidence.unlink', { number: 4, refs: [REF] });
  await write(opened);
  const files = await unpack(join(opened.folder, 'pack.zip'));
  expect([...files.keys()].filter((name) => name.startsWith('evidence/'))).toEqual([
    'evidence/_replaced/E-1 v1.txt',
    'evidence/orders-db/guest-os-patching/E-2 v2.txt',
    'evidence/aws/_reports/E-3 soc2.pdf',
    'evidence/_not-linked/E-4 loose.txt',
  ]);
});

test('files outside the workbook go in while they have their hash, and are named when not', async () => {
  const opened = await withEvidence();
  const { attach, folder } = opened;
  for (const name of ['kept.txt', 'gone.txt', 'altered.txt', 'longer.txt', 'twice.txt'])
    await attach(name, `content of ${name}`, { reference: true, title: name });
  await attach('inside.txt', 'content of twice.txt');
  rmSync(join(folder, 'gone.txt'));
  rmSync(join(folder, 'twice.txt'));
  writeFileSync(join(folder, 'altered.txt'), 'CONTENT of altered.txt');
  writeFileSync(join(folder, 'longer.txt'), 'content of longer.txt and more');
  const { absent, evidence } = await write(opened);
  expect(absent).toEqual([
    { number: 2, title: 'gone.txt', why: 'not-found' },
    { number: 3, title: 'altered.txt', why: 'altered' },
    { number: 4, title: 'longer.txt', why: 'altered' },
  ]);
  expect(evidence).toBe(2);
  const files = await unpack(join(folder, 'pack.zip'));
  const html = files.get('index.html')?.toString() ?? '';
  expect(html).toContain('3 files are not in this pack');
  // Its content is in the workbook too.
  expect(manifestOf(files).evidence[4]?.file).toBe('evidence/orders-db/guest-os-patching/E-6 inside.txt');
  expect(await verify(opened, 'pack.zip')).toMatchObject({ ok: true, absent });
});

test('hostile words in names and titles stay words', async () => {
  const opened = await withEvidence();
  await opened.attach('x.txt', 'x', { title: '<script>alert(1)</script>" onload="x" =cmd|calc' });
  await opened.call('evidence.addNote', { refs: [REF], title: '../../..\\con\u202e.txt\n', text: 'n' });
  await write(opened);
  const files = await unpack(join(opened.folder, 'pack.zip'));
  const html = files.get('index.html')?.toString() ?? '';
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x&quot;');
  expect(html).not.toContain('<script');
  expect(await verify(opened, 'pack.zip')).toMatchObject({ ok: true });
});

test('with a password: only that one opens it, no name shows, and the verdict names what was altered without it', async () => {
  const opened = await withEvidence();
  await opened.attach('secret plan.txt', 'content');
  const written = await write(opened, 'pack.zip', 'correct horse battery');
  expect(written.encrypted).toBe(true);
  const path = join(opened.folder, 'pack.zip');
  const bytes = readFileSync(path);
  expect(bytes.includes('secret plan')).toBe(false);
  expect(bytes.includes('SHA256SUMS')).toBe(false);
  const [inner, ...rest] = [...(await unpack(path, 'correct horse battery'))];
  // That it is the pack that is written without a password, to the last byte, `signed-packs.test.ts` says.
  expect([inner?.[0], rest.length]).toEqual(['evidence-pack.zip', 0]);

  expect(await verify(opened, 'pack.zip', { password: 'correct horse battery' })).toMatchObject({
    ok: true,
    encrypted: true,
    sha256: written.sha256,
  });
  await expect(verify(opened, 'pack.zip')).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { password: 'needed' },
  });
  for (const password of ['wrong horse battery', 'correct horse batter'])
    await expect(verify(opened, 'pack.zip', { password })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('not the password'),
    });
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  for (const password of [undefined, 'correct horse battery'])
    expect(await verify(opened, 'pack.zip', password === undefined ? {} : { password })).toMatchObject({
      ok: false,
      archive: [expect.stringContaining('seal'), ...(password ? [expect.any(String)] : [])],
    });
});

test('a pack is held against the change log of its workbook, open or not', async () => {
  const opened = await withEvidence();
  const { core, folder, path, call } = opened;
  await opened.attach('a.txt', 'a');
  await write(opened);
  expect((await verify(opened, 'pack.zip', { against: 'open' })).against).toMatchObject({
    standing: 'head',
    problems: [],
  });
  await call('evidence.update', { number: 1, title: 'Later' });
  expect((await verify(opened, 'pack.zip', { against: 'open' })).against).toMatchObject({
    standing: 'earlier',
    problems: [],
  });

  const other = join(folder, 'other.demarc');
  const second = await core.createAt(other, { title: 'Other', organisation: 'Other' });
  await core.dispatch({ name: 'app.close', input: { id: second.id } }, 'test');
  expect(
    await verify(opened, 'pack.zip', { against: core.files.registerSource(other).handle }),
  ).toMatchObject({ ok: false, against: { standing: 'other' } });

  await core.dispatch({ name: 'app.close', input: { id: opened.workbook } }, 'test');
  const ticket = await core.dispatch(
    {
      name: 'packs.verify',
      input: {
        file: core.files.registerSource(join(folder, 'pack.zip')).handle,
        against: core.files.registerSource(path).handle,
      },
    },
    'test',
  );
  if (!ticket.ok) throw new Error(ticket.error.message);
  expect(await core.awaitJob(ticket.value as { job: string })).toMatchObject({
    ok: true,
    against: { standing: 'earlier' },
  });
  const refused = await core.dispatch(
    { name: 'packs.verify', input: { file: core.files.registerSource(path).handle, against: 'open' } },
    'test',
  );
  if (!refused.ok) throw new Error(refused.error.message);
  await expect(core.awaitJob(refused.value as { job: string })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('a pack whose evidence was forged, seal and all, does not stand against its workbook', async () => {
  const opened = await withEvidence();
  const { folder, call } = opened;
  await opened.attach('a.txt', 'a');
  await opened.attach('b.txt', 'b');
  await call('evidence.addNote', { refs: [REF], title: 'Note', text: 'We saw it.' });
  await call('evidence.remove', { number: 2 });
  await opened.attach('c.txt', 'c');
  await write(opened);
  // The register of then is compared, also after it went on.
  await call('evidence.update', { number: 1, title: 'Later' });
  await call('evidence.unlink', { number: 3, refs: [REF] });
  await call('evidence.remove', { number: 4 });
  await opened.attach('d.txt', 'd');
  const files = await unpack(join(folder, 'pack.zip'));
  const against = async (change: (manifest: Manifest) => Manifest) => {
    const manifest = formatManifest(change(manifestOf(files)));
    const forged = new Map(files).set(PACK_FILES.manifest, Buffer.from(manifest));
    const sums = [...manifestOf(forged).files, { path: PACK_FILES.manifest, sha256: sha256(manifest) }];
    forged.set(PACK_FILES.sums, Buffer.from(formatSums(sums)));
    rmSync(join(folder, 'forged.zip'), { force: true });
    await repack(join(folder, 'forged.zip'), forged);
    return (await verify(opened, 'forged.zip', { against: 'open' })).against;
  };
  const evidence = (change: (list: PackEvidence[]) => PackEvidence[]) => (manifest: Manifest) => ({
    ...manifest,
    evidence: change([...manifest.evidence]),
  });
  expect(await against((manifest) => manifest)).toMatchObject({ standing: 'earlier', problems: [] });
  const edited = (more: Partial<PackEvidence>) =>
    evidence((list) => list.map((piece) => (piece.number === 3 ? { ...piece, ...more } : piece)));
  for (const [change, problem] of [
    [evidence((list) => list.filter(({ number }) => number !== 4)), /^E-4 is in .* but not in the pack\.$/],
    [
      evidence((list) => [...list, { ...(list[0] as PackEvidence), number: 2 }]),
      /^E-2 is in the pack, but not in .* at that revision\.$/,
    ],
    [edited({ sha256: 'a'.repeat(64) }), /^E-3 has another SHA-256 in the pack/],
    [edited({ title: 'Another' }), /^What the pack says of E-3 is not what/],
    [edited({ duties: [] }), /^What the pack says of E-3 is not what/],
    [edited({ expires: '2030-01-01' }), /^What the pack says of E-3 is not what/],
  ] as const)
    expect(await against(change)).toMatchObject({ problems: [expect.stringMatching(problem)] });
});

test('a cancelled or failed pack leaves the old one and nothing else', async () => {
  const opened = await openTestWorkbook({ made: SHORT_EXAMPLE, frameworks: ONE_FRAMEWORK });
  const { core, folder, workbook } = opened;
  writeFileSync(join(folder, 'pack.zip'), 'the old one');
  const before = readdirSync(folder).sort();
  const target = core.files.registerTarget(join(folder, 'pack.zip')).handle;
  const ticket = await core.dispatch({ name: 'packs.write', input: { target }, workbook }, 'test');
  if (!ticket.ok) throw new Error(ticket.error.message);
  const { job } = ticket.value as { job: string };
  const outcome = core.awaitJob(
    { job },
    () => void core.dispatch({ name: 'app.cancelJob', input: { job } }, 'test'),
  );
  await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(readdirSync(folder).sort()).toEqual(before);
  expect(readFileSync(join(folder, 'pack.zip'), 'utf8')).toBe('the old one');
  const own = core.files.registerTarget(opened.path).handle;
  await expect(opened.run('packs.write', { target: own })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('content that was altered inside the workbook stops the pack by name', async () => {
  const opened = await withEvidence();
  await opened.attach('a.txt', 'content');
  await opened.core.dispatch({ name: 'app.close', input: { id: opened.workbook } }, 'test');
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(opened.path);
  db.prepare("UPDATE blob_chunk SET bytes = CAST('CONTENT' AS BLOB)").run();
  db.close();
  const { id } = await opened.core.openPath(opened.path);
  const target = opened.core.files.registerTarget(join(opened.folder, 'pack.zip')).handle;
  const ticket = await opened.core.dispatch({ name: 'packs.write', input: { target }, workbook: id }, 'test');
  if (!ticket.ok) throw new Error(ticket.error.message);
  await expect(opened.core.awaitJob(ticket.value as { job: string })).rejects.toMatchObject({
    code: 'WORKBOOK_DAMAGED',
    message: expect.stringContaining('E-1'),
  });
  expect(readdirSync(opened.folder)).not.toContain('pack.zip');
});

test('what a pack would hold is counted before it is written', async () => {
  const opened = await withEvidence();
  await opened.attach('a.txt', 'content');
  await opened.attach('b.txt', 'content');
  await opened.attach('c.txt', 'outside', { reference: true });
  await opened.call('evidence.addNote', { refs: [REF], title: 'N', text: 'n' });
  expect(await opened.call('packs.plan', {})).toEqual({
    files: 1,
    bytes: 7,
    references: 1,
    referenceBytes: 7,
    notes: 1,
    links: 0,
  });
});
