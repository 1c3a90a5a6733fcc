import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import type { RegisterRow } from '../../../main/contract/assignments.ts';
import type { Evidence } from '../../../main/contract/evidence.ts';
import { workerUrl } from '../../../main/platform/app-paths.ts';
import { createMemoryLogger } from '../../../main/platform/logger.ts';
import { createCore } from '../../../main/services/core.ts';
import { REST_MS, WORD_MS } from '../../../renderer/components/shortcuts/typing.ts';
import { ask } from '../../support/ask.ts';
import { PROJECT, type Served, serve } from '../../support/cli.ts';
import { findProgram } from '../../support/programs.ts';
import { readCard } from '../../support/screens.ts';

/** Three templates with half a dozen services: real ones where they lie beside the checkout (test/importers reads larger ones), else our own. */
function templates(): readonly string[] {
  const real = join(process.env.DEMARC_REAL_FILES ?? join(PROJECT, '..', 'shared', 'data'), 'cloudformation');
  const wanted = [
    'nested_VPCFlowLogsS3.cfn.yaml',
    'nested_VPCFlowLogsCloudWatch.cfn.yaml',
    'efs_with_automount_to_ec2.json',
  ];
  if (wanted.every((name) => existsSync(join(real, name)))) return wanted.map((name) => join(real, name));
  const own = join(PROJECT, 'test', 'fixtures', 'importers');
  return ['shop.yaml', 'network.yaml', 'orders-sam.json'].map((name) => join(own, name));
}

/** So many duties of the first service are answered one after the other; that all of one can be is for the workshop's meeting. */
const ONE_BY_ONE = 5;

let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  served = await serve(['serve'], {
    cwd: folder,
    env: { DEMARC_DATA_DIR: join(folder, 'data'), DEMARC_WORKBOOKS_DIR: join(folder, 'workbooks') },
  });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Drops files as a person would from a file manager. */
async function drop(page: Page, onto: string, files: readonly string[]): Promise<void> {
  const given = files.map((path) => ({ name: basename(path), bytes: [...readFileSync(path)] }));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, bytes } of all) data.items.add(new File([new Uint8Array(bytes)], name));
    return data;
  }, given);
  await page.getByText(onto).dispatchEvent('drop', { dataTransfer: transfer });
}

interface Recorded {
  readonly rows: readonly RegisterRow[];
  readonly evidence: readonly Evidence[];
}
/** What the file itself says, read by a core of our own beside the running program. */
async function recordedIn(path: string): Promise<Recorded> {
  const core = createCore({
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    dataDir: join(folder, 'reader'),
    logger: createMemoryLogger(),
    workerUrl: workerUrl(),
  });
  const { id } = await core.openPath(path, { readOnly: true });
  const ask = async (name: string, input: unknown) => {
    const reply = await core.dispatch({ name, input, workbook: id }, 'reader');
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  };
  const { rows } = (await ask('assignments.register', { limit: 100_000 })) as { rows: RegisterRow[] };
  const evidence = (await ask('evidence.list', {})) as Evidence[];
  await core.close();
  return { rows, evidence };
}

test('an assessment from templates to the auditor’s files', { tag: '@long' }, async ({ page }) => {
  await page.goto(served.url);

  // A new workbook.
  await page.getByRole('button', { name: 'New workbook' }).click();
  const dialog = page.getByRole('dialog', { name: 'New workbook' });
  await dialog.getByLabel('Title').fill('Web shop 2026');
  await dialog.getByLabel('Organisation').fill('Acme');
  await dialog.getByLabel('Your name').fill('Ann Assessor');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('banner')).toContainText('Web shop 2026');
  const workbook = /#\/w\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  const [name = ''] = readdirSync(join(folder, 'workbooks')).filter((entry) => entry.endsWith('.demarc'));
  const path = join(folder, 'workbooks', name);

  // Three templates, looked at, then added.
  await page.goto(`${served.address}#/w/${workbook}/services`);
  await drop(page, 'or drop CloudFormation, Terraform or inventory files here', templates());
  const found = page.getByRole('dialog', { name: 'Find services in files' });
  await expect(found.getByRole('region', { name: 'Files read' })).toContainText('3 files read');
  expect((await recordedIn(path)).rows.every((row) => row.subjectKind !== 'service')).toBe(true);
  await found.getByRole('button', { name: /^Add \d+ services$/ }).click();
  await expect(found).toBeHidden();
  const { rows: added } = await recordedIn(path);
  const inUse = new Set(added.filter((row) => row.subjectKind === 'service').map((row) => row.subject));
  expect(inUse.size).toBeGreaterThan(3);

  // One service, by keyboard alone: accepted, deviating with a reason, not applicable, noted.
  await page.goto(`${served.address}#/w/${workbook}/walk/s3`);
  const question = page.getByRole('article').getByRole('heading').first();
  await expect(question).toBeVisible();
  await expect(page.getByRole('article')).toBeFocused();
  const asked = added.filter((row) => row.subject === 's3');
  // What the program has recorded so far; the file is asked at the end.
  const open = (subject: string) =>
    ask<readonly string[]>({ ...served, workbook: { id: workbook } }, 'assignments.refs', {
      filter: { subject, ownership: 'unanswered' },
    });
  for (let at = 0; at < ONE_BY_ONE; at += 1) {
    await expect(page.getByText(`Duty ${at + 1} of ${asked.length}`)).toBeVisible();
    if (at === 1) {
      await page.keyboard.press('n');
      await page.keyboard.type('No VPC here.');
      await page.keyboard.press('Enter');
    } else if (at === 2) {
      await page.keyboard.press('m');
      await page.keyboard.type('=checked');
      await page.keyboard.press('Escape');
      // It differs from what is suggested, so it asks why before it is recorded.
      await page.keyboard.press('s', { delay: 2 * WORD_MS });
      await page.keyboard.type('They check it.');
      await page.keyboard.press('Enter');
    } else {
      await readCard(page);
      await page.keyboard.press('Enter');
    }
  }
  // The rest of it domain by domain, until it leads on to another service.
  const holder = page.locator('[data-card]').last();
  await expect(page.getByText(`Duty ${ONE_BY_ONE + 1} of ${asked.length}`)).toBeVisible();
  for (;;) {
    const before = (await holder.getAttribute('data-ref')) ?? '';
    if (!before.startsWith('s3/')) break;
    await readCard(page);
    await page.keyboard.press('Shift+A');
    await expect(holder).not.toHaveAttribute('data-ref', before);
  }
  await expect.poll(() => open('s3')).toEqual([]);

  // A file as evidence, by drop onto the card.
  const proof = join(folder, 'bucket-policy.json');
  writeFileSync(proof, JSON.stringify({ Version: '2012-10-17', Statement: [] }));
  // The last answer leads on to what is open elsewhere; until then a key would wait, and no chooser opens long after a key.
  await expect(page.getByText(/^Duty \d+ of \d+, 0 answered/)).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.goto(`${served.address}#/w/${workbook}/walk/s3?card=public-exposure`);
  const exposure = asked.find((row) => row.ref === 's3/public-exposure')?.responsibilityName ?? '';
  await expect(page.getByRole('article')).toContainText(exposure);
  await page.keyboard.press('e');
  await (await chooser).setFiles(proof);
  await expect(page.getByRole('complementary')).toContainText('bucket policy');

  // A whole domain of another service at once.
  const other = [...inUse].find((ref) => ref !== 's3') ?? '';
  await page.goto(`${served.address}#/w/${workbook}/walk/${other}`);
  // Until that service is there, the one that is answered is shown, and the key would be meant for it.
  await expect(page.getByText(/^Duty 1 of \d+, 0 answered/)).toBeVisible();
  await expect(page.getByRole('article')).toBeFocused();
  // Whoever comes back from choosing a file reads the question first: a letter at once would be the tail of something else.
  await page.waitForTimeout(REST_MS);
  const before = (await open(other)).length;
  await page.keyboard.press('Shift+A');
  await expect.poll(async () => (await open(other)).length).toBeLessThan(before);

  // Excel and PDF, read back by other programs, row by row.
  await page.goto(`${served.address}#/w/${workbook}/export`);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const recorded = await recordedIn(path);
  const answered = recorded.rows.filter((row) => row.ownership.kind !== 'unanswered');
  expect(answered.filter((row) => row.subject === 's3')).toHaveLength(asked.length);
  expect(answered.some((row) => row.subject === other)).toBe(true);
  const files = new Map<string, string>();
  for (const format of ['xlsx', 'pdf']) {
    const result = page.getByRole('listitem').filter({ hasText: new RegExp(`\\.${format}`) });
    await expect(result.first()).toContainText('in the file');
    const download = page.waitForEvent('download');
    await result.getByRole('button', { name: 'Download' }).click();
    const target = join(folder, `export.${format}`);
    await (await download).saveAs(target);
    files.set(format, target);
  }
  await compareExcel(files.get('xlsx') ?? '', recorded);
  comparePdf(files.get('pdf') ?? '', recorded);

  // It reopens where one stopped.
  await page.goto(`${served.address}#/w/${workbook}/walk`);
  await expect(page).toHaveURL(new RegExp(`/walk/${other}`));
});

async function compareExcel(file: string, { rows, evidence }: Recorded): Promise<void> {
  const sheet = await readSheet(file, 'Register', { trim: false });
  const head = sheet.findIndex((row) => row[0] === 'Ref');
  const columns = (sheet[head] ?? []).map(String);
  const at = (row: readonly unknown[], column: string) => row[columns.indexOf(column)] ?? null;
  const body = sheet.slice(head + 1).filter((row) => typeof row[0] === 'string' && row[0].includes('/'));
  expect(body.map((row) => row[0])).toEqual(rows.map((row) => row.ref));
  for (const [index, row] of rows.entries()) {
    const written = body[index] ?? [];
    expect(at(written, 'Note'), row.ref).toBe(row.note);
    for (const share of row.shares)
      if (share.text) expect(written, `${row.ref}, ${share.party}`).toContain(share.text);
    if (row.notApplicable) expect(written, row.ref).toContain(row.notApplicable);
  }
  const register = (await readSheet(file, 'Evidence')).flat().map(String);
  for (const piece of evidence) expect(register).toContain(piece.sha256);
}

function comparePdf(file: string, { rows, evidence }: Recorded): void {
  if (findProgram('poppler') === null) {
    console.log('pdftotext is not here, so the PDF was not read back by it (Debian: poppler-utils)');
    return;
  }
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const squeeze = (words: string) => words.replace(/\s+/g, '');
  const squeezed = squeeze(text);
  for (const row of rows) {
    const expected = [
      row.responsibilityName,
      row.note,
      row.notApplicable,
      ...row.shares.map((share) => share.text),
    ];
    for (const words of expected)
      if (words) expect(squeezed.includes(squeeze(words)), `${row.ref}: ${words}`).toBe(true);
  }
  for (const piece of evidence) if (piece.sha256) expect(squeezed).toContain(piece.sha256);
}
