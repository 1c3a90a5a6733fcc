import { useState } from 'react';
import type { AudienceId } from '../../../main/contract/audience.ts';
import type { PublishReport } from '../../../main/contract/portfolio.ts';
import { useQueryCache } from '../../host/queries.ts';
import type { RunningJob } from '../../host/use-job.ts';

export interface Publishing {
  readonly job: RunningJob<'portfolio.publish'>;
  readonly audience: AudienceId;
  readonly unit: string;
  setAudience(audience: AudienceId): void;
  setUnit(unit: string): void;
  /** Publishes what the handles stand for, `open` being the open workbook, as of a day or of today; null where nothing came of it. */
  publish(files: readonly string[], asOf?: string): Promise<PublishReport | null>;
}

/** Publishing workbooks to the portfolio on this machine: for whom, as whose, and how far it is. Another choice takes the result away. */
export function usePublishing(job: Publishing['job']): Publishing {
  const cache = useQueryCache();
  const [audience, setAudience] = useState<AudienceId>('internal');
  const [unit, setUnit] = useState('');
  const choosing =
    <T>(set: (value: T) => void) =>
    (value: T) => {
      job.reset();
      set(value);
    };
  return {
    job,
    audience,
    unit,
    setAudience: choosing(setAudience),
    setUnit: choosing(setUnit),
    async publish(files, asOf) {
      const named = unit.trim();
      const report = await job.run({
        files: [...files],
        audience,
        ...(named === '' ? {} : { unit: named }),
        ...(asOf === undefined ? {} : { asOf }),
      });
      // No event of a host tells of it: a portfolio is no workbook. What was stopped may have published some.
      await cache.raw.invalidateQueries({ queryKey: [null, 'portfolio'] });
      return report;
    },
  };
}
