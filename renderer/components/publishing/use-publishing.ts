import { useState } from 'react';
import type { AudienceId } from '../../../main/contract/audience.ts';
import type { PortfolioConnection, PublishReport } from '../../../main/contract/portfolio.ts';
import { useQueryCache } from '../../host/queries.ts';
import type { RunningJob } from '../../host/use-job.ts';
import { usePortfolio } from '../../host/use-portfolio.ts';

export interface Publishing {
  readonly job: RunningJob<'portfolio.publish'>;
  readonly audience: AudienceId;
  readonly unit: string;
  /** Where it goes: what was connected in this session; null for the portfolio on this machine. */
  readonly to: PortfolioConnection | null;
  setAudience(audience: AudienceId): void;
  setUnit(unit: string): void;
  /** Publishes what the handles stand for, `open` being the open workbook, as of a day or of today; null where nothing came of it. */
  publish(files: readonly string[], asOf?: string): Promise<PublishReport | null>;
}

/** Publishing workbooks to the portfolio that is looked at: for whom, as whose, and how far it is. Another choice takes the result away. */
export function usePublishing(job: Publishing['job']): Publishing {
  const cache = useQueryCache();
  const portfolio = usePortfolio();
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
    to: portfolio?.connected ?? null,
    setAudience: choosing(setAudience),
    setUnit: choosing(setUnit),
    async publish(files, asOf) {
      const named = unit.trim();
      const report = await job.run({
        files: [...files],
        to: portfolio?.from ?? 'own',
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
