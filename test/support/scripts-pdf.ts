import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { sampleReport } from './sample-report.ts';
import { SCRIPT_TEXTS } from './scripts.ts';

/** A report whose notes are these texts of other scripts, as PDF. */
export async function writeScriptsPdf(path: string, names: readonly string[]): Promise<void> {
  const report = sampleReport({ services: 1, seed: 7 });
  const rows = [...report.rows()].map((row, index) => {
    const text = SCRIPT_TEXTS[names[index] ?? ''];
    return text === undefined ? row : { ...row, note: text };
  });
  const job = { signal: new AbortController().signal, progress: () => undefined };
  await writePdf({ ...report, rows: () => rows }, path, job);
}
