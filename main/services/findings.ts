import { registerRows } from '../assessment/register.ts';
import type { findings } from '../contract/findings.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { listCustomResponsibilities, listCustomServices } from '../workbook/tables/custom.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import type { Handlers } from './context.ts';

export const findingHandlers: Handlers<typeof findings> = {
  read({ db, core, catalogue, files, signal, progress }, input) {
    const accounts = new Map(listEnvironments(db).map(({ id, account }) => [id, account]));
    return runInWorker(
      core.workerUrl,
      {
        kind: 'findings',
        files: input.files.map((handle) => ({ name: files.nameOf(handle), path: files.pathOf(handle) })),
        inUse: listServices(db).map(({ ref, catalogueId, account, region, environment }) => ({
          ref,
          catalogueId,
          account: account ?? accounts.get(environment ?? '') ?? null,
          region,
        })),
        assignments: [...registerRows(db, catalogue)].map(({ ref, status }) => ({ ref, status })),
        customServices: listCustomServices(db),
        customResponsibilities: listCustomResponsibilities(db),
      },
      { signal, progress },
    );
  },
};
