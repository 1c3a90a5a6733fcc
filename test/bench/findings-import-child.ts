import { join } from 'node:path';
import type { FindingsAdded } from '../../main/contract/findings.ts';
import { benchCore } from './seed-workbook.ts';

/** Takes the findings of one file into a new workbook in a folder; prints `{"seconds", "megabytes", "fresh"}` of the whole process. */
const [path = '', folder = ''] = process.argv.slice(2);
const core = benchCore(folder);
const { id } = await core.createAt(join(folder, 'bench.demarc'), { title: 'Bench', organisation: 'Acme' });
const call = async (name: string, input: unknown) => {
  const reply = await core.dispatch({ name, input, workbook: id }, 'bench');
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
};
await call('services.add', {
  services: ['s3', 'rds', 'ec2', 'iam', 'lambda', 'vpc'].map((service) => ({
    catalogueId: service,
    label: service,
  })),
});
const start = performance.now();
const files = [core.files.registerSource(path).handle];
const ticket = (await call('findings.add', { files })) as Parameters<typeof core.awaitJob>[0];
const { added } = (await core.awaitJob(ticket)) as { readonly added: FindingsAdded | null };
const seconds = (performance.now() - start) / 1000;
await core.close();
console.log(
  JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, fresh: added?.fresh ?? 0 }),
);
