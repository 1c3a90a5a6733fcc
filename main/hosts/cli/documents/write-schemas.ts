import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationRoot } from '../../../platform/app-paths.ts';
import { makeFolder } from '../../../platform/make-folder.ts';
import { DOCUMENT_NAMES, jsonSchemaOf } from './json-schema.ts';

// `npm run schemas`: writes docs/schemas/ anew.
const folder = join(applicationRoot(), 'docs', 'schemas');
makeFolder(folder);
for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(join(folder, name));
for (const name of DOCUMENT_NAMES)
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
