import { useMemo } from 'react';
import type { ServiceInUseRow } from '../../../main/contract/services-in-use.ts';
import type { Input } from '../../host/client.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { useQueryCache } from '../../host/queries.ts';
import { type Autosave, useAutosave } from '../../host/use-autosave.ts';

export type ServicePatch = Omit<Input<'services.update'>, 'ref'>;

export function useServiceAutosave(service: ServiceInUseRow): Autosave<ServicePatch> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<ServicePatch>({
    key: `service:${workbook}:${service.ref}`,
    label: service.label,
    save: async (patch) => {
      const saved = await client.call('services.update', { ref: service.ref, ...patch }, workbook);
      cache.patch('services.list', {}, (rows) =>
        rows.map((row) => (row.ref === saved.ref ? { ...row, ...saved } : row)),
      );
      return undefined;
    },
  });
}

/** Removal is carried out later, free of any component. */
export function useServiceCalls() {
  const client = useClient();
  const workbook = useWorkbookId();
  return useMemo(
    () => ({ remove: (ref: string) => client.call('services.remove', { ref }, workbook) }),
    [client, workbook],
  );
}
