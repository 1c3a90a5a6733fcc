import { basename } from 'node:path';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';

/** Finds the services in one file; prints `{"seconds", "megabytes", "services", "resources"}` of the whole process. */
const [path = ''] = process.argv.slice(2);
const index = indexCatalogue(loadCatalogue());
const start = performance.now();
const { files, services } = await discoverFiles([{ name: basename(path), path }], index, []);
const seconds = (performance.now() - start) / 1000;
console.log(
  JSON.stringify({
    seconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
    services: services.length,
    resources: files[0]?.resources,
  }),
);
