import { join } from 'node:path';
import { writeScriptsPdf } from './scripts-pdf.ts';

/** Writes documents one behind the other, as 0.pdf and so on into a folder: FOLDER, and the names of the texts in each as JSON. */
const [folder = '', documents = '[]'] = process.argv.slice(2);
for (const [at, names] of (JSON.parse(documents) as string[][]).entries())
  await writeScriptsPdf(join(folder, `${at}.pdf`), names);
