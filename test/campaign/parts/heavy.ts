import { statSync } from 'node:fs';
import { join } from 'node:path';
import { makeLargeWorkbook, serviceRef } from '../../support/large-workbook.ts';
import { ARCHIVES } from '../heavy/archives.ts';
import { DOCUMENTS } from '../heavy/documents.ts';
import { type HeavyFile, MOST_BYTES } from '../heavy/file.ts';
import { type Measured, measureJob } from '../heavy/job.ts';
import { TABLES } from '../heavy/tables.ts';
import { fell, held, type Part } from '../part.ts';
import { readersOver } from '../readers.ts';

/** Of computing, by all threads of the job: not of waiting, so that a loaded machine alone makes no job too slow. */
const MAX_CPU_SECONDS = 5;
const MAX_MEGABYTES = 500;
/** About 20,000 rows of a register; `DEMARC_HEAVY=10` has as many services. */
const SERVICES = 700;

const FILES: readonly HeavyFile[] = [...TABLES, ...DOCUMENTS, ...ARCHIVES];
/** A file and one job that reads it: each is one case. */
const CASES = FILES.flatMap((file) => file.readers.map((reader) => ({ file, reader })));

/** Files of at most five megabytes that make as much work as they can, each read by the jobs that take it. */
export const heavy: Part = {
  name: 'heavy',
  title: 'files of 5 MB within 5 CPU seconds and 500 MB',
  weight: 3,
  limitMs: 300_000,
  cases: CASES.length,
  start(folder) {
    const workbook = join(folder, 'large.demarc');
    const services = Number(process.env.DEMARC_HEAVY ?? SERVICES);
    makeLargeWorkbook(workbook, { services, answered: services, entries: 0 });
    const kinds = ['ec2', 's3', 'rds', 'lambda', 'iam'];
    const inUse = Array.from({ length: services }, (_, n) => ({
      ref: serviceRef(n + 1),
      catalogueId: kinds[(n + 1) % kinds.length] ?? '',
      account: null,
      region: null,
    }));
    return Promise.resolve({
      async attempt({ n, folder: own }) {
        const { file, reader } = CASES[n % CASES.length] as (typeof CASES)[number];
        const path = join(own, file.name);
        await file.write(path);
        if (statSync(path).size > MOST_BYTES) throw new Error(`${file.what} is larger than 5 MB.`);
        const readers = readersOver(workbook, own, inUse);
        return judge(await measureJob(readers[reader](path, file.name)), `${reader} of ${file.what}`);
      },
    });
  },
};

function judge({ ended, sentence, cpuSeconds, peakMb }: Measured, what: string) {
  const cost = `${cpuSeconds.toFixed(1)} CPU s, ${peakMb.toFixed(0)} MB`;
  if (ended === 'broken') return fell('UNEXPECTED', `${what}: ${sentence}`);
  if (ended === 'did not end' || cpuSeconds > MAX_CPU_SECONDS) return fell('slow', `${what}: ${cost}`);
  if (peakMb > MAX_MEGABYTES) return fell('big', `${what}: ${cost}`);
  return held(`${ended} in ${cpuSeconds <= 1 ? 1 : cpuSeconds <= 3 ? 3 : MAX_CPU_SECONDS} s`);
}
