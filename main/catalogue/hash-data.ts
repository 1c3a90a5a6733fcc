// After an edit of a data file: node main/catalogue/hash-data.ts
// Writes the SHA-256 of every file that the manifest lists back into it, then checks the contents as the tests do.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCatalogueProblems } from './check.ts';
import { findDataFolder } from './data-folder.ts';
import { layoutTemplateSchema } from './layout-schema.ts';
import { readLayouts } from './layouts.ts';
import { readCatalogue } from './load.ts';
import { catalogueSchema } from './schema.ts';

const folder = findDataFolder();
const path = join(folder, 'manifest.json');
const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, string> };
for (const name of Object.keys(manifest.files))
  manifest.files[name] = createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');
writeFileSync(path, `${JSON.stringify(manifest, null, 1)}\n`);

const catalogue = readCatalogue(folder);
catalogueSchema.parse(catalogue);
for (const layout of readLayouts(folder)) layoutTemplateSchema.parse(layout);
const problems = findCatalogueProblems(catalogue);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
