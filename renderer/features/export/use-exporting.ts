import type { ExportFormat } from '../../../main/contract/exports.ts';
import type { Input } from '../../host/client.ts';
import { useHost } from '../../host/context.tsx';
import type { RunningJob } from '../../host/use-job.ts';
import { FORMATS } from './model.ts';
import { useWriting } from './use-writing.ts';

export interface Exporting {
  readonly job: RunningJob<'exports.run'>;
  readonly problem: string | null;
  /** Asks where each document shall lie, and writes them all. */
  write(chosen: ReadonlySet<ExportFormat>, limit: Omit<Input<'exports.run'>, 'files'>): Promise<void>;
}

/** Writing the documents of a workbook, complete or not at all. */
export function useExporting(fileName: (format: ExportFormat) => string): Exporting {
  const host = useHost();
  const { job, problem, write } = useWriting('exports.run', 'an export', 'export again');
  const writeAll: Exporting['write'] = (chosen, limit) =>
    write(async () => {
      const files: { format: ExportFormat; target: string }[] = [];
      for (const { format } of FORMATS) {
        if (!chosen.has(format)) continue;
        const target = await host.pickTarget({ suggestedName: fileName(format), format });
        if (target === null) return;
        files.push({ format, target: target.handle });
      }
      await job.run({ files, ...limit });
    });
  return { job, problem, write: writeAll };
}
