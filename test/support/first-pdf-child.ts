import { writeScriptsPdf } from './scripts-pdf.ts';

/** Writes one document as the first of its process: PATH, NAMES of the texts in it. */
const [path = '', ...names] = process.argv.slice(2);
await writeScriptsPdf(path, names);
