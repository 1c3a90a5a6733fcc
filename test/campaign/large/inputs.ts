import { randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appendixJ, writeForm } from '../../support/form-files.ts';
import { serviceRef } from '../../support/large-workbook.ts';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'fixtures');
const MB = 1024 ** 2;

/** Writes the files that the commands take in: answers for so many services, and a file of evidence of so many megabytes. */
export async function writeInputs(folder: string, services: number, megabytes: number): Promise<void> {
  copyFileSync(join(FIXTURES, 'importers', 'shop.yaml'), join(folder, 'template.yaml'));
  copyFileSync(join(FIXTURES, 'findings', 'prowler-5.csv'), join(folder, 'scan.csv'));
  const refs = Array.from({ length: services }, (_, n) => `${serviceRef(n + 1)}/encryption-at-rest`);
  writeFileSync(
    join(folder, 'register.csv'),
    `Ref,Ownership,Status,Note\r\n${refs.map((ref) => `${ref},Bench,Implemented,Looked at\r\n`).join('')}`,
  );
  writeFileSync(
    join(folder, 'changes.yaml'),
    `steps:\n${refs
      .slice(0, 1000)
      .map((ref) => `  - answer: {duty: ${ref}, owners: Bench}\n`)
      .join('')}`,
  );
  writeFileSync(join(folder, 'issues.csv'), 'Demarc ID,Status,Due Date\r\nA-1,In Progress,2027-03-31\r\n');
  await writeForm(folder, 'form.xlsx', appendixJ(['AC-2(a)', 'CP-9(a)']));
  const heavy = openSync(join(folder, 'heavy.bin'), 'w');
  for (let n = 0; n < megabytes; n += 1) writeSync(heavy, randomBytes(MB));
  closeSync(heavy);
}
