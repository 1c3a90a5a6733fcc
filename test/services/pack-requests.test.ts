import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { WrittenPack } from '../../main/contract/packs.ts';
import { PACK_FILES, parseManifest } from '../../main/domain/pack/manifest.ts';
import { ONE_FRAMEWORK, openTestWorkbook, SHORT_EXAMPLE, type TestCore } from '../support/core.ts';
import { unpack, verify } from '../support/pack.ts';

const DAY = '2026-11-26';
const write = async ({ core, folder, run }: TestCore, name: string, more: object = {}) =>
  (await run('packs.write', {
    target: core.files.registerTarget(join(folder, name)).handle,
    asOf: DAY,
    ...more,
  } as never)) as WrittenPack;
const listed = (of: TestCore, text: string, name = 'list.csv') => {
  const path = join(of.folder, name);
  writeFileSync(path, text);
  return of.core.files.registerSource(path).handle;
};
const LIST = `Evidence requests of 2026,,
ID,Request,"Control IDs",Refs
PBC-1,"How are backups tested? <b>",CP-09,
PBC-2,Physical access,PE-3 ; PE-99,
PBC-3,The register of restores,,orders-db/restore-testing
PBC-4,Nothing named,,
PBC-5,Of one service,,orders-db
PBC-6,A piece,,"E-1, E-999, nonsense"
S-1,Penetration test,,workbook/penetration-testing-workloads
S-2,The piece,,E-10
C-1,Bare,CP-9,
C-2,One,fedramp-moderate-r5/CP-09,
C-3,Other,NIST-800-53-r5/cp-9,
C-4,In one only,PM-3,
C-5,Unknown,nist-800-53-r5/XX-1,
`;
const ASKED = ['PBC-1', 'PBC-2', 'PBC-3', 'PBC-4', 'PBC-5', 'PBC-6'];
/** For what is not good any more. */
const STALE = ['S-1', 'S-2'];
/** By controls, in one framework or in none that is named. */
const CONTROLS = ['C-1', 'C-2', 'C-3', 'C-4', 'C-5'];

const named = 'nist-800-53-r5';
/** The same controls in another framework, and most of them under the same ids. */
const within = 'fedramp-moderate-r5';

/** One pack that answers all of that, read once for all who look at it: to write one takes longer than to look. */
let answered: ReturnType<typeof answerList> | null = null;
async function answerList() {
  const of = await openTestWorkbook({ made: SHORT_EXAMPLE, frameworks: [named, within] });
  const requests = listed(of, LIST);
  const written = await write(of, 'asked.zip', { requests });
  const path = join(of.folder, 'asked.zip');
  const files = await unpack(path);
  const [head = [], ...rows] = parse(files.get(PACK_FILES.requestsCsv)?.toString() ?? '', {
    bom: true,
  }) as string[][];
  const { rows: asked } = await of.call('assignments.register', {
    filter: { subject: 'orders-db' },
  } as never);
  // Times in ZIP files go by two seconds: a clock that got in would show.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  return {
    written,
    files,
    head,
    rows,
    ofOrders: new Set((asked as readonly { ref: string }[]).map(({ ref }) => ref)),
    again: (await write(of, 'again.zip', { requests })).sha256,
    verified: await verify(path),
    html: files.get(PACK_FILES.indexHtml)?.toString() ?? '',
    linesOf: (id: string) => rows.filter(([first]) => first === id),
  };
}
const look = () => {
  answered ??= answerList();
  return answered;
};

test('a request list is answered in the pack with duties, evidence and files, and what is not there is said', async () => {
  const { files, written, head, rows, linesOf, ofOrders, html } = await look();
  const manifest = parseManifest(files.get(PACK_FILES.manifest)?.toString() ?? '');
  expect(head).toEqual([
    ...['Request', 'What was asked', 'Named', 'Duty', 'Subject', 'Responsibility', 'Owner'],
    ...['Evidence', 'Evidence title', 'File in this pack', 'Not there'],
  ]);
  expect(new Set(rows.map(([id]) => id))).toEqual(new Set([...ASKED, ...STALE, ...CONTROLS]));
  // Every line of a piece tells what the manifest says of it, and its file lies in the pack.
  for (const [, , , duty, , , , evidence, title, file] of rows) {
    if (evidence === '') continue;
    const piece = manifest?.evidence.find(({ number }) => `E-${number}` === evidence);
    expect([piece?.title, piece?.file ?? '']).toEqual([title, file]);
    // It is linked to the duty, or speaks for a provider's share in it.
    if (duty !== undefined && duty !== '' && !piece?.duties.includes(duty))
      expect(piece?.providerReport !== null || piece.duties.some((ref) => ref.startsWith('aws/'))).toBe(true);
    if (file) expect(files.has(file)).toBe(true);
  }
  // By the control, in another spelling, each duty that bears on it stands there, with evidence or without.
  expect(linesOf('PBC-1').length).toBeGreaterThan(3);
  expect(linesOf('PBC-2')[0]?.at(-1)).toContain('"PE-99" is no duty, service or piece of evidence');
  expect(linesOf('PBC-3').every((row) => row[3] === 'orders-db/restore-testing')).toBe(true);
  expect(linesOf('PBC-4')).toHaveLength(1);
  expect(linesOf('PBC-4')[0]?.at(-1)).toBe(
    'The list names no duty, service, control or piece of evidence for it.',
  );
  expect(new Set(linesOf('PBC-5').map((row) => row[3]))).toEqual(ofOrders);
  expect(linesOf('PBC-6').map((row) => row[7])).toEqual(['E-1']);
  expect(linesOf('PBC-6')[0]?.at(-1)).toMatch(/no evidence "E-999" in this pack.*"nonsense" is no duty/);

  const open = new Set(written.requests?.open.map(({ id }) => id));
  for (const id of ASKED) expect(open.has(id), id).toBe(linesOf(id).every((row) => row[7] === ''));
  expect(written.requests?.asked).toBe(ASKED.length + STALE.length + CONTROLS.length);
  expect(html).toContain('How are backups tested? &lt;b&gt;');
  expect(html).toContain(`<small>${written.requests?.asked} requests</small>`);
});

test('the same list of the same state gives the same bytes, minutes and all, and the verifier knows the file', async () => {
  const { again, written, verified, files } = await look();
  expect(again).toBe(written.sha256);
  expect([...files.keys()].filter((name) => name.startsWith('minutes/'))).toHaveLength(2);
  expect(verified).toMatchObject({ ok: true, extra: [], missing: [] });
});

test('a request for what has expired is open, and says since when', async () => {
  const { files, written, html, linesOf } = await look();
  const csv = files.get(PACK_FILES.requestsCsv)?.toString() ?? '';
  expect(csv).toContain('E-10 expired on 2026-09-30.');
  expect(csv).toContain(
    'What is linked to workbook/penetration-testing-workloads has expired or was replaced.',
  );
  const open = written.requests?.open.map(({ id }) => id) ?? [];
  expect(open).toEqual(expect.arrayContaining(STALE));
  expect(STALE.map((id) => new Set(linesOf(id).map((row) => row[7])))).toEqual(
    STALE.map(() => new Set(['E-10'])),
  );
  expect(html).toContain(`For ${open.length} of them there is no evidence that is still good.`);
});

test('a control is meant in one framework where that is named, else in each, and the answer says in which', async () => {
  const { linesOf } = await look();
  const said = (id: string) => linesOf(id)[0]?.at(-1) ?? '';
  const duties = (id: string) => new Set(linesOf(id).map((row) => row[3]));
  expect(said('C-1')).toMatch(
    /^CP-9 is a control of NIST Special Publication 800-53, FedRAMP Moderate baseline; the duties are those of all of them\. To ask for one, write it as nist-800-53-r5\/CP-9\./,
  );
  for (const id of ['C-2', 'C-3', 'C-4']) expect(said(id)).not.toContain('is a control of');
  expect(duties('C-2').size).toBeGreaterThan(3);
  expect(duties('C-3').size).toBeGreaterThan(3);
  expect(duties('C-1')).toEqual(new Set([...duties('C-2'), ...duties('C-3')]));
  expect(said('C-5')).toContain('"nist-800-53-r5/XX-1" is no duty');
});

test.each([
  ['a,b\n1,2\n', /none of its first 20 rows has the headings "id", "request"/],
  ['id,request,refs\n', /no request below them/],
  ['id,request,refs\n1,a,x\n,b,y\n', /row 3: the request has no id/],
  ['id,request,refs\n1,a,x\n1,b,y\n', /row 3: the request 1 stands in row 2 already/],
])('a list that cannot be read is refused with its place: %j', async (text, words) => {
  const of = await openTestWorkbook();
  await expect(write(of, 'no.zip', { requests: listed(of, text) })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: words,
  });
});

test('layouts that are chosen lie in the pack, the same as when they are written by themselves', async () => {
  const of = await openTestWorkbook({ frameworks: ['iso-27001-2022', within] });
  await of.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await of.call('assignments.acceptSuggestions', { subject: 'orders-db' });
  const layouts = [
    { layout: 'fedramp-crm', vantage: 'as-customer' },
    { layout: 'soa-iso-27001' },
    { layout: 'oscal-component-definition', framework: 'iso-27001-2022' },
    { layout: 'fedramp-sdr', packageOverview: 'https://trust.example.com/overview.json' },
    { layout: 'soa-iso-27001' },
  ];
  const written = await write(of, 'laid.zip', { layouts, audience: 'auditor' });
  const files = await unpack(join(of.folder, 'laid.zip'));
  const inPack = [...files.keys()].filter((name) => name.startsWith('layouts/'));
  expect(inPack).toEqual([
    'layouts/fedramp-crm-as-customer.xlsx',
    'layouts/soa-iso-27001.xlsx',
    'layouts/oscal-component-definition-iso-27001-2022.json',
    'layouts/fedramp-sdr.json',
  ]);
  expect(written.layouts.map(({ file }) => file)).toEqual(inPack);
  for (const [index, name] of inPack.entries()) {
    const alone = join(of.folder, `alone-${index}`);
    await of.run('layouts.write', {
      ...layouts[index],
      target: of.core.files.registerTarget(alone).handle,
      asOf: DAY,
      audience: 'auditor',
    } as never);
    if (name.endsWith('.json')) expect(files.get(name)?.toString()).toBe(readFileSync(alone, 'utf8'));
    expect(files.get(name)?.equals(readFileSync(alone)), name).toBe(true);
  }
  const manifest = parseManifest(files.get(PACK_FILES.manifest)?.toString() ?? '');
  expect(manifest?.layouts?.map(({ file, vantage }) => [file, vantage])).toEqual([
    [inPack[0], 'as-customer'],
    [inPack[1], null],
    [inPack[2], '1.2.1'],
    [inPack[3], null],
  ]);
  expect(files.get(PACK_FILES.indexHtml)?.toString()).toContain(
    'href="layouts/fedramp-crm-as-customer.xlsx"',
  );
  expect((await verify(join(of.folder, 'laid.zip'))).ok).toBe(true);
  await expect(write(of, 'no.zip', { layouts: [{ layout: 'fedramp-crn' }] })).rejects.toThrow('fedramp-crm');
  const empty = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  await expect(write(empty, 'no.zip', { layouts: [{ layout: 'soc2-cuec' }] })).rejects.toMatchObject({
    code: 'NOTHING_TO_SAY',
    message: expect.stringContaining('leave this layout out of it'),
  });
});
