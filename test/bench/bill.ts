import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { type BenchRow, benchRow } from './bench-row.ts';

/** A month of a large organisation has ten million; `DEMARC_BILL_LINES=10000000 npm run bench -- --only bill` reads as many. */
const LINES = Number(process.env.DEMARC_BILL_LINES ?? 1_000_000);
/** Of the whole process, however long the bill is. */
const MEGABYTES = 300;
/** Counting its lines unpacks it as well and looks at nothing. */
const TIMES = 4;

/** Time to find the services in a cost and usage report packed with gzip, against counting its lines, and the memory that it takes. */
export async function benchBill(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-bill-'));
  try {
    const path = join(folder, 'report.csv.gz');
    await pipeline(Readable.from(pieces()), createGzip({ level: 1 }), createWriteStream(path));
    const start = performance.now();
    const counted = execFileSync('sh', ['-c', 'gzip -dc "$1" | wc -l', 'sh', path], { encoding: 'utf8' });
    const reference = (performance.now() - start) / 1000;
    if (Number(counted) !== LINES + 1) throw new Error(`Counted ${counted.trim()} lines.`);
    const child = fileURLToPath(new URL('./discover-child.ts', import.meta.url));
    const { seconds, megabytes, services } = JSON.parse(
      execFileSync(process.execPath, [child, path], { encoding: 'utf8' }),
    );
    if (services !== PRODUCTS.length) throw new Error(`Found ${services} services.`);
    const what = `${LINES.toLocaleString('en')} lines of a bill`;
    return [
      benchRow(`time to read ${what}, against gzip -dc | wc -l`, seconds, reference, TIMES, 's'),
      benchRow(`memory to read ${what}`, megabytes, MEGABYTES, 1, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PRODUCTS = [
  ['AmazonEC2', 'BoxUsage:t3.small', 'RunInstances', 'Amazon Elastic Compute Cloud'],
  ['AmazonS3', 'TimedStorage-ByteHrs', 'StandardStorage', 'Amazon Simple Storage Service'],
  ['AWSLambda', 'Lambda-GB-Second', 'Invoke', 'AWS Lambda'],
  ['AmazonDynamoDB', 'ReadRequestUnits', 'PayPerRequestThroughput', 'Amazon DynamoDB'],
  ['AWSQueueService', 'Requests-Tier1', 'SendMessage', 'Amazon Simple Queue Service'],
] as const;
const TAGS = 40;
const HEADINGS = [
  'identity/LineItemId',
  'identity/TimeInterval',
  'bill/PayerAccountId',
  'lineItem/UsageAccountId',
  'lineItem/LineItemType',
  'lineItem/UsageStartDate',
  'lineItem/ProductCode',
  'lineItem/UsageType',
  'lineItem/Operation',
  'lineItem/ResourceId',
  'lineItem/UnblendedCost',
  'lineItem/LineItemDescription',
  'product/ProductName',
  'product/region',
  ...Array.from({ length: TAGS }, (_, n) => `resourceTags/user:tag${n}`),
];
const PIECE = 2000;

/** As AWS writes it: most of a line is columns that say nothing of the service. */
function* pieces(): Generator<string> {
  yield `${HEADINGS.join(',')}\n`;
  for (let at = 0; at < LINES; at += PIECE) {
    let piece = '';
    for (let n = at; n < Math.min(LINES, at + PIECE); n += 1) piece += lineOf(n);
    yield piece;
  }
}

function lineOf(n: number): string {
  const [code, usage, operation, product] = PRODUCTS[n % PRODUCTS.length] ?? PRODUCTS[0];
  const hour = new Date(Date.UTC(2026, 9, 1, n % 744)).toISOString();
  const mark = Math.imul(n + 1, 2_654_435_761) >>> 0;
  const account = 100_000_000_000 + (mark % 60);
  const tags = Array.from({ length: TAGS }, (_, tag) =>
    (mark >> (tag % 31)) & 1 ? `value-${(mark % 997) + tag}` : '',
  );
  return `${mark.toString(36)}${n.toString(36)},${hour}/${hour},111122223333,${account},Usage,${hour},${code},EUW1-${usage},${operation},i-${mark.toString(16)},0.0${mark % 9999},"$0.0228 per ${product}, On Demand",${product},eu-west-1,${tags.join(',')}\n`;
}
