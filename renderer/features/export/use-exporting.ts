import { useState } from 'react';
import type { ExportFormat } from '../../../main/contract/exports.ts';
import { failureOf } from '../../host/call-error.ts';
import type { Input } from '../../host/client.ts';
import { useHost, useSaves } from '../../host/context.tsx';
import { type RunningJob, useJob } from '../../host/use-job.ts';
import { FORMATS } from './model.ts';

export interface Exporting {
  readonly job: RunningJob<'exports.run'>;
  readonly problem: string | null;
  /** Asks where each document shall lie, and writes them all. */
  write(chosen: ReadonlySet<ExportFormat>, limit: Omit<Input<'exports.run'>, 'files'>): Promise<void>;
}

/** Writing the documents of a workbook, complete or not at all. */
export function useExporting(fileName: (format: ExportFormat) => string): Exporting {
  const host = useHost();
  const saves = useSaves();
  const job = useJob('exports.run');
  const [problem, setProblem] = useState<string | null>(null);
  const write: Exporting['write'] = async (chosen, limit) => {
    setProblem(null);
    // What is still being typed belongs into the export.
    if (!(await saves.flushAll())) {
      setProblem(
        'Something in this workbook is not saved yet, so an export would miss it. The top of the window names it: save or discard it, then export again.',
      );
      return;
    }
    try {
      const files: { format: ExportFormat; target: string }[] = [];
      for (const { format } of FORMATS) {
        if (!chosen.has(format)) continue;
        const target = await host.pickTarget({ suggestedName: fileName(format), format });
        if (target === null) return;
        files.push({ format, target: target.handle });
      }
      await job.run({ files, ...limit });
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };
  return { job, problem, write };
}
