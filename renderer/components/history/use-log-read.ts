import { useQuery } from '@tanstack/react-query';
import { useClient, useWorkbookId } from '../../host/context.tsx';

/** Room for whatever else the core is asked, between two pieces of the log. */
const PAUSE_MS = 40;

/**
 * Has the change log of the workbook read ahead, piece by piece, so that no single question has to wait for a long log. True once
 * all of it is read; what is added later is read as it comes.
 */
export function useLogRead(): boolean {
  const client = useClient();
  const workbook = useWorkbookId();
  const { data } = useQuery({
    // Beside the contract's own keys, so that a change of the workbook does not begin it again.
    queryKey: ['log-read', workbook],
    queryFn: async ({ signal }) => {
      for (;;) {
        const { done, total } = await client.call('history.prepare', {}, workbook);
        if (done >= total || signal.aborted) return done >= total;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? false;
}
