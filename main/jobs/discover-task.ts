import { loadCatalogue } from '../catalogue/load.ts';
import { indexCatalogue, withCustom } from '../catalogue/lookup.ts';
import type { DiscoverReport } from '../contract/discover.ts';
import { discoverFiles } from '../importers/discover/discover-files.ts';
import type { DiscoverTask, TaskControls } from './tasks.ts';

/** Reads untrusted files in a thread of their own: the worst of them can end only that. */
export const runDiscover = (task: DiscoverTask, controls: TaskControls): Promise<DiscoverReport> =>
  discoverFiles(
    task.files,
    withCustom(indexCatalogue(loadCatalogue()), { services: task.customServices, responsibilities: [] }),
    task.existing,
    { ...controls, asOf: task.asOf, ...(task.said ? { said: task.said } : {}) },
  );
