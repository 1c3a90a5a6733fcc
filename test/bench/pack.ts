import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { benchCore, seededRandom } from './seed-workbook.ts';

const MB = 1024 ** 2;
/** What a pack may take however large its evidence is. */
const MEGABYTES = 300;
/** The evidence that memory is measured with: of 5 GiB, which is the most that one file in a workbook may have. */
const LARGE = 5 * 1024 ** 3;
const ROUNDS = 3;

/**
 * Time to write and read back a pack against `zip` and `sha256sum` on the same files, and memory for 5 GiB of evidence. Ours
 * also makes the PDF and the Excel file, and checks the result, which the two programs do not.
 */
export async function benchPack(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-pack-'));
  try {
    const files = join(folder, 'files');
    mkdirSync(files);
    writeEvidence(files);
    const workbook = join(folder, 'pack.demarc');
    await attachAll(
      folder,
      workbook,
      NAMES.map((name) => ({ path: join(files, name), reference: false })),
    );
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(pack(workbook, join(folder, `pack-${round}.zip`)).seconds);
      theirs.push(zipAndSum(files, join(folder, `reference-${round}.zip`)));
    }
    const large = join(folder, 'disk-image.zip');
    closeSync(openSync(large, 'w'));
    truncateSync(large, LARGE);
    const heavy = join(folder, 'heavy.demarc');
    await attachAll(folder, heavy, [{ path: large, reference: true }]);
    const { megabytes, bytes } = pack(heavy, join(folder, 'heavy.zip'));
    if (bytes < LARGE) throw new Error(`The pack of ${LARGE} bytes has only ${bytes}.`);
    return [
      benchRow('pack of 600 MB against zip and sha256sum', median(ours), median(theirs), 2, 's'),
      benchRow('memory for a pack of 5 GiB', megabytes, MEGABYTES, 1, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const NAMES = ['report.pdf', 'trail.log', 'image.png', 'inventory.csv', 'scan.json', 'archive.zip'];

/** 100 MB each: half of it what is compressed already, half of it lines as logs and exports have them. */
function writeEvidence(folder: string): void {
  const random = seededRandom(7);
  for (const name of NAMES) {
    const file = openSync(join(folder, name), 'w');
    const text = /\.(log|csv|json)$/.test(name);
    for (let piece = 0; piece < 100; piece += 1) writeSync(file, text ? lines(random) : noise(random));
    closeSync(file);
  }
}
function lines(random: () => number): Buffer {
  let text = '';
  while (text.length < MB)
    text += `2026-11-25T10:${Math.floor(random() * 60)} host-${Math.floor(random() * 1000)} sshd: accepted key ${Math.floor(random() * 1e9).toString(36)} from 10.0.${Math.floor(random() * 256)}.7\n`;
  return Buffer.from(text.slice(0, MB));
}
function noise(random: () => number): Buffer {
  const words = new Uint32Array(MB / 4);
  for (let at = 0; at < words.length; at += 1) words[at] = Math.floor(random() * 2 ** 32);
  return Buffer.from(words.buffer);
}

async function attachAll(
  folder: string,
  workbook: string,
  files: readonly { readonly path: string; readonly reference: boolean }[],
): Promise<void> {
  const core = benchCore(folder);
  const { id } = await core.createAt(workbook, { title: 'Packed', organisation: 'Bench' });
  const call = async (name: string, input: unknown) => {
    const reply = await core.dispatch({ name, input, workbook: id }, 'bench');
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value;
  };
  await call('services.add', { services: [{ catalogueId: 's3', label: 'store' }] });
  for (const { path, reference } of files) {
    const { handle } = core.files.registerSource(path);
    const refs = ['store/encryption-at-rest'];
    await core.awaitJob((await call('evidence.attachFile', { refs, file: handle, reference })) as Ticket);
  }
  await core.close();
}

function pack(workbook: string, target: string): { seconds: number; megabytes: number; bytes: number } {
  const child = fileURLToPath(new URL('./pack-child.ts', import.meta.url));
  const printed = execFileSync(process.execPath, [child, workbook, target], { encoding: 'utf8' });
  const measured = JSON.parse(printed) as { seconds: number; megabytes: number; bytes: number };
  rmSync(target);
  return measured;
}

/** Seconds that `zip -r` and `sha256sum` take one after the other. */
function zipAndSum(folder: string, target: string): number {
  const start = performance.now();
  execFileSync('zip', ['-q', '-r', target, '.'], { cwd: folder });
  writeFileSync(`${target}.sums`, execFileSync('sha256sum', NAMES, { cwd: folder }));
  const seconds = (performance.now() - start) / 1000;
  if (readFileSync(`${target}.sums`, 'utf8').split('\n').length <= NAMES.length)
    throw new Error('sha256sum did not name every file.');
  rmSync(target);
  return seconds;
}
