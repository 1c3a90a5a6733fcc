import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';

/** Finds the services in one bill; prints `{"seconds", "megabytes", "services"}` of the whole process. */
const [path = ''] = process.argv.slice(2);
const index = indexCatalogue(loadCatalogue());
const start = performance.now();
const { services } = await discoverFiles([{ name: 'report.csv.gz', path }], index, []);
const seconds = (performance.now() - start) / 1000;
console.log(
  JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, services: services.length }),
);
