import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type BenchRow, benchRow, median } from './bench-row.ts';

const ARNS = 100_000;
const TIMES = 3;
/** Counting the lines that hold one takes no ARN apart and tells no resource from another: it is done in the time that a process takes to start. */
const AGAINST_GREP = 100;
/** Of the whole process, for a file of 17 MB. */
const MEGABYTES = 400;

/** Time to find the services in a list of resources that names each by its ARN, against counting its lines with grep, and the memory that it takes. */
export async function benchArns(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-arns-'));
  try {
    const path = join(folder, 'resources.csv');
    await pipeline(Readable.from(lines()), createWriteStream(path));
    const child = fileURLToPath(new URL('./discover-child.ts', import.meta.url));
    const runs = Array.from({ length: TIMES }, () => {
      const start = performance.now();
      const counted = execFileSync('grep', ['-c', 'arn:aws', path], { encoding: 'utf8' });
      const reference = (performance.now() - start) / 1000;
      if (Number(counted) !== ARNS) throw new Error(`Counted ${counted.trim()} lines.`);
      const ours = JSON.parse(execFileSync(process.execPath, [child, path], { encoding: 'utf8' }));
      if (ours.resources !== ARNS || ours.services !== KINDS.length)
        throw new Error(`Found ${ours.resources} resources of ${ours.services} services.`);
      return { reference, seconds: ours.seconds as number, megabytes: ours.megabytes as number };
    });
    const middle = (of: (run: (typeof runs)[number]) => number) => median(runs.map(of));
    const what = `${ARNS.toLocaleString('en')} resources named by their ARNs`;
    return [
      benchRow(
        `time to read ${what}, against grep -c`,
        middle(({ seconds }) => seconds),
        middle(({ reference }) => reference),
        AGAINST_GREP,
        's',
      ),
      benchRow(
        `memory to read ${what}`,
        middle(({ megabytes }) => megabytes),
        MEGABYTES,
        1,
        'MB',
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const KINDS = [
  'sqs:eu-west-1:ACCOUNT:orders-',
  'lambda:eu-west-1:ACCOUNT:function:take-order-',
  'dynamodb:eu-west-1:ACCOUNT:table/orders-',
  'ec2:eu-west-1:ACCOUNT:instance/i-',
  'sns:eu-west-1:ACCOUNT:told-',
] as const;

/** As Steampipe and the like write it: a table with a column for the ARN among others. */
function* lines(): Generator<string> {
  yield 'arn_of,title,akas,region,tags\n';
  for (let n = 0; n < ARNS; n += 1) {
    const arn = `arn:aws:${(KINDS[n % KINDS.length] ?? KINDS[0]).replace('ACCOUNT', String(111122223333 + (n % 60)))}${n.toString(16).padStart(8, '0')}`;
    yield `${arn},resource ${n},"[""${arn}""]",eu-west-1,"{""team"":""team-${n % 97}""}"\n`;
  }
}
