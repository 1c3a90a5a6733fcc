import { createReadStream } from 'node:fs';
import { loadChecks } from '../../main/catalogue/checks.ts';
import { crosswalkOf } from '../../main/catalogue/crosswalk.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { FindingTally } from '../../main/domain/evidence/finding-tally.ts';
import { placeFinding } from '../../main/domain/evidence/findings.ts';
import { readFindings } from '../../main/importers/findings/read-findings.ts';

/** Reads and places the findings of one file; prints `{"seconds", "megabytes", "findings", "placed"}` of the whole process. */
const [path = ''] = process.argv.slice(2);
const index = indexCatalogue(loadCatalogue());
const tables = loadChecks();
const context = {
  tables,
  crosswalk: crosswalkOf(index, tables),
  recognise: index.recognise,
  service: index.service,
  responsibility: index.responsibility,
  inUse: ['s3', 'rds', 'ec2', 'iam', 'lambda', 'vpc'].map((id) => ({
    ref: id,
    catalogueId: id,
    account: null,
    region: null,
  })),
  isAsked: () => true,
};
const tally = new FindingTally();
let placed = 0;
const start = performance.now();
const { findings } = await readFindings(path, createReadStream(path), (finding) => {
  const place = placeFinding(finding, context);
  if (place.unplaced === null) placed += 1;
  tally.add(finding, place);
});
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, findings, placed }));
