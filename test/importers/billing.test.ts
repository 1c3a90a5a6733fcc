import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnsOfBill } from '../../main/importers/discover/billing/columns.ts';
import { chargedService } from '../../main/importers/discover/billing/product-codes.ts';
import { RecordScanner } from '../../main/importers/discover/billing/record-scanner.ts';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { parseCsvText } from '../../main/importers/text/csv-records.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';
import { fixture, index } from './support.ts';

const folder = temporaryFolder();
const written = (name: string, bytes: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { name, path };
};
const discovered = async (file: { name: string; path: string }) => {
  const { files, services } = await discoverFiles([file], index, []);
  return {
    file: files[0],
    services: Object.fromEntries(
      services.map(({ catalogueId, resources, accounts, regions }) => [
        catalogueId,
        [resources.reduce((sum, { count }) => sum + count, 0), ...accounts, ...regions].join(' '),
      ]),
    ),
  };
};

describe('bills that list each charge', () => {
  const LEGACY = {
    ec2: '2 444455556666 eu-west-1',
    ebs: '1 444455556666 eu-west-1',
    s3: '1 777788889999 us-east-1',
    aurora: '1 777788889999 eu-west-1',
    kms: '1 777788889999 eu-west-1',
  };

  it('the legacy report: services by code and usage, resources once, no taxes and fees', async () => {
    const { file, services } = await discovered(fixture('cur-legacy.csv'));
    expect(file?.format).toBe('cost-and-usage-report');
    expect(services).toEqual(LEGACY);
    expect(file?.unmapped).toEqual([{ type: 'Acme Backup Suite', count: 1 }]);
    expect(file?.notes.join(' ')).toMatch(
      /^10 lines of charges read, 2026-10-01 to 2026-10-31\. .*2 lines of taxes/,
    );
  });

  it('the report 2.0, whose products are documents in a cell', async () => {
    const { services } = await discovered(fixture('cur-2.csv'));
    expect(services).toEqual({
      lambda: '1 444455556666 eu-central-1',
      sqs: '1 444455556666 eu-central-1',
      privatelink: '1 444455556666 eu-central-1',
      'ecs-fargate': '1 444455556666 eu-central-1',
    });
  });

  it('FOCUS: lines of other clouds are left aside and counted', async () => {
    const { file, services } = await discovered(fixture('focus.csv'));
    expect(file?.format).toBe('focus');
    expect(services).toEqual({
      dynamodb: '1 444455556666 eu-west-1',
      vpc: '1 444455556666 eu-west-1',
    });
    expect(file?.notes.join(' ')).toMatch(/1 line of other clouds left aside/);
  });

  it('the detailed billing report, whose zones tell the Region', async () => {
    const { services } = await discovered(fixture('detailed-billing.csv'));
    expect(services).toEqual({ ec2: '1 444455556666 us-east-1', sqs: '1 444455556666' });
  });

  it('says the same packed with gzip, in UTF-16 and with another separator', async () => {
    const text = readFileSync(fixture('cur-legacy.csv').path, 'utf8');
    const packed = await discovered(written('cur.csv.gz', gzipSync(text)));
    expect([packed.file?.file, packed.services]).toEqual(['cur.csv.gz', LEGACY]);
    expect((await discovered(written('wide.csv', Buffer.from(`\ufeff${text}`, 'utf16le')))).services).toEqual(
      LEGACY,
    );
    const semicolons = parseCsvText(text, { delimiter: ',', skipEmptyLines: true }, 100)
      .map((record) => record.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
      .join('\r\n');
    expect((await discovered(written('semicolons.csv', semicolons))).services).toEqual(LEGACY);
  });

  it('without a charge for use, cut off or damaged, it is refused by name', async () => {
    const [headings = '', ...lines] = readFileSync(fixture('cur-legacy.csv').path, 'utf8').split('\n');
    const tax = lines.filter((line) => line.includes(',Tax,'));
    const refusal = async (name: string, bytes: string | Uint8Array) =>
      (await discovered(written(name, bytes))).file?.refused?.message;
    expect(await refusal('tax.csv', [headings, ...tax].join('\n'))).toMatch(
      /^tax\.csv has no line that charges for the use/,
    );
    expect(await refusal('open.csv', `${headings}\n"a1,`)).toMatch(
      /^open\.csv is not a CSV that can be read/,
    );
    const packed = gzipSync(`${headings}\n${lines.join('\n')}`);
    expect(await refusal('cut.csv.gz', packed.subarray(0, packed.length - 20))).toMatch(
      /^cut\.csv\.gz is a gzip file that is damaged or cut off/,
    );
  });

  it('of more lines than its size can hold is refused before they are all looked at', async () => {
    const [headings = ''] = readFileSync(fixture('cur-legacy.csv').path, 'utf8').split('\n');
    const packed = gzipSync(Buffer.concat([Buffer.from(`${headings}\n`), Buffer.alloc(8_000_000, 'a\n')]));
    const { file } = await discovered(written('many.csv.gz', packed));
    expect(file?.refused?.message).toMatch(/^many\.csv has more lines than a bill of its size can have/);
  });

  it('of a few hundred thousand lines keeps nothing but what it counts', { tags: 'long' }, async () => {
    const [headings = '', line = ''] = readFileSync(fixture('cur-legacy.csv').path, 'utf8').split('\n');
    const path = join(folder, 'long.csv.gz');
    const lines = function* () {
      yield `${headings}\n`;
      for (let n = 0; n < 300; n += 1)
        yield Array.from({ length: 1000 }, (_, at) => `${line.replace('i-0aaa', `i-${at}`)}\n`).join('');
    };
    await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(path));
    const before = process.memoryUsage().rss;
    const { file, services } = await discovered({ name: 'long.csv.gz', path });
    expect(services).toEqual({ ec2: '1000 444455556666 eu-west-1' });
    expect(file?.notes[0]).toMatch(/^300,000 lines/);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 ** 2);
  });
});

describe('what a bill is told by', () => {
  it('its columns alone', () => {
    expect(columnsOfBill(['Service', 'Date', 'Cost'])).toBeNull();
    expect(columnsOfBill(['LINE ITEM PRODUCT CODE', 'line item usage type'])?.format).toBe(
      'cost-and-usage-report',
    );
    expect(columnsOfBill([])).toBeNull();
  });
});

describe('the scanner of wanted columns', () => {
  const field = fc.oneof(
    fc.constantFrom('', 'a', '"', 'a"b', 'x,y', 'line\nend', '\r', '""', 'é', '😀'),
    fc.string({ maxLength: 5 }),
  );
  const quoted = (text: string) => (/^"|[,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  it('gives what the reader of whole records gives, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 7 }),
        (records, end, size) => {
          const text = records.map((record) => record.map(quoted).join(',')).join(end);
          const bytes = Buffer.from(text);
          const scanner = new RecordScanner(',', [2, 0]);
          const found: string[][] = [];
          for (let at = 0; at < bytes.length; at += size)
            scanner.push(bytes.subarray(at, at + size), false, (values) => found.push([...values]));
          scanner.push(Buffer.alloc(0), true, (values) => found.push([...values]));
          const whole = parseCsvText(bytes.toString(), { delimiter: ',', skipEmptyLines: true }, 1000);
          expect(found).toEqual(whole.map((record) => [record[2] ?? '', record[0] ?? '']));
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

it.each([
  ['AWSCertificateManager', 'acm'],
  ['AWSIoT', 'iot-core'],
  ['AmazonKinesisFirehose', 'data-firehose'],
  ['AmazonMSK', 'msk'],
  ['ElasticMapReduce', 'emr'],
  ['CodeBuild', 'codebuild'],
  ['AWSXRay', 'x-ray'],
  ['AWSQueueService', 'sqs'],
  ['AmazonMCS', 'keyspaces'],
])('the code %s stands for %s', (code, id) => {
  expect(index.recognise('billing', chargedService(code, '', '', '').name)).toBe(id);
});
